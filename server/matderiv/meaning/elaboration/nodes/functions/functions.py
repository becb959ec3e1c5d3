"""The functions that notes know by name: one entry a function, from its printed name to how it is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from matderiv import algebra as a
from matderiv.algebra import SCALAR, Expression, Shape
from matderiv.algebra.function_table import MATRIX_FUNCTIONS
from matderiv.meaning.elaboration.nodes.functions.composite_functions import apply_composite, composite_name
from matderiv.meaning.elaboration.nodes.names.known_names import facts_of
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.decisions import Alternative
from matderiv.meaning.elaboration.state.errors import ElaborationError, NotationError
from matderiv.syntax import tree as t

_OF_POSITIVE = frozenset({"log", "sqrt"})
"""Functions that have no real value at a negative number."""

Unary: TypeAlias = Callable[[Elaboration, t.Node, Expression], Expression]

ALIASES = {
    "ln": "log",
    "sgn": "sign",
    "asin": "arcsin",
    "acos": "arccos",
    "atan": "arctan",
    "ReLU": "relu",
    "RELU": "relu",
    "Relu": "relu",
    "GELU": "gelu",
    "logistic": "sigmoid",
    "sigm": "sigmoid",
    "Sigmoid": "sigmoid",
    "Softplus": "softplus",
    "heaviside": "step",
    "Tr": "tr",
    "trace": "tr",
    "Trace": "tr",
    "Det": "det",
    "adjugate": "adj",
    "Adj": "adj",
    "Cof": "cof",
    "cofactor": "cof",
    "Diagonal": "Diag",
    "Softmax": "softmax",
    "SoftMax": "softmax",
    "lse": "logsumexp",
    "LSE": "logsumexp",
    "LogSumExp": "logsumexp",
    "Vec": "vec",
}

ELEMENTWISE_NAMES = frozenset(
    {"exp", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh", "arcsin", "arccos", "arctan", "sqrt",
     "sigmoid", "softplus", "relu", "step", "gelu", "erf", "abs", "sign"}
)  # fmt: skip


def trace(e: Elaboration, node: t.Node, argument: Expression) -> Expression:
    return e.build(node, a.Trace, _with_square_factors(e, argument))


def _with_square_factors(e: Elaboration, argument: Expression) -> Expression:
    r"""The argument, the factors of a `A \otimes X` made square where their sizes are open."""
    if not isinstance(argument, a.Kronecker):
        return argument
    for factor in (argument.left, argument.right):
        _with_square_factors(e, factor)
        if len(factor.shape) == 2 and may_be_square(e, e.shape(factor)):
            e.equal(*factor.shape)
    return e.resolve(argument)


def determinant(e: Elaboration, node: t.Node, argument: Expression) -> Expression:
    r"""The determinant; `\det|A|` is that of A."""
    if isinstance(argument, a.Determinant):
        return argument
    return e.build(node, a.Determinant, _with_square_factors(e, argument))


def diagonal(e: Elaboration, node: t.Node, argument: Expression) -> Expression:
    """diag: of a vector the diagonal matrix, of a matrix its diagonal (as the note says: a vector or a matrix)."""
    if len(argument.shape) < 2 or a.is_row(argument.shape):
        return a.DiagonalMatrix(argument)
    extracted = e.build(node, a.DiagonalOf, argument)
    kind = e.conventions.diagonal_of_matrix or e.decisions.choose(
        "diag of a matrix", Alternative("vector"), Alternative("matrix")
    )
    return extracted if kind == "vector" else a.DiagonalMatrix(extracted)


def diagonal_matrix(e: Elaboration, node: t.Node, argument: Expression) -> Expression:
    """Diag: always a matrix."""
    if len(argument.shape) < 2 or a.is_row(argument.shape):
        return a.DiagonalMatrix(argument)
    return a.DiagonalMatrix(e.build(node, a.DiagonalOf, argument))


def adjugate(e: Elaboration, node: t.Node, argument: Expression) -> Expression:
    """The transpose of the cofactors, as the determinant times the inverse."""
    inverse = e.build(node, a.Inverse, argument)
    return a.Product((e.build(node, a.Determinant, e.resolve(argument)), inverse))


def cofactors(e: Elaboration, node: t.Node, argument: Expression) -> Expression:
    """The matrix of cofactors."""
    return a.Transpose(adjugate(e, node, argument))


def stacked(e: Elaboration, node: t.Node, argument: Expression) -> Expression:
    """vec, by columns unless the note says otherwise."""
    column, row = Alternative("column"), Alternative("row")
    if e.conventions.vec_order == "row":
        order = e.decisions.choose("order of vec", row, Alternative("column", "column-major vec"))
    else:
        order = e.decisions.choose("order of vec", column, Alternative("row", "row-major vec"))
    return e.build(node, a.Vec, argument, order)


def half_stacked(e: Elaboration, node: t.Node, argument: Expression) -> Expression:
    """vech, the columns of the lower triangle, as the elimination matrix times vec."""
    e.build(node, a.Trace, argument)
    argument = e.resolve(argument)
    if argument.shape == SCALAR:
        return argument
    return a.Product((a.EliminationMatrix(argument.shape[0]), a.Vec(argument, "column")))


def triangle(relation: str) -> Unary:
    """The lower or upper triangle of a square matrix, zeros elsewhere."""

    def part(e: Elaboration, node: t.Node, argument: Expression) -> Expression:
        e.build(node, a.Trace, argument)
        argument = e.resolve(argument)
        if argument.shape == SCALAR:
            return argument
        row, column = (a.Index(name, argument.shape[0]) for name in ("row", "column"))
        inside = a.IndexIndicator(a.IndexForm.of(row), relation, a.IndexForm.of(column))
        return a.Hadamard(argument, a.FromEntries((row, column), inside))

    return part


def softmax(e: Elaboration, node: t.Node, argument: Expression) -> Expression:
    """Softmax of a vector, or of each row or column of a matrix."""
    if argument.shape == SCALAR:
        raise ElaborationError.at(node, "the softmax of a number, where one of a vector is meant")
    if a.is_vector_like(argument.shape):
        return a.Softmax(argument)
    for name in (r"\softmax", r"\mathrm{softmax}"):
        facts = facts_of(e, name)
        if facts is not None and facts.over is not None:
            return a.Softmax(argument, facts.over)
    over = e.decisions.choose("softmax of a matrix", Alternative("row"), Alternative("column"))
    return a.Softmax(argument, over)


def log_sum_exp(e: Elaboration, node: t.Node, argument: Expression) -> Expression:
    return a.LogSumExp(argument)


def entry_sum(e: Elaboration, node: t.Node, argument: Expression) -> Expression:
    return a.EntrySum(argument)


TABLE: dict[str, Unary] = {
    "tr": trace,
    "det": determinant,
    "adj": adjugate,
    "cof": cofactors,
    "diag": diagonal,
    "Diag": diagonal_matrix,
    "vec": stacked,
    "vech": half_stacked,
    "tril": triangle("≥"),
    "triu": triangle("≤"),
    "softmax": softmax,
    "logsumexp": log_sum_exp,
    "sum": entry_sum,
}


def apply_known(
    e: Elaboration, node: t.Node, name: str, argument: Expression, *, entrywise: bool = False, order: int = 0
) -> Expression:
    """A function of the field at one argument. ElaborationError for a name that nobody knows."""
    argument = e.resolve(argument)
    known = ALIASES.get(name, name)
    if known in TABLE and not order:
        return TABLE[known](e, node, argument)
    composite = composite_name(known)
    if composite is not None:
        return apply_composite(e, node, composite, argument, order)
    if known not in ELEMENTWISE_NAMES:
        raise NotationError.at(node, f"the function {name}")
    if not entrywise and not order and _is_matrix_function(e, name, known, argument):
        return e.build(node, a.MatrixFunction, known, argument)
    return a.Elementwise(known, argument, order)


def is_known_function(name: str) -> bool:
    """Whether the table has a function of this name."""
    known = ALIASES.get(name, name)
    return known in TABLE or known in ELEMENTWISE_NAMES or composite_name(known) is not None


def _is_matrix_function(e: Elaboration, name: str, known: str, argument: Expression) -> bool:
    shape = argument.shape
    if known not in MATRIX_FUNCTIONS or len(shape) != 2 or a.is_row(shape):
        return False
    facts = facts_of(e, "\\" + name)
    if facts is not None and (facts.matrix_function or facts.elementwise):
        return facts.matrix_function
    if not may_be_square(e, shape):
        return False
    if known in _OF_POSITIVE and _is_definite(argument):
        return True
    entrywise = Alternative("elementwise", assumption=f"functions of matrices ({name}) act entry by entry")
    whole = Alternative("matrix function", assumption=f"functions of matrices ({name}) are matrix functions")
    return e.decisions.choose("function of a matrix", entrywise, whole) == "matrix function"


def _is_definite(argument: Expression) -> bool:
    """Whether the note says that a matrix is definite: entries off its diagonal may well be negative then."""
    symbol = argument.symbol if isinstance(argument, a.Named) else argument
    return isinstance(symbol, a.Symbol) and "positive definite" in symbol.properties


def may_be_square(e: Elaboration, shape: Shape) -> bool:
    """Whether both sizes of a shape are equal, or one of them is not known yet."""
    return shape[0] == shape[1] or e.sizes.may_change(shape[0]) or e.sizes.may_change(shape[1])
