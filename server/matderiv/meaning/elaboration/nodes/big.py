r"""Sums and products over indices: `\sum_{i=1}^N`, `\sum_{i,j}`, `\sum_{j\neq y_i}`, `\sum_{i\in V}`."""

from __future__ import annotations

from dataclasses import dataclass

from matderiv import algebra as a
from matderiv.algebra import Dimension, Expression, Index, IndexForm
from matderiv.meaning.elaboration.nodes.atoms import size_of
from matderiv.meaning.elaboration.nodes.functions.indicators import SIGNS, index_indicator
from matderiv.meaning.elaboration.nodes.functions.maxima import maximum_of
from matderiv.meaning.elaboration.nodes.indices.counting import stands_below
from matderiv.meaning.elaboration.nodes.indices.indices import index_form
from matderiv.meaning.elaboration.nodes.summation import bound_names
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.errors import ElaborationError, NotationError
from matderiv.meaning.elaboration.state.identity_cache import nodes_of_kind
from matderiv.meaning.names import symbol_name
from matderiv.syntax import tree as t


@dataclass(frozen=True, slots=True)
class Range:
    """One bound index with its limits, and the conditions that exclude values."""

    index: Index
    lower: IndexForm
    upper: IndexForm
    conditions: tuple[t.Relations, ...] = ()


def big(e: Elaboration, node: t.Big) -> Expression:
    """A big operator with its body."""
    if node.body is None:
        raise NotationError.at(node, "a sum without a body")
    if node.operator in ("max", "min") and node.lower is None:
        return maximum_of(e, node, node.operator, _arguments(node.body))
    if node.operator not in ("sum", "prod"):
        raise NotationError.at(node, f"the operator {node.operator}")
    if node.lower is None:
        return _over_entries(e, node)
    return _over_ranges(e, node, _ranges(e, node))


def _arguments(body: t.Node) -> tuple[t.Node, ...]:
    inner = body.body if isinstance(body, t.Group) else body
    return inner.items if isinstance(inner, t.Sequence) else (inner,)


def _over_entries(e: Elaboration, node: t.Big) -> Expression:
    """A sum without limits of an array: the sum of its entries."""
    assert node.body is not None
    body = e.expression(node.body)
    if node.operator != "sum" or body.shape == a.SCALAR:
        raise ElaborationError.at(node, "a sum of which the index is not written")
    return a.EntrySum(body)


def _over_ranges(e: Elaboration, node: t.Big, ranges: list[Range]) -> Expression:
    assert node.body is not None
    for each in ranges:
        _share_range(e, node.body, each.index)
    forms = {each.index.name: IndexForm.of(each.index) for each in ranges}
    with e.binding({}, forms):
        body = e.resolve(e.expression(node.body))
        for condition in (c for each in ranges for c in each.conditions):
            relation = SIGNS[condition.operators[0].name]
            indicator = index_indicator(e, condition.operands[0], relation, condition.operands[1])
            body = a.Product((indicator, body))
    kind = a.IndexSum if node.operator == "sum" else a.IndexProduct
    for each in reversed(ranges):
        body = e.build(node, kind, each.index, body, each.lower, each.upper)
    return e.resolve(body)


def _share_range(e: Elaboration, body: t.Node, index: Index) -> None:
    r"""All that stands in one place of a function, as the actions b in `\phi(s, b)`, runs over one set."""
    for call in nodes_of_kind(body, t.Call):
        name = symbol_name(call.function)
        for place, argument in enumerate(call.arguments):
            if name is not None and symbol_name(argument) == index.name:
                known = e.argument_ranges.setdefault((name, place), index.size)
                e.sizes.unify(((known, index.size),))


def _ranges(e: Elaboration, node: t.Big) -> list[Range]:
    assert node.lower is not None
    lower = node.lower
    items = lower.items if isinstance(lower, t.Sequence) else (lower,)
    if isinstance(lower, t.Juxtaposition):
        items = lower.factors
    ranges = [found for item in items for found in _range(e, node, item)]
    if not ranges:
        raise ElaborationError.at(node, "a sum of which the index could not be read")
    return ranges


def _range(e: Elaboration, node: t.Big, lower: t.Node) -> list[Range]:
    match lower:
        case t.Relations(operands=(left, right), operators=(operator,)) if operator.name == "=":
            return [_from_to(e, left, right, node.upper)]
        case t.Relations(operands=(left, _), operators=(operator,)) if operator.name == r"\in":
            return [_over_set(e, name, node.body) for name in sorted(bound_names(left))]
        case t.Relations(operators=(operator,)) if operator.name in SIGNS:
            return _conditioned(e, lower)
        case t.Relations():
            raise ElaborationError.at(lower, "limits of a sum that could not be read")
    names = bound_names(lower)
    if not names:
        raise ElaborationError.at(lower, "a sum over something that is no index")
    return [_over_set(e, name, node.body) for name in sorted(names)]


def _from_to(e: Elaboration, left: t.Node, right: t.Node, upper: t.Node | None) -> Range:
    name = symbol_name(left)
    size = _size_of_limit(e, upper) if upper is not None else None
    if name is None or (upper is not None and size is None):
        raise ElaborationError.at(left, "limits of a sum that could not be read")
    dimension = size if size is not None else e.sizes.fresh()
    lower = index_form(e, right)
    if lower is None:
        raise ElaborationError.at(right, "limits of a sum that could not be read")
    return Range(Index(name, dimension), lower, _upper_form(e, upper, dimension))


def _size_of_limit(e: Elaboration, upper: t.Node) -> Dimension | None:
    """How many values an index has at most: those of the outer index that is its limit, else the limit itself."""
    outer = _outer_index(e, upper)
    if outer is not None and outer.single is not None:
        return outer.single.size
    return size_of(upper)


def _upper_form(e: Elaboration, upper: t.Node | None, dimension: Dimension) -> IndexForm:
    """The upper limit: an outer index where its name is bound, else a size."""
    outer = _outer_index(e, upper) if upper is not None else None
    return outer if outer is not None else IndexForm((), dimension)


def _outer_index(e: Elaboration, limit: t.Node) -> IndexForm | None:
    """The outer or free index that a limit names."""
    name = symbol_name(limit) or ""
    bound = e.indices.get(name)
    if bound is not None:
        return bound
    facts = e.scope.get(name)
    if facts is None or facts.role != "index" or facts.index_size is None:
        return None
    return index_form(e, limit, facts.index_size)


def _over_set(e: Elaboration, name: str, body: t.Node | None = None) -> Range:
    """All values of an index; where no array tells how many there are, as many as of others."""
    facts = e.scope.get(name)
    if facts is not None and facts.index_size is not None:
        size = facts.index_size
    elif body is not None and not stands_below(name, body):
        size = e.shapes_by_role.setdefault("values of an index", (e.sizes.fresh(),))[0]
    else:
        size = e.sizes.fresh()
    return Range(Index(name, size), IndexForm.of(1), IndexForm((), size))


def _conditioned(e: Elaboration, lower: t.Relations) -> list[Range]:
    r"""`j \neq y_i`, `i < j`: every name that nothing else binds runs over its whole range."""
    names = [name for side in lower.operands if (name := symbol_name(side)) is not None]
    fresh = [name for name in names if name not in e.indices and "_" not in name]
    if len(fresh) == 2 and lower.operators[0].name in (r"\neq", r"\ne"):
        known = e.free_indices.keys() | e.surroundings.shared_indices
        fresh = [name for name in fresh if name not in known] or fresh[:1]
    ranges = [_over_set(e, name) for name in fresh]
    if not ranges:
        raise ElaborationError.at(lower, "a sum over something that is no index")
    last = ranges[-1]
    return [*ranges[:-1], Range(last.index, last.lower, last.upper, (lower,))]
