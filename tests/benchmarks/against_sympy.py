"""The symbolic part of `derive` over the derivative problems against SymPy's `diff`, in one run.

`python -m tests.benchmarks.against_sympy`; SymPy's expressions come over the bridge, so both sides differentiate the
same thing. Problems that SymPy cannot express or differentiate are counted apart; whether it is right is not asked.
"""

from __future__ import annotations

from statistics import median
from typing import Any

from matderiv.derivation.question import question_of
from matderiv.forms import derivative_of, derive_forms
from matderiv.meaning import read_problem
from matderiv.sympy_bridge import to_sympy
from tests.scoring.cases import problems

from .timing import milliseconds


def ours(problem: dict[str, Any]) -> float:
    question = question_of(
        read_problem(problem["tex"], problem["wrt"], problem["given"], symmetric=problem["symmetric"])
    )
    return milliseconds(
        lambda: derive_forms(question, ["matrix", "index"], derivative=derivative_of(question)), 3
    )


def theirs(problem: dict[str, Any]) -> float | None:
    """SymPy's time; None where it has no such expression, or raises."""
    from sympy.core.cache import clear_cache

    read = read_problem(problem["tex"], problem["wrt"], problem["given"])
    try:
        symbols: dict[str, Any] = {}
        variables = [to_sympy(variable, symbols) for variable in read.variables]
        symbols |= {problem["wrt"][0]: variables[0]}
        expression = to_sympy(read.expression, symbols)

        def derive() -> None:
            clear_cache()
            expression.diff(*variables)

        return milliseconds(derive, 3)
    except Exception:
        return None


def main() -> None:
    pairs = [(ours(problem), theirs(problem)) for problem in problems()]
    both = [(own, other) for own, other in pairs if other is not None]
    own, other = median(pair[0] for pair in both), median(pair[1] for pair in both)
    ratio = median(pair[1] / pair[0] for pair in both)
    print(f"matderiv, matrix and index form        median {own:7.2f} ms   n = {len(both)}")
    print(f"SymPy, diff                            median {other:7.2f} ms   n = {len(both)}")
    failed = f"SymPy fails on {len(pairs) - len(both)} of {len(pairs)}"
    print(f"median of the ratios                   {ratio:7.2f}      {failed}")


if __name__ == "__main__":
    main()
