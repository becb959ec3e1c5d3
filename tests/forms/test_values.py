"""The value of every form against finite differences of the value itself, at sizes that differ from each other."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from matderiv.algebra import Expression, FromEntries, Symbol, Tangent, transform_bottom_up, walk
from matderiv.forms import Form, derive_forms
from matderiv.notation import numpy_function, to_latex
from tests.forms.problems import VALUES, FakeProblem, M, N, P
from tests.notation.running import run, value_of

SIZES = {"m": 3, "n": 4, "p": 2}
TELLS_SIZES = [Symbol("M_{size}", (M, N)), Symbol("P_{size}", (P,))]
IDS = [f"{to_latex(value)} by {to_latex(variable)}" for value, variable in VALUES]


def evaluated(expression: Expression, **changes: Any) -> Any:
    """The value at the random point, with some symbols changed. Tangents are symbols of their own."""

    def without_tangents(node: Expression) -> Expression:
        return Symbol("d" + to_latex(node.of), node.shape) if isinstance(node, Tangent) else node

    expression = transform_bottom_up(expression, without_tangents)
    symbols = [*TELLS_SIZES, *(node for node in walk(expression) if isinstance(node, Symbol))]
    values = {symbol.name: value_of(symbol, SIZES) for symbol in symbols}
    return np.asarray(run(numpy_function(expression, symbols), values | changes))


def jacobian(value: Expression, variable: Symbol, step: float = 1e-5) -> Any:
    """Central differences, with the value's axes first."""
    at = np.asarray(value_of(variable, SIZES), dtype=float)
    columns = []
    for position in np.ndindex(at.shape):
        change = np.zeros_like(at)
        change[position] = step
        above = evaluated(value, **{variable.name: at + change})
        below = evaluated(value, **{variable.name: at - change})
        columns.append((above - below) / (2 * step))
    return np.reshape(np.stack(columns, axis=-1), (*evaluated(value).shape, *at.shape))


def form_of(value: Expression, variable: Symbol, name: str, **options: str) -> Form:
    return derive_forms(FakeProblem(value, (variable,), **options), [name])[0]


def close(found: Any, expected: Any) -> None:
    np.testing.assert_allclose(found, np.reshape(expected, np.shape(found)), rtol=1e-5, atol=1e-6)


def sizes_of(form: Form) -> tuple[int, ...]:
    assert form.shape is not None
    names: Mapping[str, int] = SIZES
    return tuple(int(np.prod([names.get(f) or int(f) for f in size.split("*")])) for size in form.shape)


@pytest.mark.parametrize(("value", "variable"), VALUES, ids=IDS)
@pytest.mark.parametrize("layout", ["numerator", "denominator", "mixed"])
def test_matrix(value: Expression, variable: Symbol, layout: str) -> None:
    form = form_of(value, variable, "matrix", layout=layout)
    if not form.exists or form.expression is None:
        return
    expected = jacobian(value, variable)
    turned = layout == "numerator" if value.shape == () else layout == "denominator"
    if turned and variable.shape:
        expected = np.squeeze(expected)
        expected = expected.T
    assert np.shape(evaluated(form.expression)) == sizes_of(form)
    close(evaluated(form.expression), expected)


@pytest.mark.parametrize(("value", "variable"), VALUES, ids=IDS)
def test_index(value: Expression, variable: Symbol) -> None:
    form = form_of(value, variable, "index")
    assert form.expression is not None
    array = FromEntries(form.indices, form.expression) if form.indices else form.expression
    expected = jacobian(value, variable)
    assert sizes_of(form) == expected.shape
    close(evaluated(array), expected)


@pytest.mark.parametrize(("value", "variable"), VALUES, ids=IDS)
@pytest.mark.parametrize("order", ["column", "row"])
def test_vec(value: Expression, variable: Symbol, order: str) -> None:
    form = form_of(value, variable, "vec", vec_order=order)
    assert f"{order}-major vec" in form.note or not form.exists
    if form.expression is None:
        return
    expected = jacobian(value, variable)
    axes, count = list(range(expected.ndim)), len(value.shape)
    if order == "column":
        axes = [*reversed(axes[:count]), *reversed(axes[count:])]
    assert np.shape(evaluated(form.expression)) == sizes_of(form)
    close(evaluated(form.expression), expected.transpose(axes))


@pytest.mark.parametrize(("value", "variable"), VALUES, ids=IDS)
@pytest.mark.parametrize("name", ["differential", "trace"])
def test_differential(value: Expression, variable: Symbol, name: str) -> None:
    form = form_of(value, variable, name)
    if form.expression is None:
        return
    direction = value_of(Symbol("d" + variable.name, variable.shape), SIZES)
    close(evaluated(form.expression), np.tensordot(jacobian(value, variable), direction, np.ndim(direction)))


@pytest.mark.parametrize(("value", "variable"), VALUES, ids=IDS)
def test_pullback(value: Expression, variable: Symbol) -> None:
    form = form_of(value, variable, "pullback")
    if form.expression is None:
        return
    upstream = value_of(form.introduced[0], SIZES)
    assert form.expression.shape == variable.shape
    close(evaluated(form.expression), np.tensordot(upstream, jacobian(value, variable), np.ndim(upstream)))


@pytest.mark.parametrize(("value", "variable"), VALUES, ids=IDS)
def test_linearization(value: Expression, variable: Symbol) -> None:
    form = form_of(value, variable, "linearization")
    if form.expression is None:
        return
    point = {form.introduced[0].name: value_of(variable, SIZES)}
    close(evaluated(form.expression, **point), evaluated(value))
    at = np.asarray(value_of(variable, SIZES))
    move = np.asarray(value_of(Symbol("move", variable.shape), SIZES))
    change = evaluated(form.expression, **point, **{variable.name: at + move}) - evaluated(value)
    close(change, np.tensordot(jacobian(value, variable), move, np.ndim(move)))


@pytest.mark.parametrize(("value", "variable"), VALUES, ids=IDS)
def test_numpy(value: Expression, variable: Symbol) -> None:
    form = form_of(value, variable, "numpy")
    assert form.expression is not None
    expected = jacobian(value, variable)
    assert sizes_of(form) == expected.shape
    assert np.shape(evaluated(form.expression)) == expected.shape
    close(evaluated(form.expression), expected)
