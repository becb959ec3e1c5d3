"""A whole NumPy function: imports, helpers, sizes read off the arguments, local variables, the result."""

from __future__ import annotations

import re
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

RULES: dict[type[Expression], CodeFunction] = {
    **rules_leaves.RULES,
    **rules_products.RULES,
    **rules_matrices.RULES,
    **rules_elementwise.RULES,
    **rules_indexing.RULES,
}


@dataclass(frozen=True, slots=True)
class NumpyCode:
    """Self-contained source that defines `derivative(*, …)`, and the parameter of each symbol (LaTeX to Python).

    Vectors are one-dimensional, rows (1, n), scalars floats; abstract functions and sizes that no argument tells are
    parameters too.
    """

    source: str
    symbols: dict[str, str]


def numpy_function(expression: Expression, symbols: Sequence[Symbol] = ()) -> NumpyCode:
    """The value of an expression as a NumPy function of its symbols; its axes are those of the expression's shape.

    `symbols` are further symbols of the problem, which become parameters only where nothing else tells a size.
    CodeError for an expression that has no source.
    """
    try:
        return _assembled(*_generated(expression, symbols))
    except RecursionError:
        raise CodeError("the expression is too deep for NumPy source") from None


def _generated(expression: Expression, symbols: Sequence[Symbol]) -> tuple[Generator, str]:
    uses, needed = count_uses(expression)
    identifiers = Identifiers(HELPERS)
    for symbol in (*needed, *symbols):
        identifiers.of(symbol.name)
    generator = Generator(RULES, identifiers, Sizes(identifiers, needed, symbols), uses)
    return generator, generator.full(expression).text


def _assembled(generator: Generator, result: str) -> NumpyCode:
    sizes = generator.sizes
    parameters = {symbol.name: generator.identifiers.of(symbol.name) for symbol in sizes.parameters}
    parameters |= generator.callables | sizes.free
    body = [*sizes.lines, *generator.lines, f"return {result}"]
    text = "\n".join(f"    {line}" for line in body)
    helpers = sources_of(generator.helpers)
    signature = f"*, {', '.join(parameters.values())}" if parameters else ""
    function = f"def derivative({signature}):\n{text}\n"
    definitions = "\n\n".join([*helpers, function])
    imports = "import math\n\n" if re.search(r"\bmath\.", definitions) else ""
    return NumpyCode(f"{imports}import numpy as np\n\n\n{definitions}", parameters)
