"""The JSON report, the contract of DESIGN section 5 in one object."""

from __future__ import annotations

import json

from ...checking import CheckResult
from ..findings import Strictness


def json_report(result: CheckResult, strictness: Strictness, colour: bool) -> str:
    return json.dumps(result.to_dict(), ensure_ascii=False, indent=2, allow_nan=False)
