"""Random expressions are read back from their print with the same value."""

from typing import Any

import numpy as np
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from matderiv.algebra import Expression, Symbol, Tangent, transform_bottom_up
from matderiv.meaning import read_expression
from matderiv.meaning.scopes.scope import Scope, SymbolFacts
from matderiv.notation import Style, numpy_function, to_latex
from tests.notation.random_expressions import SIZES, SYMBOLS, RandomExpressions
from tests.notation.running import run, values_of

STYLES = (
    Style(),
    Style(
        transpose="T", trace=r"\mathrm{tr}", differential=r"\mathrm{d}", determinant="bars", logarithm=r"\ln"
    ),
)


def scope() -> Scope:
    found = Scope()
    for symbol in SYMBOLS:
        found = found.with_symbol(SymbolFacts(symbol.name, shape=symbol.shape))
    return found


SCOPE = scope()


def value(expression: Expression) -> Any:
    def without_tangents(node: Expression) -> Expression:
        return Symbol("d" + to_latex(node.of), node.shape) if isinstance(node, Tangent) else node

    differentials = [Symbol("d" + symbol.name, symbol.shape) for symbol in SYMBOLS]
    values = values_of([*SYMBOLS, *differentials], SIZES)
    with np.errstate(all="ignore"):
        return run(numpy_function(transform_bottom_up(expression, without_tangents), SYMBOLS), values)


@settings(max_examples=300, deadline=None)
@given(st.integers(min_value=0), st.integers(1, 3), st.sampled_from(STYLES))
def test_read_back(seed: int, depth: int, style: Style) -> None:
    expression = RandomExpressions(seed).any_shape(depth)
    latex = to_latex(expression, style)
    found = read_expression(latex, SCOPE, expression.shape)
    try:
        expected = value(expression)
    except (ValueError, ZeroDivisionError, OverflowError, np.linalg.LinAlgError):
        reject()
    if not np.all(np.isfinite(expected)):
        reject()
    np.testing.assert_allclose(value(found), expected, rtol=1e-6, err_msg=latex)
