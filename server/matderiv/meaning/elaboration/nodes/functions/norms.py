"""Norms and bars."""

from __future__ import annotations

from fractions import Fraction

from matderiv import algebra as a
from matderiv.algebra import SCALAR, Expression
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.decisions import Alternative
from matderiv.meaning.elaboration.state.errors import ElaborationError
from matderiv.meaning.names import script_text
from matderiv.syntax import tree as t

_KINDS = {
    "1": "1",
    "2": "2",
    r"\infty": "inf",
    "F": "frobenius",
    r"\mathrm{F}": "frobenius",
    r"\mathcal{F}": "frobenius",
    r"\mathrm{Fro}": "frobenius",
    r"\mathrm{fro}": "frobenius",
    r"\mathrm{HS}": "frobenius",
    "*": "nuclear",
    r"\star": "nuclear",
    r"\ast": "nuclear",
    r"\mathrm{op}": "spectral",
}


def norm(e: Elaboration, node: t.Norm) -> Expression:
    """A norm without a subscript: Euclidean, of a matrix Frobenius or spectral."""
    return _norm_of(e, node, e.expression(node.body), None)


def norm_with_script(
    e: Elaboration, node: t.Node, inner: t.Norm, script: t.Node, *, squared: bool = False
) -> Expression:
    r"""`\|x\|_1`, `\|A\|_F`, `\|x\|_A`; `squared` where the square of it is meant."""
    body = e.expression(inner.body)
    text = script_text(script) or _mark(script)
    kind = _KINDS.get(text)
    if kind is not None:
        return _norm_of(e, node, body, kind, squared=squared)
    weight = e.expression(script)
    if weight.shape == SCALAR:
        return _power_norm(node, body, weight)
    return _weighted(e, node, body, weight)


def _mark(script: t.Node) -> str:
    return "*" if isinstance(script, t.Star) else ""


def _norm_of(
    e: Elaboration, node: t.Node, body: Expression, kind: str | None, *, squared: bool = False
) -> Expression:
    if body.shape == SCALAR:
        return a.Elementwise("abs", body)
    if len(body.shape) > 2:
        raise ElaborationError.at(node, "a norm of a tensor")
    if a.is_vector_like(body.shape):
        return a.Norm(body, {"frobenius": "2", "spectral": "2", None: "2"}.get(kind, kind) or "2")
    if kind in (None, "2"):
        return a.Norm(body, _matrix_norm(e, explicit=kind == "2" and not squared))
    if kind == "1":
        return a.EntrySum(a.Elementwise("abs", body))
    if kind == "inf":
        raise ElaborationError.at(node, "the infinity norm of a matrix")
    return a.Norm(body, kind or "frobenius")


def _matrix_norm(e: Elaboration, *, explicit: bool) -> str:
    """The 2-norm of a matrix: in notes mostly the root of the sum of squares, but alone with a 2 the spectral."""
    frobenius = Alternative("frobenius", assumption="norms of matrices are Frobenius norms")
    spectral = Alternative("spectral", assumption="the 2-norm of a matrix is the spectral norm")
    match e.conventions.matrix_two_norm_is_frobenius:
        case True:
            return "frobenius"
        case False:
            return "spectral"
    order = (spectral, frobenius) if explicit else (frobenius, spectral)
    return e.decisions.choose("2-norm of a matrix" if explicit else "norm of a matrix", *order)


def _power_norm(node: t.Node, body: Expression, order: Expression) -> Expression:
    r"""`\|x\|_p`, the root of the sum of powers."""
    if not a.is_vector_like(body.shape) or (isinstance(order, a.Number) and order.value < 1):
        raise ElaborationError.at(node, "a norm of this order")
    powers = a.ElementwisePower(a.Elementwise("abs", body), order)
    return a.Power(a.EntrySum(powers), a.Quotient(a.Number(Fraction(1)), order))


def _weighted(e: Elaboration, node: t.Node, body: Expression, weight: Expression) -> Expression:
    square = e.build(node, lambda *f: a.Product(f), a.Transpose(body), weight, body)
    return a.Elementwise("sqrt", square)


def bars(e: Elaboration, node: t.Bars) -> Expression:
    """`|X|`: the determinant of a matrix, the absolute value of a scalar, the length of a vector."""
    body = e.expression(node.body)
    if body.shape == SCALAR:
        return a.Elementwise("abs", body)
    if e.conventions.bars == "cardinality":
        raise ElaborationError.at(node, "bars that count the elements of a set")
    if a.is_vector_like(body.shape):
        length = Alternative("length", assumption="bars around a vector are its length")
        entries = Alternative("entries", assumption="bars around a vector act entry by entry")
        order = (entries, length) if _without_zeros(body) else (length, entries)
        if e.decisions.choose("bars around a vector", *order) == "length":
            return a.Norm(body, "2")
        return a.Elementwise("abs", body)
    return e.build(node, a.Determinant, body)


def _without_zeros(body: Expression) -> bool:
    """Whether the note says of a vector's entries what matters only if bars act on them."""
    return isinstance(body, a.Symbol) and "without zero entries" in body.properties
