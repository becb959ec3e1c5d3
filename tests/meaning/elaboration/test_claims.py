"""Claims and their readings: layouts, sizes left free, roles of undeclared symbols, notation with two meanings."""

from __future__ import annotations

import pytest

from matderiv.algebra import Apply, Contraction, Derivative, Differential, Named, Symbol, Tangent, walk
from matderiv.meaning.elaboration import ElaborationError, elaborate_claim, infer_symbols
from matderiv.meaning.scopes.scope import Conventions, Scope
from matderiv.meaning.statements.linearizations import ExpansionForm
from matderiv.syntax import parse
from matderiv.syntax import tree as t

from .notes import declare, define, function, readings, scope, table

NOTE = scope(A="m n", B="n n", X="n n", W="m n", x="n", y="n", b="m", c="n")

READINGS = {
    # layouts
    r"\frac{\partial x^TBx}{\partial x} = (B+B^T)x": [
        "denominator | vector n = vector n",
        "numerator | row 1×n = vector n",
    ],
    r"\frac{\partial Ax}{\partial x} = A": ["numerator | m×n = m×n", "denominator | n×m = m×n"],
    r"\nabla_x \|Ax-b\|^2 = 2A^T(Ax-b)": ["none | vector n = vector n"],
    r"\frac{\partial x_i}{\partial x_j} = \delta_{ij}": ["none | scalar = scalar"],
    r"d(X^{-1}) = -X^{-1}\,dX\,X^{-1}": ["none | n×n = n×n"],
    r"\frac{\partial Wx}{\partial W} = (x^T\mathbf{1})\mathbf{1}_m": ["none | tensor m×m×n = vector m"],
    # a fault on the right
    r"\nabla_x \|Ax-b\|^2 = 2A^TAx - 2Ab": ["none | product of A and b"],
    # vec by columns or by rows
    r"\operatorname{vec}(AXB) = (B^T\otimes A)\operatorname{vec}(X)": [
        "none | vector m*n = vector m*n",
        "none | row-major vec | vector m*n = vector m*n",
    ],
}


@pytest.mark.parametrize("tex", READINGS)
def test_readings_of_declared_claims(tex: str) -> None:
    assert table(tex, NOTE) == READINGS[tex]


def test_a_known_layout_makes_the_others_conditional() -> None:
    note = scope(Conventions(layout="numerator"), A="m n", x="n")
    assert table(r"\frac{\partial Ax}{\partial x} = A", note) == [
        "numerator | m×n = m×n",
        "denominator | denominator layout | n×m = m×n",
    ]


UNDECLARED = {
    r"\nabla_x \|Ax-b\|^2 = 2A^T(Ax-b)": "none | vector n = vector n",
    r"\frac{d}{dx} x^2 = 2x": "none | scalar = scalar",
    r"\frac{\partial}{\partial X}\log\det X = X^{-\top}": "denominator | n×n = n×n",
    r"\frac{\partial W_{ij}x_j}{\partial W_{kl}} = \delta_{ik}x_l": "none | scalar = scalar",
    r"\frac{\partial}{\partial w}\sum_{i=1}^N (w^Tx_i - y_i)^2 = 2\sum_{i=1}^N (w^Tx_i - y_i)x_i": (
        "denominator | vector n = vector n"
    ),
    r"\frac{\partial \ln|A|}{\partial t} = \operatorname{tr}(A^{-1}\frac{\partial A}{\partial t})": (
        "none | scalar = scalar"
    ),
    r"\frac{\partial L}{\partial W} = \frac{\partial L}{\partial z}\frac{\partial z}{\partial W}": (
        "denominator | m×p = m×p"
    ),
}


@pytest.mark.parametrize("tex", UNDECLARED)
def test_roles_and_sizes_are_inferred(tex: str) -> None:
    assert table(tex, Scope())[0] == UNDECLARED[tex]


def test_a_right_side_does_not_make_sizes_equal() -> None:
    assert table(r"\nabla_x \|Ax-b\|^2 = 2A^TAx - 2Ab", Scope()) == [
        "none | product of A and b",
        "none | $A$ is square | vector n = vector n",
    ]


def test_a_right_side_does_not_make_a_scalar_of_a_matrix() -> None:
    note = define(Scope(), "Y = XW")
    tex = r"\frac{\partial L}{\partial W} = \frac{\partial L}{\partial Y}X^T"
    assert all(reading.fault or reading.condition for reading in readings(tex, note))


def test_guesses_are_shown() -> None:
    reading = readings(r"\nabla_x \|Ax-b\|^2 = 2A^T(Ax-b)", Scope())[0]
    assert set(reading.assumptions) == {"$x$ is a vector", "$A$ is a matrix", "$b$ is a vector"}


UNKNOWN = [
    r"\frac{\partial L}{\partial W} = \delta x^T",
    r"\frac{\partial f}{\partial x} = 2 B x",
    r"\frac{\partial a^T X^{-1} C}{\partial X} = -X^{-T} a b^T X^{-T}",
    r"\frac{\partial x^Tx}{\partial x} = 2 q",
]


@pytest.mark.parametrize("tex", UNKNOWN)
def test_what_rests_on_unknown_things_is_not_judged(tex: str) -> None:
    with pytest.raises(ElaborationError):
        readings(tex, declare(declare(NOTE, "a", "n"), "b", "n"))


def test_a_loss_depends_on_the_weights_through_the_intermediate() -> None:
    note = define(NOTE, "z = Wx + b")
    left = readings(r"\frac{\partial L}{\partial W} = \frac{\partial L}{\partial z}x^T", note)[0].left
    assert isinstance(left, Derivative)
    loss = left.body
    assert isinstance(loss, Named)
    assert isinstance(loss.definition, Apply)
    (argument,) = loss.definition.arguments
    assert isinstance(argument, Named)
    assert argument.symbol.name == "z"


def test_a_chain_through_a_tensor_is_a_contraction() -> None:
    note = define(NOTE, "z = Wx + b")
    tex = r"\frac{\partial L}{\partial W} = \frac{\partial L}{\partial z}\frac{\partial z}{\partial W}"
    right = readings(tex, note)[0].right
    assert right is not None
    assert any(isinstance(node, Contraction) for node in walk(right))


def test_the_factors_of_a_chain_of_rows_have_an_order() -> None:
    note = define(scope(x="1 n", W="n m", b="1 m"), "z = xW + b")
    swapped = r"\frac{\partial L}{\partial W} = \frac{\partial z}{\partial W}\frac{\partial L}{\partial z}"
    assert {line.partition(" | ")[2].split(" of ")[0] for line in table(swapped, note)} == {"product"}


def test_w_beside_vec_of_W_is_that_vector() -> None:
    note = define(NOTE, "f = Wx")
    tex = r"(x^T\otimes I)\operatorname{vec}(W) = (x^T\otimes I)w"
    assert r"$w$ is $\operatorname{vec}(W)$" in readings(tex, note)[0].assumptions


def test_differentials_of_dependent_quantities() -> None:
    note = define(declare(NOTE, "x_0", "n"), r"h = X^2 x_0")
    reading = readings(r"d(Wh) = dW\,h + W\,dh", note)[0]
    assert isinstance(reading.left, Differential)
    assert [v.name for v in reading.left.variables if isinstance(v, Symbol)] == ["W"]
    both = readings(r"dh = dX\,X x_0 + X\,dX\,x_0", note)[0]
    assert isinstance(both.left, Differential)
    assert both.right is not None
    assert any(isinstance(node, Tangent) for node in walk(both.right))


def test_an_unwritten_sum_runs_over_indices_that_are_free_nowhere() -> None:
    note = scope(W="n m", x="m")
    reading = readings(r"\frac{\partial W_{ij}x_j}{\partial W_{kl}} = \delta_{ik}\delta_{jl}x_j", note)[0]
    assert "repeated indices are summed: j" in reading.assumptions


def test_a_shared_index_is_not_summed() -> None:
    note = define(scope(W="m n", x="n", b="m"), "z = Wx + b")
    tex = r"\frac{\partial L}{\partial W_{ij}} = \frac{\partial L}{\partial z_i}\frac{\partial z_i}{\partial W_{ij}}"
    assert not any("summed" in text for text in readings(tex, note)[0].assumptions)


def test_derivatives_by_a_symmetric_matrix_have_three_conventions() -> None:
    note = declare(Scope(), "X", "n n", "symmetric", "positive definite")
    tex = r"\nabla_X \log\det X = X^{-1}"
    assert [r.symmetric for r in readings(tex, note)] == ["unconstrained", "part", "entries"]


def test_an_expansion_names_its_variable_and_point() -> None:
    note = function(scope(x="n"), "f", "n", "")
    tree = parse(r"f(x) = f(x_0) + \nabla f(x_0)^T(x - x_0)").tree
    assert isinstance(tree, t.Relations)
    left, right = tree.operands
    point = parse("x_0").tree
    form = ExpansionForm(left, parse("x").tree, point, 1, right)
    claim = elaborate_claim(left, right, note, expansion=form)
    assert claim.expansion is not None
    assert claim.expansion.order == 1
    assert claim.expansion.point.shape == claim.expansion.variable.shape


def test_shapes_are_inferred_over_several_formulas() -> None:
    formulas = (r"z = Wx + b", r"a = \sigma(z)", r"L = \|a - y\|^2", r"\hat y = V a + c")
    found = infer_symbols([parse(tex).tree for tex in formulas], Scope())
    shapes = {name: facts.shape for name, facts in found.symbols.items()}
    assert shapes["z"] == shapes["b"] == shapes["a"] == shapes["y"]
    assert shapes["W"] == (*shapes["z"], *shapes["x"])
    assert shapes["V"] == (*shapes["c"], *shapes["a"])
    assert shapes["L"] == ()
