"""SARIF 2.1.0, for code scanning."""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import Any

from ...checking import CheckedClaim, CheckResult, Finding, message_of
from ..findings import Strictness, findings_in

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"refuted": "error", "ill-shaped": "error", "conditional": "warning", "unchecked": "note"}


def sarif_report(result: CheckResult, strictness: Strictness, colour: bool) -> str:
    results = [_result(file.path, item) for file in result.files for item in findings_in(file, strictness)]
    rules = [{"id": rule} for rule in sorted({entry["ruleId"] for entry in results})]
    run = {
        "tool": {"driver": {"name": "matderiv", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _result(path: str, item: CheckedClaim | Finding) -> dict[str, Any]:
    start, end = item.range.start, item.range.end
    region = {
        "startLine": start.line + 1,
        "startColumn": start.character + 1,
        "endLine": end.line + 1,
        "endColumn": end.character + 1,
    }
    location = {"artifactLocation": {"uri": PurePath(path).as_posix()}, "region": region}
    return {
        "ruleId": item.rule or "matderiv",
        "level": _LEVELS[item.verdict] if isinstance(item, CheckedClaim) else "error",
        "message": {"text": message_of(item)},
        "locations": [{"physicalLocation": location}],
    }
