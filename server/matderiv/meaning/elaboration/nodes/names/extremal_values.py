r"""Extremal eigenvalues and singular values by their usual names: `\lambda_{\max}(A)`, `\sigma_{\max}(X)`."""

from __future__ import annotations

from matderiv import algebra as a
from matderiv.algebra import Expression
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.errors import ElaborationError
from matderiv.meaning.scopes.scope import SymbolFacts
from matderiv.syntax import tree as t

_ENDS = {name: end for end in ("max", "min") for name in (end, f"\\{end}", rf"\mathrm{{{end}}}")}
_POSITIONS = {"max": -1, "min": 0}


def is_extremal(name: str) -> bool:
    """Whether a name is the usual one of an extremal eigenvalue or singular value."""
    return _parts(name) is not None


def extremal_value(e: Elaboration, node: t.Node, name: str, matrix: Expression) -> Expression:
    """The eigenvalue of a symmetric matrix or the largest singular value that an extremal name stands for."""
    base, end = _parts(name) or ("", "")
    if base == r"\lambda":
        if not _is_symmetric(matrix):
            raise ElaborationError.at(
                node, "an extremal eigenvalue of a matrix that is not known to be symmetric"
            )
        return e.build(node, a.Eigenvalue, matrix, _POSITIONS[end])
    if end == "min" or len(matrix.shape) != 2:
        raise ElaborationError.at(node, "the smallest singular value")
    return a.Norm(matrix, "spectral")


def eigen_quantity(e: Elaboration, node: t.Node, facts: SymbolFacts, matrix: Expression) -> Expression:
    """The eigenvalue or eigenvector of a symmetric matrix that a symbol stands for."""
    if not _is_symmetric(matrix) or len(matrix.shape) != 2:
        raise ElaborationError.at(node, f"an {facts.meaning} of a matrix that is not known to be symmetric")
    kind = a.Eigenvalue if facts.meaning == "eigenvalue" else a.Eigenvector
    return e.build(node, kind, matrix, facts.position if facts.position is not None else 0)


def _parts(name: str) -> tuple[str, str] | None:
    base, _, script = name.partition("_")
    end = _ENDS.get(script[1:-1] if script.startswith("{") else script)
    return (base, end) if end is not None and base in (r"\lambda", r"\sigma") else None


def _is_symmetric(matrix: Expression) -> bool:
    """Whether a matrix equals its transpose by what is declared, or as a product with its own transpose."""
    match matrix:
        case a.Symbol():
            return "symmetric" in a.with_implied(matrix.properties)
        case a.Named(definition=definition):
            return _is_symmetric(matrix.symbol) or _is_symmetric(definition)
        case a.Add(terms=terms):
            return all(map(_is_symmetric, terms))
        case a.Inverse(operand=operand) | a.Negate(operand=operand):
            return _is_symmetric(operand)
        case a.Product(factors=factors):
            rest = tuple(factor for factor in factors if factor.shape)
            while len(rest) > 1 and _transposed(rest[0]) == rest[-1]:
                rest = rest[1:-1]
            return not rest or (len(rest) == 1 and _is_symmetric(rest[0]))
    return isinstance(matrix, (a.Identity, a.DiagonalMatrix))


def _transposed(matrix: Expression) -> Expression:
    return matrix.operand if isinstance(matrix, a.Transpose) else a.Transpose(matrix)
