r"""The loose levels: rows, sequences, lists, relations."""

from __future__ import annotations

from matderiv.syntax.arranging.classes import STACKED, Class
from matderiv.syntax.parsing.arguments import read_argument
from matderiv.syntax.parsing.signs import mark_over
from matderiv.syntax.parsing.state import State
from matderiv.syntax.parsing.texts import is_operand, read_words
from matderiv.syntax.tree import (
    Conditional,
    Empty,
    Fraction,
    Node,
    Relation,
    Relations,
    Row,
    Rows,
    Sequence,
)
from matderiv.syntax.words import EXTENSIBLE_RELATIONS, RELATIONS

MAX_CONDITIONS = 4
_SEPARATORS = frozenset({",", ";"})
_PAUSES = frozenset({"\\quad", "."})


def read_body(state: State) -> Node:
    r"""Everything up to a closing token: rows of cells, and what they hold. `a \over b` divides all of it."""
    first = state.position
    if state.has_over:
        mark_over(state)
    rows = read_rows(state)
    node: Node = Rows(*state.span(first), "", rows)
    if len(rows) == 1 and len(rows[0].cells) == 1:
        node = rows[0].cells[0]
    if state.texts[state.position] == "\\over":
        state.position += 1
        node = Fraction(*_with(state, first, state.nested(read_body), node), "\\over")
    return node


def _with(state: State, first: int, below: Node, above: Node) -> tuple[int, int, Node, Node]:
    start, end = state.span(first)
    return start, end, above, below


def read_rows(state: State) -> tuple[Row, ...]:
    r"""Rows separated by `\\`; a last one that is empty is dropped."""
    rows: list[Row] = []
    while True:
        first = state.position
        cells = _read_cells(state)
        rows.append(Row(*state.span(first), cells))
        if not state.accept("\\\\"):
            break
    if len(rows) > 1 and all(isinstance(cell, Empty) for cell in rows[-1].cells):
        rows.pop()
    return tuple(rows)


def _read_cells(state: State) -> tuple[Node, ...]:
    cells = [_read_cell(state)]
    while state.accept("&"):
        cells.append(_read_cell(state))
    return tuple(cells)


def _read_cell(state: State) -> Node:
    r"""A sequence, perhaps with a `\mid` and a condition."""
    first = state.position
    body = read_sequence(state)
    for _ in range(MAX_CONDITIONS):
        if not state.accept("\\mid"):
            break
        condition = read_sequence(state)
        start, end = state.span(first)
        body = Conditional(start, end, body, condition)
    return body


def read_sequence(state: State) -> Node:
    r"""Statements between `\quad` and words."""
    items: list[Node] = []
    first = last = state.position
    while True:
        while state.texts[state.position] in _PAUSES:
            state.position += 1
        begin = state.position
        if state.classes[begin] == Class.WORDS:
            items.append(read_words(state))
        elif _begins_statement(state):
            items.append(_read_list(state))
        if state.position == begin:
            break
        if len(items) == 1:
            first = begin
        last = state.position
    if not items:
        return state.empty()
    if len(items) == 1:
        return items[0]
    behind, state.position = state.position, last
    start, end = state.span(first)
    state.position = behind
    return Sequence(start, end, tuple(items), "\\quad")


def _begins_statement(state: State) -> bool:
    kind = state.classes[state.position]
    return kind <= Class.RELATION or state.texts[state.position] in _SEPARATORS


def _read_list(state: State) -> Node:
    """Relations between commas."""
    first = state.position
    items: list[Node] = []
    separator = ","
    while True:
        items.append(read_relations(state) if _begins_relations(state) else state.empty())
        last = state.position
        if state.texts[state.position] not in _SEPARATORS:
            break
        separator = state.texts[state.position]
        state.position += 1
        if not _begins_statement(state):
            break
    if len(items) == 1:
        return items[0]
    behind, state.position = state.position, last
    start, end = state.span(first)
    state.position = behind
    return Sequence(start, end, tuple(items), separator)


def _begins_relations(state: State) -> bool:
    return state.classes[state.position] <= Class.RELATION


def read_relations(state: State) -> Node:
    """A chain `a = b = c`, or the sum that stands alone."""
    first = state.position
    relation = _read_relation(state)
    operands: list[Node] = []
    if relation is None:
        node = state.levels.sum(state)
        relation = _read_relation(state)
        if relation is None:
            return node
        operands.append(node)
    else:
        operands.append(Empty(state.starts[first], state.starts[first]))
    operators: list[Relation] = []
    _splice(operands, operators)
    while relation is not None:
        operators.append(relation)
        following = _read_relation(state)
        if following is not None:
            point = following.start
            operands.append(Empty(point, point))
        else:
            operands.append(_read_operand(state, alone=state.position == first + 1))
            _splice(operands, operators)
            following = _read_relation(state)
        relation = following
    start, end = state.span(first)
    return Relations(start, end, tuple(operands), tuple(operators))


def _splice(operands: list[Node], operators: list[Relation]) -> None:
    """A chain in braces is a part of the chain around it."""
    if operands and isinstance(operands[-1], Relations):
        inner = operands.pop()
        assert isinstance(inner, Relations)
        operands.extend(inner.operands)
        operators.extend(inner.operators)


def _read_operand(state: State, alone: bool) -> Node:
    kind = state.classes[state.position]
    if kind < Class.RELATION:
        return state.levels.sum(state)
    text = state.texts[state.position]
    if kind == Class.WORDS and is_operand(text):
        return state.levels.sum(state)
    if alone or text in ("\\\\", "&") or kind == Class.WORDS:
        point = state.ends[state.position - 1]
        return Empty(point, point)
    return state.missing("what stands after the relation")


def _read_relation(state: State) -> Relation | None:
    first = state.position
    if state.classes[first] != Class.RELATION:
        return None
    text = state.texts[first]
    state.position += 1
    if text == STACKED:
        return _read_stacked(state, first)
    if text in EXTENSIBLE_RELATIONS:
        annotation = read_argument(state, "a label")
        start, end = state.span(first)
        return Relation(start, end, EXTENSIBLE_RELATIONS[text], annotation)
    return Relation(*state.span(first), RELATIONS[text])


def _read_stacked(state: State, first: int) -> Relation:
    r"""`\overset{(a)}{=}`: the label, then the sign (which is known to stand there)."""
    annotation = read_argument(state, "a label")
    braced = state.accept("{")
    sign = state.texts[state.position]
    if state.classes[state.position] == Class.RELATION:
        state.position += 1
    if braced:
        state.accept("}")
    start, end = state.span(first)
    return Relation(start, end, RELATIONS.get(sign, "="), annotation)
