r"""Arrays written with dots: the pattern of `x_{11} \cdots x_{1n}` as a function of the row and column number."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

from matderiv import algebra as a
from matderiv.algebra import Dimension, Expression, Index, IndexForm
from matderiv.meaning.elaboration.nodes.atoms import size_of
from matderiv.meaning.elaboration.nodes.indices.upper_indices import lowered_cell
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.errors import ElaborationError, NotationError
from matderiv.meaning.names import index_nodes
from matderiv.syntax import tree as t

ROW, COLUMN = "row number", "column number"


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis of a pattern: the number of its first line and of its last, None where it has one line only."""

    name: str
    first: Dimension
    last: Dimension


def array_of_pattern(e: Elaboration, node: t.Node, rows: list[tuple[t.Node, ...]]) -> Expression:
    """The array whose corner entries are written. ElaborationError if they do not determine a pattern."""
    rows = [tuple(_unfolded(lowered_cell(cell)) for cell in row) for row in rows]
    full = [row for row in rows if not all(isinstance(cell, t.Ellipsis) for cell in row)]
    first, last = full[0], full[-1]
    top = [cell for cell in first if not isinstance(cell, t.Ellipsis)]
    bottom = [cell for cell in last if not isinstance(cell, t.Ellipsis)]
    if not top or not bottom:
        raise NotationError.at(node, "dots, of which the pattern is not determined")
    single_row, single_column = len(full) == 1, len(first) == 1
    corner, sizes = _generalised(node, top[0], bottom[0] if not single_row else None,
                                 top[-1] if not single_column else None)  # fmt: skip
    return _array(e, node, corner, sizes, single_row=single_row, single_column=single_column)


def _unfolded(cell: t.Node) -> t.Node:
    r"""`\partial^2 f / \partial x_1^2` with the variable written twice, as the entries beside it have two."""
    match cell:
        case t.Fraction(
            numerator=t.Differential(order=t.Number(text="2")),
            denominator=t.Differential(operand=t.Power(base=base, exponent=t.Number(text="2"))) as below,
        ):
            once = replace(below, operand=base)
            # The places of the parts of both must differ, as they are told apart by these.
            again = _moved(once, cell.end)
            factors = t.Juxtaposition(below.start, again.end, (once, again))
            return replace(cell, denominator=factors)
    return cell


def _moved(node: t.Node, distance: int) -> t.Node:
    changes: dict[str, Any] = {"start": node.start + distance, "end": node.end + distance}
    for item in fields(node):
        value = getattr(node, item.name)
        if isinstance(value, t.Node):
            changes[item.name] = _moved(value, distance)
        elif isinstance(value, tuple):
            changes[item.name] = tuple(_moved(v, distance) if isinstance(v, t.Node) else v for v in value)
    return replace(node, **changes)


def _array(
    e: Elaboration,
    node: t.Node,
    corner: t.Node,
    sizes: dict[str, Dimension],
    *,
    single_row: bool,
    single_column: bool,
) -> Expression:
    indices = {name: Index(name, size) for name, size in sizes.items()}
    with e.binding({}, {name: IndexForm.of(index) for name, index in indices.items()}):
        body = e.resolve(e.expression(corner))
    if body.shape != a.SCALAR:
        raise ElaborationError.at(node, "dots between entries that are arrays")
    if single_row and not single_column:
        unit = Index(ROW, a.ONE)
        return e.build(node, a.FromEntries, (unit, indices[COLUMN]), body)
    if single_column:
        return e.build(node, a.FromEntries, (indices[ROW],), body)
    return e.build(node, a.FromEntries, (indices[ROW], indices[COLUMN]), body)


def _generalised(
    node: t.Node, corner: t.Node, below: t.Node | None, beside: t.Node | None
) -> tuple[t.Node, dict[str, Dimension]]:
    """The corner entry with the row and column number in place of what changes towards the other corners."""
    sizes: dict[str, Dimension] = {}
    result = corner
    for name, other in ((ROW, below), (COLUMN, beside)):
        if other is None:
            continue
        changed = _changes(corner, other)
        if not changed:
            raise NotationError.at(node, "dots between equal entries")
        ends = {size_of(end) for _, end in changed}
        starts = {size_of(start) for start, _ in changed}
        if starts != {Dimension.of(1)} or len(ends) != 1 or None in ends:
            raise NotationError.at(node, "dots, of which the pattern is not determined")
        sizes[name] = next(end for end in ends if end is not None)
        places = {(start.start, start.end) for start, _ in changed}
        result = _replaced(result, places, name)
    return result, sizes


def _changes(one: t.Node, other: t.Node) -> list[tuple[t.Node, t.Node]]:
    """The pairs of scripts in which two entries of the same build differ."""
    if isinstance(one, t.Subscript) and isinstance(other, t.Subscript):
        parts, others = _parts(one.script), _parts(other.script)
        if len(parts) == len(others):
            found = [(p, q) for p, q in zip(parts, others, strict=True) if size_of(p) != size_of(q)]
            return _changes(one.base, other.base) + found
    children, others = one.children(), other.children()
    if type(one) is not type(other) or len(children) != len(others):
        return []
    return [pair for p, q in zip(children, others, strict=True) for pair in _changes(p, q)]


def _parts(script: t.Node) -> tuple[t.Node, ...]:
    """The parts of a script; `11` and `1n` have two."""
    if isinstance(script, t.Number) and len(script.text) == 2 and script.text.isdigit():
        return tuple(
            t.Number(script.start + i, script.start + i + 1, digit) for i, digit in enumerate(script.text)
        )
    if isinstance(script, t.Juxtaposition):
        return tuple(part for factor in script.factors for part in _parts(factor))
    return index_nodes(script)


def _replaced(node: t.Node, places: set[tuple[int, int]], name: str) -> t.Node:
    """The tree with an index name at some places."""
    if isinstance(node, t.Subscript):
        parts = tuple(
            t.Identifier(p.start, p.end, name) if (p.start, p.end) in places else p
            for p in _parts(node.script)
        )
        script = parts[0] if len(parts) == 1 else t.Sequence(node.script.start, node.script.end, parts, ",")
        return replace(node, base=_replaced(node.base, places, name), script=script)
    changes = {
        item.name: _replaced_value(getattr(node, item.name), places, name)
        for item in fields(node)
        if item.name not in ("start", "end")
    }
    return replace(node, **changes)  # type: ignore[arg-type]


def _replaced_value(value: object, places: set[tuple[int, int]], name: str) -> object:
    if isinstance(value, t.Node):
        return _replaced(value, places, name)
    if isinstance(value, tuple):
        return tuple(_replaced_value(item, places, name) for item in value)
    return value
