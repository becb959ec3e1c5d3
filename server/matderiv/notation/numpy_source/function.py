"""A whole function: imports, helpers, sizes read off the arguments, local variables, the result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matderiv.algebra import Expression, Symbol
from matderiv.notation.numpy_source import (
    rules_elementwise,
    rules_indexing,
    rules_leaves,
    rules_matrices,
    rules_products,
)
from matderiv.notation.numpy_source.code import CodeError
from matderiv.notation.numpy_source.generator import CodeFunction, Generator, count_uses
from matderiv.notation.numpy_source.helpers import HELPERS, sources_of
from matderiv.notation.numpy_source.identifiers import Identifiers
from matderiv.notation.numpy_source.sizes import Sizes
from matderiv.notation.numpy_source.targets import NUMPY, Target

RULES: dict[type[Expression], CodeFunction] = {
    **rules_leaves.RULES,
    **rules_products.RULES,
    **rules_matrices.RULES,
    **rules_elementwise.RULES,
    **rules_indexing.RULES,
}


@dataclass(frozen=True, slots=True)
class Compressed:
    """The entries of an array that others repeat or that are not zero; `meaning` says where they stand in it."""

    expression: Expression
    meaning: str


@dataclass(frozen=True, slots=True)
class NumpyCode:
    """Self-contained source that defines `derivative(*, …)`, and the parameter of each symbol (LaTeX to Python).

    Vectors are one-dimensional, rows (1, n), scalars floats; abstract functions and sizes that no argument tells are
    parameters too.
    """

    source: str
    symbols: dict[str, str]


def numpy_function(
    expression: Expression,
    symbols: Sequence[Symbol] = (),
    target: Target = NUMPY,
    compressed: Compressed | None = None,
) -> NumpyCode:
    """The value of an expression as a function of its symbols; its axes are those of the expression's shape.

    `symbols` are further symbols of the problem, which become parameters only where nothing else tells a size.
    CodeError for an expression that has no source.
    """
    try:
        whole = _generated(expression, symbols)
        parts = [_definition("derivative", whole)]
        helpers = set(whole.generator.helpers)
        if compressed is not None:
            part = _generated(compressed.expression, (*_needed(expression), *symbols))
            parts.append(_definition("compressed", part, compressed.meaning))
            helpers |= part.generator.helpers
        return NumpyCode(_module(parts, helpers, target), whole.parameters)
    except RecursionError:
        raise CodeError("the expression is too deep for source") from None


@dataclass(frozen=True)
class _Generated:
    generator: Generator
    result: str

    @property
    def parameters(self) -> dict[str, str]:
        sizes, identifiers = self.generator.sizes, self.generator.identifiers
        named = {symbol.name: identifiers.of(symbol.name) for symbol in sizes.parameters}
        return named | self.generator.callables | sizes.free


def _needed(expression: Expression) -> list[Symbol]:
    return count_uses(expression)[1]


def _generated(expression: Expression, symbols: Sequence[Symbol]) -> _Generated:
    uses, needed = count_uses(expression)
    identifiers = Identifiers(HELPERS)
    for symbol in (*needed, *symbols):
        identifiers.of(symbol.name)
    generator = Generator(RULES, identifiers, Sizes(identifiers, needed, symbols), uses)
    return _Generated(generator, generator.full(expression).text)


def _definition(name: str, code: _Generated, meaning: str = "") -> str:
    lines = [*code.generator.sizes.lines, *code.generator.lines, f"return {code.result}"]
    body = [f'"""{meaning}"""', *lines] if meaning else lines
    signature = f"*, {', '.join(code.parameters.values())}" if code.parameters else ""
    text = "\n".join(f"    {line}" for line in body)
    return f"def {name}({signature}):\n{text}\n"


def _module(definitions: Sequence[str], helpers: set[str], target: Target) -> str:
    sources = sources_of(helpers, target.helper_sources())
    text = target.spelled("\n\n".join([*sources, *definitions]))
    return f"{target.import_lines(text)}\n\n\n{text}"
