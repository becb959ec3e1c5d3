r"""The loop behind an atom: scripts, primes, arguments, evaluation bars. All of it binds tighter than any operator."""

from __future__ import annotations

from dataclasses import replace

from matderiv.syntax.arranging.classes import EVALUATED, Class
from matderiv.syntax.parsing.big import read_big
from matderiv.syntax.parsing.calls import BRACKETS, PARENTHESES, read_bare_call, read_call
from matderiv.syntax.parsing.groups import read_evaluated
from matderiv.syntax.parsing.heads import core
from matderiv.syntax.parsing.state import State
from matderiv.syntax.parsing.superscripts import read_subscript, read_superscript
from matderiv.syntax.tree import (
    Factorial,
    FunctionName,
    Juxtaposition,
    Node,
    Power,
    Prime,
    Subscript,
)
from matderiv.syntax.words import FUNCTION_LIKE_BIG

MAX_SCRIPTS = 16
"""Scripts on one base; more begin a factor without a base."""

_OPENERS = PARENTHESES | BRACKETS | {"{"}


def read_scripted(state: State, first: int, node: Node) -> Node:
    """Everything that stands tightly behind the node."""
    if isinstance(node, Juxtaposition) and state.texts[first] != "{":
        return _script_last(state, first, node)
    for _ in range(MAX_SCRIPTS):
        following = _read_one(state, first, node)
        if following is None:
            break
        node = following
    head = core(node)
    if isinstance(head, FunctionName) and state.classes[state.position] == Class.ATOM:
        return read_bare_call(state, first, node, head.name)
    return node


def _read_one(state: State, first: int, node: Node) -> Node | None:
    text = state.texts[state.position]
    if text == ".(":
        return read_call(state, first, node) or _drop_dot(state)
    if state.classes[state.position] == Class.SCRIPT:
        return _READERS[text](state, first, node)
    if text in _OPENERS:
        return read_call(state, first, node)
    return None


def _script_last(state: State, first: int, product: Juxtaposition) -> Node:
    r"""`\mathbf{BX}^T` is B X^T: what follows belongs to the last letter."""
    last = product.factors[-1]
    inner = read_scripted(state, state.position - 1, last)
    if inner is last:
        return product
    start, end = state.span(first)
    return Juxtaposition(start, end, (*product.factors[:-1], _moved(inner, last.start)))


def _moved(node: Node, start: int) -> Node:
    """The same nodes, beginning at the letter instead of at the brace that closes its style."""
    names = [name for name in ("base", "function") if hasattr(node, name)]
    changes: dict[str, object] = {"start": start}
    for name in names:
        below = getattr(node, name)
        if below.start > start:
            changes[name] = _moved(below, start)
    return replace(node, **changes)  # type: ignore[arg-type]


def _drop_dot(state: State) -> Node | None:
    """A dot before parentheses that ends a sentence."""
    index = state.position
    state.texts[index] = "("
    state.classes[index] = Class.ATOM
    return None


def _subscript(state: State, first: int, node: Node) -> Node:
    if isinstance(node, FunctionName) and node.name in FUNCTION_LIKE_BIG:
        return read_big(state, first, node.name)
    state.position += 1
    script = read_subscript(state)
    start, end = state.span(first)
    if isinstance(node, Power):
        return Power(start, end, Subscript(start, end, node.base, script), node.exponent)
    return Subscript(start, end, node, script)


def _prime(state: State, first: int, node: Node) -> Node:
    count = 0
    while state.texts[state.position] in ("'", "''"):
        count += len(state.texts[state.position])
        state.position += 1
    return Prime(*state.span(first), node, count)


def _factorial(state: State, first: int, node: Node) -> Node:
    state.position += 1
    return Factorial(*state.span(first), node)


def _evaluated(state: State, first: int, node: Node) -> Node:
    state.position += 1
    return read_evaluated(state, first, node)


_READERS = {
    "^": read_superscript,
    "_": _subscript,
    "'": _prime,
    "''": _prime,
    "!": _factorial,
    EVALUATED: _evaluated,
}
