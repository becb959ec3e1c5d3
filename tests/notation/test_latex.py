"""What is printed for each kind of node, and where parentheses stand."""

from fractions import Fraction

import pytest

from matderiv.algebra import (
    Add,
    Apply,
    CommutationMatrix,
    Determinant,
    DiagonalMatrix,
    Dimension,
    DirectionalDerivative,
    Elementwise,
    ElementwisePower,
    ElementwiseQuotient,
    Entry,
    EntrySum,
    Expression,
    FromEntries,
    FunctionDerivative,
    FunctionSymbol,
    Hadamard,
    Identity,
    Index,
    IndexForm,
    IndexIndicator,
    IndexSum,
    InnerProduct,
    Inverse,
    Kronecker,
    MatrixLiteral,
    Named,
    Negate,
    Norm,
    Number,
    Ones,
    Power,
    Product,
    Quotient,
    Size,
    Symbol,
    Tangent,
    Trace,
    Transpose,
    Vec,
    Zeros,
)
from matderiv.notation import PrintError, Style, to_latex

M, N = Dimension.of("m"), Dimension.of("n")
A = Symbol("A", (M, N))
S = Symbol("S", (N, N))
X = Symbol("X", (N, N))
x = Symbol(r"\mathbf{x}", (N,))
y = Symbol("y", (N,))
b = Symbol("b", (M,))
t = Symbol("t", ())
W = Symbol("W^{(1)}", (M, N))
x0 = Symbol("x_0", (N,))
i, j = Index("i", N), Index("j", N)
f = FunctionSymbol("f", ((N,),), ())
loss = FunctionSymbol("L", ((N,),), ())


def number(value: str | int) -> Number:
    return Number(Fraction(value))


def at(*indices: Index) -> tuple[IndexForm, ...]:
    return tuple(IndexForm.of(index) for index in indices)


def delta(left: Index, right: Index) -> IndexIndicator:
    return IndexIndicator(IndexForm.of(left), "=", IndexForm.of(right))


PRINTED: list[tuple[Expression, str]] = [
    (Add((Product((A, x)), Negate(b))), r"A \mathbf{x} - b"),
    (Negate(Add((S, X))), "-(S + X)"),
    (Add((Negate(S), Negate(Negate(X)))), "-S - (-X)"),
    (Add((S, Add((X, S)))), "S + (X + S)"),
    (Product((S, Add((X, S)))), "S (X + S)"),
    (Product((S, Negate(X))), "S (-X)"),
    (Product((Negate(S), X)), "(-S) X"),
    (Negate(Product((S, X))), "-S X"),
    (Product((Product((Transpose(x), y)), x)), r"(\mathbf{x}^\top y) \mathbf{x}"),
    (Product((number(2), number(3), x)), r"2 \cdot 3 \mathbf{x}"),
    (Add((y, Product((number(-2), S, x)))), r"y - 2 S \mathbf{x}"),
    (Product((number("1/2"), S)), r"\frac{1}{2} S"),
    (Number(Fraction(1, 20), 2), "0.05"),
    (Transpose(Inverse(X)), r"X^{-\top}"),
    (Inverse(Transpose(X)), r"(X^\top)^{-1}"),
    (Transpose(W), r"{W^{(1)}}^\top"),
    (Transpose(x0), r"x_0^\top"),
    (Power(Norm(Add((x, Negate(y))), "2"), number(2)), r"\|\mathbf{x} - y\|_2^2"),
    (Power(Add((t, t)), number("1/2")), "(t + t)^{1/2}"),
    (Product((Power(Determinant(X), number(3)), Transpose(Inverse(X)))), r"\det(X)^3 X^{-\top}"),
    (Elementwise("log", Determinant(X)), r"\log\det(X)"),
    (Product((Elementwise("log", Determinant(X)), x)), r"(\log\det(X)) \mathbf{x}"),
    (Product((Tangent(A), x)), r"dA\,\mathbf{x}"),
    (Trace(Product((Transpose(S), Tangent(X)))), r"\operatorname{tr}(S^\top dX)"),
    (Transpose(Tangent(X)), r"(dX)^\top"),
    (Quotient(Product((Tangent(X), x)), t), r"\frac{(dX\,\mathbf{x})}{t}"),
    (Hadamard(x, Hadamard(x, y)), r"\mathbf{x} \odot (\mathbf{x} \odot y)"),
    (Hadamard(Hadamard(x, x), y), r"\mathbf{x} \odot \mathbf{x} \odot y"),
    (ElementwiseQuotient(x, Hadamard(y, y)), r"\mathbf{x} \oslash (y \odot y)"),
    (Product((number(2), Hadamard(x, y))), r"2 \mathbf{x} \odot y"),
    (Product((S, Hadamard(x, y))), r"S (\mathbf{x} \odot y)"),
    (Hadamard(Product((S, x)), y), r"(S \mathbf{x}) \odot y"),
    (Kronecker(Transpose(x), Identity(M)), r"\mathbf{x}^\top \otimes I_m"),
    (Product((number(2), Kronecker(S, X))), r"2 (S \otimes X)"),
    (Kronecker(Product((S, X)), X), r"(S X) \otimes X"),
    (Entry(Product((A, x)), (IndexForm.of(Index("k", M)),)), r"(A \mathbf{x})_k"),
    (Entry(x0, at(i)), "(x_0)_i"),
    (Entry(W, at(Index("k", M), j)), "W^{(1)}_{kj}"),
    (Entry(Tangent(X), at(i, j)), "(dX)_{ij}"),
    (Entry(X, (IndexForm.of(1), IndexForm.of(2))), "X_{12}"),
    (Entry(X, (None, IndexForm.of(i))), "X_{:, i}"),
    (Product((delta(i, j), Entry(y, at(j)))), r"\delta_{ij} y_j"),
    (
        IndexSum(i, Product((Entry(y, at(i)), Entry(x0, at(i)))), IndexForm.of(1), IndexForm((), N)),
        r"\sum_{i=1}^{n} y_i {(x_0)_i}",
    ),
    (FunctionDerivative(f, (0,), (x,), "mixed"), r"\nabla f(\mathbf{x})"),
    (FunctionDerivative(f, (0,), (x,), "numerator"), r"\nabla f(\mathbf{x})^\top"),
    (FunctionDerivative(f, (0, 0), (x,), "mixed"), r"\nabla^2 f(\mathbf{x})"),
    (Apply(f, (Add((x, y)),)), r"f(\mathbf{x} + y)"),
    (Elementwise("sigmoid", x, 1), r"\sigma'(\mathbf{x})"),
    (ElementwisePower(x, number(2)), r"\mathbf{x}^{\odot 2}"),
    (ElementwisePower(x, number(-1)), r"\mathbf{x}^{\odot (-1)}"),
    (EntrySum(X), r"\mathbf{1}_n^\top X \mathbf{1}_n"),
    (Ones((M, N)), r"\mathbf{1}_m \mathbf{1}_n^\top"),
    (Zeros((M, N)), r"\mathbf{0}_{m \times n}"),
    (CommutationMatrix(M, N), "K_{mn}"),
    (DiagonalMatrix(x), r"\operatorname{diag}(\mathbf{x})"),
    (Vec(X), r"\operatorname{vec}(X)"),
    (InnerProduct(S, X), r"\langle S, X \rangle"),
    (Named(Symbol("z", (M,)), Product((A, x))), "z"),
    (MatrixLiteral(((t, t), (t, number(1)))), r"\begin{bmatrix} t & t \\ t & 1 \end{bmatrix}"),
    (Product((Size(N * 2 - 1), t)), "(2 n - 1) t"),
]


@pytest.mark.parametrize(("expression", "latex"), PRINTED, ids=[latex for _, latex in PRINTED])
def test_printed(expression: Expression, latex: str) -> None:
    assert to_latex(expression) == latex


def test_the_style_of_the_author() -> None:
    style = Style(transpose="T", trace="{\\rm tr}", differential=r"\mathrm{d}", determinant="bars")
    assert to_latex(Trace(Product((Transpose(S), Tangent(X)))), style) == r"{\rm tr}(S^T \mathrm{d}X)"
    assert to_latex(Elementwise("log", Determinant(X)), style) == r"\log|X|"
    assert to_latex(Transpose(Inverse(X)), style) == "X^{-T}"


def test_a_loss_without_arguments() -> None:
    style = Style(bare_functions=frozenset({"L"}))
    gradient = FunctionDerivative(loss, (0,), (x,), "mixed")
    assert to_latex(gradient, style) == r"\frac{\partial L}{\partial \mathbf{x}}"


def test_derivatives_of_abstract_functions() -> None:
    g = FunctionSymbol("g", ((N,),), (M,))
    at = Product((S, x))
    assert to_latex(FunctionDerivative(g, (0,), (at,), "mixed")) == r"J_g(S \mathbf{x})"
    assert to_latex(FunctionDerivative(g, (0,), (at,), "denominator")) == r"J_g(S \mathbf{x})^\top"
    assert to_latex(FunctionDerivative(f, (0,), (at,), "mixed")) == r"\nabla f(S \mathbf{x})"
    assert to_latex(Transpose(FunctionDerivative(f, (0,), (at,), "mixed"))) == r"\nabla f(S \mathbf{x})^\top"
    assert to_latex(DirectionalDerivative(Apply(g, (x,)), x, Tangent(x))) == r"dg(\mathbf{x})[d\mathbf{x}]"


def test_a_fraction_is_turned_where_the_note_reads_it_otherwise() -> None:
    style = Style(bare_functions=frozenset({"L"}), layout="numerator")
    gradient = FunctionDerivative(loss, (0,), (x,), "mixed")
    assert to_latex(gradient, style) == r"\left(\frac{\partial L}{\partial \mathbf{x}}\right)^\top"


def test_what_would_be_read_as_an_argument_is_kept_apart() -> None:
    g = Symbol("g", ())
    inverse = Inverse(Product((S, X)))
    assert to_latex(Product((g, inverse))) == "g {(S X)^{-1}}"
    assert to_latex(Product((Power(g, number(2)), Product((S, X))))) == "(g^2) (S X)"
    assert to_latex(Product((t, inverse))) == "t (S X)^{-1}"


def test_arrays_of_entries_have_no_notation() -> None:
    with pytest.raises(PrintError):
        to_latex(FromEntries((i, j), Entry(X, at(j, i))))


def test_deep_expressions_do_not_exhaust_the_stack() -> None:
    deep: Expression = S
    for _ in range(20_000):
        deep = Add((deep, S))
    with pytest.raises(PrintError):
        to_latex(deep)
