"""Entries of arrays by all the scripts on a symbol."""

from __future__ import annotations

from matderiv.algebra import Dimension, Entry, Expression
from matderiv.meaning.elaboration.nodes.indices.indices import entry_forms, split_digits
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.decisions import Alternative
from matderiv.meaning.names import Script, index_nodes
from matderiv.syntax import tree as t


def entries(
    e: Elaboration, node: t.Node, array: Expression, scripts: tuple[Script, ...]
) -> Expression | None:
    """Entries by all scripts together; None where an upper or lower label is no index of the array."""
    array = e.resolve(array)
    nodes = tuple(part for script in scripts for part in index_parts(script))
    axes = len(array.shape)
    if len(array.shape) == 2 and array.shape[0] == Dimension.of(1) and len(nodes) == 1:
        axes = 1
    nodes = _split(e, nodes, axes)
    if len(nodes) != axes or not all(may_index(part, e) for part in nodes):
        return None
    if len(nodes) == 1 and _is_label(nodes[0], e):
        return None
    return e.build(node, Entry, array, entry_forms(e, node, array.shape, nodes))


def _split(e: Elaboration, nodes: tuple[t.Node, ...], axes: int) -> tuple[t.Node, ...]:
    r"""Two digits below a matrix are a row and a column, or label a block of it."""
    digits = split_digits(nodes, axes)
    if len(digits) == len(nodes):
        return nodes
    choice = e.decisions.choose("digits below a matrix", Alternative("entry"), Alternative("block"))
    return digits if choice == "entry" else nodes


LABELS = frozenset("abcdefghuvwxyz")
"""Letters that by themselves below a symbol are labels, unless something binds them."""


def _is_label(node: t.Node, e: Elaboration) -> bool:
    return isinstance(node, t.Identifier) and node.name in LABELS and not _is_index_here(node.name, e)


def _is_index_here(name: str, e: Elaboration) -> bool:
    facts = e.scope.get(name)
    return name in e.indices or name in e.free_indices or (facts is not None and facts.role == "index")


def index_parts(script: Script) -> tuple[t.Node, ...]:
    return index_nodes(script.node)


def may_index(node: t.Node, e: Elaboration) -> bool:
    """Whether a script can be an index: a letter, a number from 1, a sum of such, a colon."""
    match node:
        case t.Placeholder(text=text):
            return text == ":"
        case t.Number(text=text):
            return text.isdigit() and (int(text) > 0 or e.surroundings.from_zero)
        case t.Identifier(name=name, style=style):
            return style is None and (name in e.indices or (len(name) == 1 and name.islower()))
        case t.Subscript(base=base):
            return may_index(base, e)
        case t.Sum(terms=terms):
            return all(may_index(term, e) for term in terms)
        case t.Negate(operand=operand) | t.Group(body=operand):
            return may_index(operand, e)
        case t.Juxtaposition(factors=factors):
            return all(may_index(factor, e) for factor in factors)
    return False
