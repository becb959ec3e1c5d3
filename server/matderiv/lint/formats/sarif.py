"""SARIF 2.1.0, for code scanning (OASIS, Static Analysis Results Interchange Format)."""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import PurePath, PurePosixPath
from typing import Any

from ...checking import CheckedClaim
from ...rules import RULES, Rule
from ...rules.pages import page_address, page_of
from ..findings import LintFinding, LintResult

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "information": "note", "off": "none"}


def sarif_report(result: LintResult, colour: bool) -> str:
    """Hints are left out: alerts are for what somebody should look at."""
    findings = [finding for finding in result.findings if finding.level != "hint"]
    names = sorted({finding.rule for finding in findings})
    places = {name: number for number, name in enumerate(names)}
    run = {
        "tool": {"driver": _driver(names)},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(result)],
        "results": [_result(finding, places) for finding in findings],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _driver(names: list[str]) -> dict[str, Any]:
    rules = [_rule(RULES[name]) if name in RULES else {"id": name} for name in names]
    return {"name": "matderiv", "semanticVersion": version("matderiv"), "rules": rules}


def _rule(rule: Rule) -> dict[str, Any]:
    page = page_of(rule.name)
    address = page_address(rule.name)
    return {
        "id": rule.name,
        "shortDescription": {"text": f"{rule.summary}."},
        "defaultConfiguration": {"level": _LEVELS.get(rule.level, "note")},
        **({"help": {"text": page, "markdown": page}} if page else {}),
        **({"helpUri": address} if address else {}),
    }


def _invocation(result: LintResult) -> dict[str, Any]:
    messages = list(result.unreadable)
    if result.interrupted_after is not None:
        messages.append(f"interrupted: {len(result.files)} of {result.interrupted_after} notes were checked")
    notifications = [{"level": "error", "message": {"text": message}} for message in messages]
    return {
        "executionSuccessful": not messages,
        **({"toolExecutionNotifications": notifications} if notifications else {}),
    }


def _result(finding: LintFinding, places: dict[str, int]) -> dict[str, Any]:
    location = {"artifactLocation": {"uri": _uri(finding.path)}, "region": _region(finding)}
    return {
        "ruleId": finding.rule,
        "ruleIndex": places[finding.rule],
        "level": _LEVELS[finding.level],
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {"matderivFinding/v1": finding.fingerprint},
        **(
            {"properties": {"verdict": finding.item.verdict}}
            if isinstance(finding.item, CheckedClaim)
            else {}
        ),
    }


def _region(finding: LintFinding) -> dict[str, int]:
    start, end = finding.range.start, finding.range.end
    return {
        "startLine": start.line + 1,
        "startColumn": start.character + 1,
        "endLine": end.line + 1,
        "endColumn": end.character + 1,
    }


def _uri(path: str) -> str:
    """A relative path stays relative, with what a URI may not hold in percent notation."""
    pure = PurePath(path)
    if pure.is_absolute():
        return pure.as_uri()
    return PurePosixPath(f"/{pure.as_posix()}").as_uri().removeprefix("file:///")
