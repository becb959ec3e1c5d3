r"""`\begin{…} … \end{…}` and plain TeX's `\eqalign{…}`: matrices, cases, rows."""

from __future__ import annotations

from matderiv.syntax.parsing.arguments import closes
from matderiv.syntax.parsing.state import State, brace_end
from matderiv.syntax.parsing.statements import read_rows
from matderiv.syntax.tree import Cases, Error, Matrix, Node, Row, Rows
from matderiv.syntax.words import CASES, MATRICES, TRANSPARENT_ENVIRONMENTS

_WITH_ARGUMENT = frozenset(
    {"array", "alignedarray", "alignedat", "alignat", "tabular", "subarray", "blockarray"}
)


def read_environment(state: State) -> Node:
    """The environment that begins here, closed by its end or by the end of the formula."""
    first = state.position
    name = state.texts[first][7:-1]
    state.position += 1
    plain = name.rstrip("*")
    _skip_options(state, plain)
    return _read_grid(state, first, plain, f"\\end{{{name}}}")


def read_plain_environment(state: State) -> Node:
    r"""`\eqalign{ a &= b \cr c &= d }`, `\pmatrix{…}`, `\substack{…}`."""
    first = state.position
    name = state.texts[first][1:]
    state.position += 1
    if not state.accept("{"):
        return Rows(*state.span(first), name, (Row(*state.span(first), (state.missing("{"),)),))
    return _read_grid(state, first, name, "}")


def _skip_options(state: State, name: str) -> None:
    if state.texts[state.position] == "[" and state.following(2) == "]" and state.following() in "tbcTBC":
        state.position += 3
    if name in _WITH_ARGUMENT and state.texts[state.position] == "{":
        state.position = min(brace_end(state, state.position) + 1, len(state.texts) - 1)


def _read_grid(state: State, first: int, name: str, closing: str) -> Node:
    state.open.append(closing)
    collected: list[Row] = []

    def read(inner: State) -> Node:
        collected.extend(_read_all_rows(inner))
        return collected[0]

    node = state.nested(read)
    state.open.pop()
    rows = tuple(collected) if collected else (Row(node.start, node.end, (node,)),)
    text = state.texts[state.position]
    if text and closes(text, closing):
        state.position += 1
    else:
        point = state.ends[state.position - 1]
        state.complain(f"missing: {closing}", point, point)
    return _grid(state, first, name, rows)


def _read_all_rows(state: State) -> list[Row]:
    rows = list(read_rows(state))
    while state.texts[state.position] and not any(
        closes(state.texts[state.position], opened) for opened in state.open
    ):
        at = state.position
        state.position += 1
        start, end = state.span(at)
        message = f"unexpected {state.texts[at]}"
        state.complain(message, start, end)
        rows.append(Row(start, end, (Error(start, end, message),)))
        rows.extend(read_rows(state))
    return rows


def _grid(state: State, first: int, name: str, rows: tuple[Row, ...]) -> Node:
    start, end = state.span(first)
    if name in MATRICES:
        return Matrix(start, end, name, rows)
    if name in CASES:
        return Cases(start, end, name, rows)
    if name in TRANSPARENT_ENVIRONMENTS and len(rows) == 1 and len(rows[0].cells) == 1:
        return rows[0].cells[0]
    return Rows(start, end, "aligned" if name == "alignedarray" else name, rows)
