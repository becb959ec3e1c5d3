"""How many of the derivatives that have a matrix form get a derivation and their entries written out.

    .venv/bin/python -m tests.forms.coverage [--reasons] [--bank]

Only verified forms count. `--bank` leaves out `tests/calculus/problems/`, `--reasons` says why a form is missing.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import matderiv

TESTS = Path(__file__).parent.parent
FORMS = ("steps", "entries")


def problems(*, bank_only: bool = False) -> Iterator[dict[str, Any]]:
    """The problems of the bank and of the tests of the calculus."""
    yield from json.loads((TESTS / "cases" / "bank.json").read_text("utf-8"))["problems"]
    files = [] if bank_only else sorted((TESTS / "calculus" / "problems").glob("*.json"))
    for file in files:
        found = json.loads(file.read_text("utf-8"))
        yield from (problem for problem in found if isinstance(problem, dict))


def counted(*, bank_only: bool = False) -> tuple[Counter[str], list[str]]:
    """The numbers, and why forms are missing."""
    counts: Counter[str] = Counter()
    reasons: list[str] = []
    for problem in problems(bank_only=bank_only):
        try:
            found = matderiv.derive(
                problem["tex"],
                problem["wrt"],
                problem["given"],
                symmetric=problem.get("symmetric"),
                forms=["matrix", *FORMS],
            )
        except matderiv.ProblemError:
            continue
        matrix, *forms = zip(found.forms, found.checks, strict=True)
        if not matrix[0].exists:
            continue
        counts["matrix"] += 1
        for form, check in forms:
            if form.exists and check is not None and check.verdict == "verified":
                counts[form.form] += 1
            else:
                reasons.append(f"{form.form}: {problem['id']}: {form.note}")
    return counts, reasons


def main() -> None:
    counts, reasons = counted(bank_only="--bank" in sys.argv)
    print(f"derivatives with a matrix form: {counts['matrix']}")
    for name in FORMS:
        print(f"{name:8} {counts[name]:4}   {counts[name] / counts['matrix']:.1%}")
    if "--reasons" in sys.argv:
        print("\n".join(reasons))


if __name__ == "__main__":
    main()
