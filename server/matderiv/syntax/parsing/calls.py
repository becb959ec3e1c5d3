r"""Functions at their arguments: `f(x)`, `\operatorname{tr} AB`, `\log\det\Sigma`, `\sin.(x)`."""

from __future__ import annotations

from matderiv.syntax.arranging.classes import Class
from matderiv.syntax.parsing.arguments import read_braces
from matderiv.syntax.parsing.groups import arguments_of, opens_group, read_group
from matderiv.syntax.parsing.heads import is_certain, may_be_head, reads_as_call, takes_brackets
from matderiv.syntax.parsing.signs import sign_at
from matderiv.syntax.parsing.state import State
from matderiv.syntax.tree import (
    Bars,
    Big,
    Call,
    Fraction,
    FunctionName,
    Group,
    Inner,
    Juxtaposition,
    Node,
    Norm,
)
from matderiv.syntax.words import BIG, FUNCTIONS, LINEAR_FUNCTIONS, TRACES

PARENTHESES = frozenset({"(", "\\left("})
BRACKETS = frozenset({"[", "\\left[", "\\{", "\\left\\{"})
_FUNCTION_TOKENS = frozenset("\\" + name for name in FUNCTIONS | BIG)
_SCALAR_TOKENS = _FUNCTION_TOKENS - {
    "\\" + name for name in ("diag", "Diag", "vec", "Vec", "vech", "exp")
} | {"\\operatorname{" + name + "}" for name in TRACES | {"det", "rank", "logdet"}}
_CLOSED = (Call, Bars, Norm, Group, Inner, Fraction, Big)


def read_call(state: State, first: int, head: Node) -> Node | None:
    """The call whose head has just been read; None (and nothing taken) if it is none."""
    if not may_be_head(head):
        return None
    text = state.texts[state.position]
    if text == ".(":
        return _read_broadcast(state, first, head)
    if text in PARENTHESES or (text in BRACKETS and takes_brackets(head)):
        return _read_delimited(state, first, head)
    if text == "{" and state.following() in PARENTHESES:
        return _read_braced(state, first, head)
    return None


def _read_broadcast(state: State, first: int, head: Node) -> Node:
    index = state.position
    state.texts[index] = "("
    state.classes[index] = Class.ATOM
    group = read_group(state)
    body = group.body if isinstance(group, Group) else group
    start, end = state.span(first)
    return Call(start, end, head, arguments_of(body), "()", True, True)


def _read_delimited(state: State, first: int, head: Node) -> Node | None:
    begin = state.position
    group = read_group(state)
    if not isinstance(group, Group) or not reads_as_call(head, group.body, state.functions):
        state.position = begin
        return None
    if _is_trace(head) and _is_transposed(state):
        state.position = begin
        return None
    start, end = state.span(first)
    return Call(start, end, head, arguments_of(group.body), group.opening + group.closing, is_certain(head))


def _is_trace(head: Node) -> bool:
    return isinstance(head, FunctionName) and head.name in TRACES


def _is_transposed(state: State) -> bool:
    """Whether a transpose stands here: nobody transposes a trace, so it belongs to a bare argument."""
    return (
        state.texts[state.position] == "^"
        and state.following() in ("T", "\\top", "{")
        and (state.following() != "{" or state.following(2) in ("T", "\\top"))
    )


def _read_braced(state: State, first: int, head: Node) -> Node | None:
    """`L{(x)}`."""
    begin = state.position
    node = read_braces(state)
    if isinstance(node, Group) and reads_as_call(head, node.body, state.functions):
        start, end = state.span(first)
        return Call(start, end, head, arguments_of(node.body), node.opening + node.closing, is_certain(head))
    state.groups[begin] = (node, state.position)
    state.position = begin
    return None


def read_bare_call(state: State, first: int, head: Node, name: str) -> Node:
    """The function at the factors behind it; the function alone where nothing follows."""
    if state.classes[state.position] != Class.ATOM:
        return head
    reader = _read_argument
    if name in LINEAR_FUNCTIONS:
        reader = _read_linear_argument if name in TRACES else _read_stacked_argument
    argument = state.nested(reader)
    start, end = state.span(first)
    if isinstance(argument, Group) and state.texts[state.position - 1] == "}":
        return Call(start, end, head, arguments_of(argument.body), argument.opening + argument.closing, True)
    return Call(start, end, head, (argument,), "", True)


def _read_argument(state: State) -> Node:
    r"""`\log 2\pi\sigma^2` up to a group or another function; `\log|X|` only the bars."""
    first = state.position
    node = state.levels.factor(state)
    if isinstance(node, _CLOSED) or state.texts[first] == "{":
        return node
    factors = [node]
    while state.classes[state.position] == Class.ATOM and not _ends_argument(state):
        factors.append(state.levels.factor(state))
    return _joined(state, first, factors)


def _ends_argument(state: State) -> bool:
    text = state.texts[state.position]
    return opens_group(text) or _names_function(text) or sign_at(state, state.position) is not None


def _read_linear_argument(state: State) -> Node:
    r"""`\operatorname{tr} A^\top(B + C)` up to another scalar function."""
    first = state.position
    node = state.levels.tight(state)
    if isinstance(node, (Group, Bars)) or state.texts[first] == "{":
        return node
    factors = [node]
    while _continues_linear(state):
        factors.append(state.levels.tight(state))
    return _joined(state, first, factors)


def _read_stacked_argument(state: State) -> Node:
    r"""`\operatorname{vec} AXB` up to a `\partial`: `\partial\operatorname{vec}X\,\partial(\operatorname{vec}X)'`."""
    first = state.position
    node = state.levels.tight(state)
    if isinstance(node, (Group, Bars)) or state.texts[first] == "{":
        return node
    factors = [node]
    while _continues_linear(state) and state.texts[state.position] != "\\partial":
        factors.append(state.levels.tight(state))
    return _joined(state, first, factors)


def _continues_linear(state: State) -> bool:
    return state.classes[state.position] == Class.ATOM and state.texts[state.position] not in _SCALAR_TOKENS


def _joined(state: State, first: int, factors: list[Node]) -> Node:
    if len(factors) == 1:
        return factors[0]
    flat = [
        part for node in factors for part in (node.factors if isinstance(node, Juxtaposition) else (node,))
    ]
    return Juxtaposition(*state.span(first), tuple(flat))


def _names_function(text: str) -> bool:
    return text in _FUNCTION_TOKENS or text.startswith("\\operatorname{")
