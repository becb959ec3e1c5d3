"""The JSON report, the contract of `matderiv check` in one object."""

from __future__ import annotations

import json

from ..findings import LintResult


def json_report(result: LintResult, colour: bool) -> str:
    """The report; what only some runs have is told only by those."""
    plain = result.check_result.to_dict()
    if result.known or result.expired:
        plain["baseline"] = {"known": result.known, "expired": list(result.expired)}
    if result.interrupted_after is not None:
        plain["interrupted"] = {"notes": result.interrupted_after}
    return json.dumps(plain, ensure_ascii=False, indent=2, allow_nan=False)
