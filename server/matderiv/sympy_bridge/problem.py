"""A question that is asked with SymPy's objects: an expression, variables, and what is given about the symbols."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..algebra import Dimension, ShapeError
from ..meaning import Problem, ProblemError
from ..meaning.problem import problem_of, scope_given
from ..notation import PrintError, to_latex
from . import matrices, scalars
from .errors import NotInSympyError
from .names import Names
from .reading import Reader, shape_of
from .sizes import dimension_of

RULES = {**scalars.RULES, **matrices.RULES}

_ADJECTIVES = {
    "symmetric": "symmetric",
    "orthogonal": "orthogonal",
    "diagonal": "diagonal",
    "lower_triangular": "lower triangular",
    "upper_triangular": "upper triangular",
    "positive_definite": "positive definite",
    "invertible": "invertible",
    "positive": "positive",
    "nonzero": "nonzero",
    "integer": "integer",
}
_REAL = frozenset({"real", "real_elements", "square", "finite", "complex", "complex_elements"})


@dataclass(frozen=True)
class SympyProblem:
    """An understood question, its LaTeX, and SymPy's symbol for every name in it."""

    problem: Problem
    tex: str
    wrt: tuple[str, ...]
    symbols: Mapping[str, Any]


def is_sympy(value: object) -> bool:
    """Whether an object comes from SymPy, without importing it."""
    return any(kind.__module__.partition(".")[0] == "sympy" for kind in type(value).__mro__)


def read_sympy(
    expression: Any,
    wrt: Sequence[Any],
    given: Sequence[Any] = (),
    *,
    layout: str | None = None,
    vec: str | None = None,
    symmetric: str | None = None,
) -> SympyProblem:
    """Reads SymPy's expression and variables; `given` are assumptions such as `Q.symmetric(A)`, or statements.

    All symbols are real. ProblemError with what to do for what is not understood.
    """
    if not wrt or not all(getattr(variable, "is_symbol", False) for variable in wrt):
        raise ProblemError("differentiate by a Symbol or a MatrixSymbol of SymPy")
    names = Names()
    try:
        symbols = _symbols_in(expression, wrt)
        sizes = _sizes_in(expression, wrt)
        statements = [*_declared(symbols, names), *_assumed(symbols, names)]
        statements += [text for statement in given for text in _stated(statement, names)]
        scope = scope_given(statements, layout=layout, vec=vec, symmetric=symmetric)
        reader = Reader(RULES, names, scope, sizes)
        read = reader.read(expression)
        variables = tuple(reader.read(variable) for variable in wrt)
        tex = to_latex(read)
    except (NotInSympyError, ShapeError, PrintError, RecursionError) as error:
        raise ProblemError(f"SymPy's expression: {error}") from error
    return SympyProblem(
        problem_of(read, variables, scope), tex, tuple(names.of(item) for item in wrt), names.symbols
    )


def _parts(expression: Any, wrt: Sequence[Any]) -> Iterator[Any]:
    from sympy import preorder_traversal

    for root in (expression, *wrt):
        yield from preorder_traversal(root)


def _symbols_in(expression: Any, wrt: Sequence[Any]) -> list[Any]:
    """The free scalars and matrices, without those that only sizes contain."""
    matrices_in = {part: None for part in _parts(expression, wrt) if type(part).__name__ == "MatrixSymbol"}
    sizes = _sizes_in(expression, wrt)
    free = {symbol for root in (expression, *wrt) for symbol in root.free_symbols}
    others = sorted((symbol for symbol in free - set(matrices_in) if symbol.is_Symbol), key=str)
    return [*matrices_in, *(symbol for symbol in others if symbol.name not in sizes or symbol in wrt)]


def _sizes_in(expression: Any, wrt: Sequence[Any]) -> frozenset[str]:
    shaped = (part.shape for part in _parts(expression, wrt) if getattr(part, "is_MatrixExpr", False))
    return frozenset(name for shape in shaped for size in shape for name in dimension_of(size).names)


def _declared(symbols: Sequence[Any], names: Names) -> Iterator[str]:
    from ..notation.latex.dimensions import dimension_text

    def factor(size: Dimension) -> str:
        text = dimension_text(size)
        return f"({text})" if len(size.terms) > 1 else text

    for symbol in symbols:
        shape = shape_of(symbol) if hasattr(symbol, "shape") else ()
        power = r" \times ".join(factor(size) for size in shape)
        yield rf"{names.of(symbol)} \in \mathbb{{R}}" + (f"^{{{power}}}" if power else "")


def _assumed(symbols: Sequence[Any], names: Names) -> Iterator[str]:
    """What the scalars are declared to be, as in `Symbol("t", positive=True)`."""
    for symbol in symbols:
        if not hasattr(symbol, "shape"):
            known = ("positive", "nonzero", "integer")
            yield from (f"{names.of(symbol)} {fact}" for fact in known if getattr(symbol, f"is_{fact}"))


def _stated(statement: Any, names: Names) -> Iterator[str]:
    if isinstance(statement, str):
        yield statement
    elif type(statement).__name__ == "And":
        for part in statement.args:
            yield from _stated(part, names)
    elif type(statement).__name__ == "AppliedPredicate":
        adjective = _ADJECTIVES.get(statement.function.name)
        (subject,) = statement.arguments
        if adjective is not None and getattr(subject, "is_symbol", False):
            yield f"{names.of(subject)} {adjective}"
        elif statement.function.name not in _REAL:
            raise NotInSympyError(f"{statement} is not among {', '.join(_ADJECTIVES)} of a symbol")
    else:
        raise NotInSympyError(
            f"{statement!r} is neither a statement nor an assumption such as Q.symmetric(A)"
        )
