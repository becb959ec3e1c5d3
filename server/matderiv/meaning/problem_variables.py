r"""Variables of a question that do not stand in the expression themselves: `X^\top`, `\Sigma^{-1}`, `\mu_j`."""

from __future__ import annotations

from matderiv.algebra import (
    Expression,
    Index,
    IndexForm,
    Inverse,
    Member,
    Named,
    ShapeError,
    Symbol,
    Transpose,
    walk,
)
from matderiv.meaning.names import index_nodes, symbol_name
from matderiv.syntax import Node
from matderiv.syntax import tree as t


def derived_variable(node: Node, expression: Expression) -> Expression | None:
    """The transpose, inverse or member of a family that a tree means, if its symbol occurs in the expression."""
    try:
        return _derived(node, expression)
    except ShapeError:
        return None


def _derived(node: Node, expression: Expression) -> Expression | None:
    match node:
        case t.Group(body=body):
            return _derived(body, expression)
        case t.Transpose(base=base):
            inner = _plain_or_derived(base, expression)
            return None if inner is None else Transpose(inner)
        case t.Inverse(base=base):
            inner = _plain_or_derived(base, expression)
            return None if inner is None else Inverse(inner)
        case t.Subscript(base=base, script=script):
            return _member(base, script, expression)
    return None


def _plain_or_derived(node: Node, expression: Expression) -> Expression | None:
    printed = symbol_name(node)
    for part in walk(expression):
        symbol = part.symbol if isinstance(part, Named) else part
        if isinstance(symbol, Symbol) and symbol.name == printed and not symbol.family_axes:
            return part
    return _derived(node, expression)


def _member(base: Node, script: Node, expression: Expression) -> Expression | None:
    """One member of a family of which the expression has others: `\\mu_j` where `\\mu_k` is summed over."""
    printed = symbol_name(base)
    for part in walk(expression):
        if isinstance(part, Member) and part.family.name == printed:
            names = [symbol_name(each) for each in index_nodes(script)]
            if len(names) != part.family.family_axes or None in names:
                return None
            sizes = part.family.shape
            forms = tuple(
                IndexForm.of(Index(name or "", size)) for name, size in zip(names, sizes, strict=False)
            )
            return Member(part.family, forms)
    return None
