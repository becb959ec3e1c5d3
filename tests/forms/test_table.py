"""Which forms there are, what they are called, how they choose names, and what they say where they do not exist."""

import pytest

from matderiv.algebra import (
    Apply,
    Elementwise,
    Expression,
    FunctionSymbol,
    Inverse,
    Kronecker,
    Named,
    Norm,
    Power,
    Product,
    Symbol,
    Trace,
    Transpose,
)
from matderiv.forms import DEFAULT_FORMS, FORMS, Form, UnknownFormError, derive_forms
from matderiv.meaning.scopes.scope import SymbolFacts
from matderiv.notation import Style
from tests.forms.problems import (
    A,
    B,
    C,
    FakeProblem,
    FakeScope,
    M,
    N,
    S,
    V,
    W,
    X,
    b,
    gram,
    number,
    x,
    z,
)


def form(name: str, value: Expression, variable: Expression, **options: object) -> Form:
    return derive_forms(FakeProblem(value, (variable,), **options), [name])[0]  # type: ignore[arg-type]


def test_the_default_forms_and_all() -> None:
    problem = FakeProblem(Product((W, x)), (W,))
    assert tuple(found.form for found in derive_forms(problem)) == DEFAULT_FORMS
    assert tuple(found.form for found in derive_forms(problem, ["all"])) == tuple(FORMS)
    assert [found.form for found in derive_forms(problem, ["vec", "index"])] == ["vec", "index"]


def test_an_unknown_form_lists_the_known_ones() -> None:
    with pytest.raises(UnknownFormError, match="matrix, index, vec"):
        derive_forms(FakeProblem(x, (x,)), ["gradient"])


def test_a_matrix_vector_product_by_its_matrix() -> None:
    value = Product((W, x))
    index = form("index", value, W)
    assert (index.left, index.latex) == (r"\frac{\partial f_i}{\partial W_{kl}}", r"\delta_{ik} \mathbf{x}_l")
    assert index.shape == ("m", "m", "n")
    vec = form("vec", value, W)
    assert (vec.latex, vec.shape) == (r"\mathbf{x}^\top \otimes I_m", ("m", "m*n"))
    assert "column-major vec" in vec.note
    assert form("differential", value, W).latex == r"dW\,\mathbf{x}"
    assert form("pullback", value, W).latex == r"\bar f \mathbf{x}^\top"
    matrix = form("matrix", value, W)
    assert not matrix.exists
    assert "order 3" in matrix.note


def test_letters_of_indices_are_free_in_the_note() -> None:
    scope = FakeScope({"i": SymbolFacts("i", shape=()), "k": SymbolFacts("k", shape=())})
    left = form("index", Product((W, x)), W, scope=scope).left
    assert left == r"\frac{\partial f_j}{\partial W_{pq}}"


def test_names_of_value_and_upstream_gradient_are_free_in_the_note() -> None:
    scope = FakeScope({"f": SymbolFacts("f", shape=()), r"\bar F": SymbolFacts(r"\bar F", shape=())})
    found = form("pullback", Product((W, x)), W, scope=scope)
    assert found.introduced[0].name == r"\overline F"
    assert form("differential", Product((W, x)), W, scope=scope).left == "dF"


def test_a_named_value_keeps_its_name() -> None:
    assert form("pullback", z, W).introduced[0].name == r"\bar z"
    assert form("index", z, x).left == r"\frac{\partial z_i}{\partial \mathbf{x}_j}"


def test_the_layout_is_printed() -> None:
    value = Power(Norm(Product((A, x)), "2"), number(2))
    assert form("matrix", value, x, layout="mixed").shape == ("n",)
    numerator = form("matrix", value, x, layout="numerator")
    assert (numerator.shape, numerator.note) == (("1", "n"), "numerator layout")


def test_trace_forms_have_scalars_in_front() -> None:
    value = Trace(Product((Transpose(W), V, Transpose(V), W)))
    assert form("trace", value, W).latex == r"2 \operatorname{tr}(W^\top V V^\top dW)"
    assert not form("trace", Product((W, x)), W).exists


def test_the_differential_is_the_same_in_all_conventions_for_symmetric_matrices() -> None:
    value = Trace(Product((S, C)))
    by_entries = form("differential", value, C, symmetric="entries")
    assert by_entries.latex == form("differential", value, C).latex
    assert form("matrix", value, C, symmetric="entries").latex != form("matrix", value, C).latex


def test_the_linearization_names_its_point() -> None:
    found = form("linearization", Inverse(X), X)
    assert found.latex == "X_0^{-1} - X_0^{-1} (X - X_0) X_0^{-1}"
    assert found.introduced == (Symbol("X_0", (N, N)),)


def test_an_upstream_gradient_is_a_parameter() -> None:
    loss = FunctionSymbol("L", ((M,),), ())
    value = Named(Symbol("L", ()), Apply(loss, (z,)))
    matrix, numpy = derive_forms(FakeProblem(value, (W,)), ["matrix", "numpy"])
    assert matrix.latex == r"\frac{\partial L}{\partial z} \mathbf{x}^\top"
    assert numpy.symbols == {r"\frac{\partial L}{\partial z}": "dL_dz", r"\mathbf{x}": "x"}
    assert "np.outer(dL_dz, x)" in (numpy.code or "")


def test_commutation_matrices_are_explained_under_a_free_name() -> None:
    scope = FakeScope({"K": SymbolFacts("K", shape=(N, N))})
    found = form("vec", Transpose(W), W, scope=scope)
    assert found.latex == r"\mathbf{K}_{mn}"
    assert "commutation matrix" in found.note


def test_a_letter_of_the_note_is_no_sigmoid() -> None:
    value = Product((Transpose(b), Elementwise("softplus", Product((A, x)))))
    assert r"\sigma(" in (form("matrix", value, x).latex or "")
    scope = FakeScope({r"\sigma": SymbolFacts(r"\sigma", shape=())})
    assert r"\operatorname{sigmoid}(" in (form("matrix", value, x, scope=scope).latex or "")


def test_bound_letters_differ_from_sizes() -> None:
    found = form("index", Kronecker(B, W), W)
    assert r"\sum_{p=" not in (found.latex or "")


def test_the_style_of_the_author() -> None:
    problem = FakeProblem(gram(x, x), (x,))
    style = Style(transpose="T", differential=r"\mathrm{d}")
    assert derive_forms(problem, ["trace"], style)[0].latex == r"2 \mathbf{x}^T \mathrm{d}\mathbf{x}"
