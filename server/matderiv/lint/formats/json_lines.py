"""JSON Lines: one finding a line, for programs that read a report as it comes."""

from __future__ import annotations

import json

from ...checking import CheckedClaim
from ..findings import LintFinding, LintResult


def json_lines(result: LintResult, colour: bool) -> str:
    lines = [_line(finding) for finding in result.findings]
    if result.interrupted_after is not None:
        lines.append(json.dumps({"interrupted": {"notes": result.interrupted_after}}))
    return "\n".join(lines)


def _line(finding: LintFinding) -> str:
    item = finding.item
    is_claim = isinstance(item, CheckedClaim)
    suggestion = item.suggestion.to_dict() if isinstance(item, CheckedClaim) and item.suggestion else None
    plain = {
        "path": finding.path,
        "range": finding.range.to_dict(),
        "rule": finding.rule,
        "severity": finding.level,
        "message": finding.message,
        "verdict": item.verdict if isinstance(item, CheckedClaim) else None,
        "tex": item.tex if isinstance(item, CheckedClaim) else None,
        "suggestion": suggestion if is_claim else None,
        "fingerprint": finding.fingerprint,
    }
    return json.dumps(plain, ensure_ascii=False, allow_nan=False)
