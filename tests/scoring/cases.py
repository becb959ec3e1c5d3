"""The cases, read from `tests/cases/`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

CASES = Path(__file__).parent.parent / "cases"


def problems() -> list[dict[str, Any]]:
    return json.loads((CASES / "bank.json").read_text("utf-8"))["problems"]


def claims() -> list[dict[str, Any]]:
    return json.loads((CASES / "claims.json").read_text("utf-8"))["claims"]


def mistakes() -> list[dict[str, Any]]:
    return json.loads((CASES / "mistakes.json").read_text("utf-8"))["notes"]


def formulas() -> list[dict[str, Any]]:
    return json.loads((CASES / "formulas.json").read_text("utf-8"))["formulas"]
