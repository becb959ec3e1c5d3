"""The public functions: `matderiv.derive` and `matderiv.check`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from .checking import CheckResult, check_document
from .derivation import Derivation, NoDerivativeError, derive_and_verify
from .meaning import ProblemError, read_problem
from .meaning.unexpected import unexpected
from .sympy_bridge import SympyProblem, is_sympy, read_sympy

__all__ = ["CheckResult", "Derivation", "ProblemError", "check", "derive"]


def derive(
    expression: Any,
    wrt: Any,
    given: Sequence[Any] = (),
    layout: str | None = None,
    vec: str | None = None,
    symmetric: str | None = None,
    forms: Sequence[str] | None = None,
    total: bool = False,
) -> Derivation:
    """The derivative of a LaTeX expression in several forms, each printed, read again and checked with numbers.

    `wrt` is one symbol, or two for the iterated derivative; with `total` any number of symbols that vary together:
    then the differential is the total one, and the other forms are given once for each symbol. `given` holds
    statements as a note would make them (`X \\in \\mathbb{R}^{m\\times n}`, `A symmetric`). Raises ProblemError for
    what cannot be read or derived.

    The expression and the symbols may be SymPy's objects instead, and `given` assumptions such as `Q.symmetric(A)`;
    `result.to_sympy()` is SymPy's object again.
    """
    variables = [wrt] if isinstance(wrt, str) or not isinstance(wrt, Sequence) else list(wrt)
    if len(variables) > 2 and not total:
        raise ProblemError("differentiate by one symbol, or by two for the second derivative")
    try:
        read = read_sympy if is_sympy(expression) else _read_latex
        question = read(expression, variables, given, layout=layout, vec=vec, symmetric=symmetric)
        problem = replace(question.problem, total=total and len(set(question.problem.variables)) > 1)
        result = derive_and_verify(problem, question.tex, question.wrt, forms)
        return replace(result, sympy_symbols=question.symbols)
    except ProblemError:
        raise
    except Exception as error:
        raise NoDerivativeError(f"no derivative: {unexpected(error)}") from error


def _read_latex(
    expression: str, wrt: Sequence[str], given: Sequence[str], **conventions: str | None
) -> SympyProblem:
    """A question in LaTeX, of which no symbol is SymPy's."""
    return SympyProblem(read_problem(expression, wrt, given, **conventions), expression, tuple(wrt), {})


def check(text: str, language: str = "markdown") -> CheckResult:
    """The verdict on every claim of a note. `language` is markdown, latex or notebook; ValueError for another."""
    if language not in ("markdown", "latex", "notebook"):
        raise ValueError(f"unknown language {language!r}: use markdown, latex or notebook")
    return CheckResult((check_document(text, language),))
