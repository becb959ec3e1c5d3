"""Derive over the derivative problems: the symbolic part, and the check of every form."""

from __future__ import annotations

from matderiv import derive
from tests.scoring.cases import problems

from .timing import summary


def main() -> None:
    symbolic, checked = [], []
    for _ in range(2):
        symbolic, checked = [], []
        for problem in problems():
            result = derive(problem["tex"], problem["wrt"], problem["given"], symmetric=problem["symmetric"])
            symbolic.append(result.symbolic_ms)
            checked.append(result.check_ms)
    print(f"derive, default forms, symbolic part   {summary(symbolic)}   (budget: median 5, max 100)")
    print(f"derive, parse-back and check           {summary(checked)}   (budget: median 30 with the above)")
