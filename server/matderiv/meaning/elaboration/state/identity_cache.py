"""Results remembered by the identity of what they were computed from."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

from matderiv.syntax import tree as t

Key = TypeVar("Key")
Value = TypeVar("Value")


class IdentityCache(Generic[Key, Value]):
    """A bounded memo for a function of immutable objects that are slow to hash. The newest entries are kept."""

    def __init__(self, compute: Callable[[Key], Value], bound: int) -> None:
        self._compute = compute
        self._bound = bound
        self._entries: OrderedDict[int, tuple[Key, Value]] = OrderedDict()

    def __call__(self, key: Key) -> Value:
        found = self._entries.get(id(key))
        if found is not None and found[0] is key:
            return found[1]
        value = self._compute(key)
        self._entries[id(key)] = (key, value)
        while len(self._entries) > self._bound:
            self._entries.popitem(last=False)
        return value


def _nodes(tree: t.Node) -> tuple[t.Node, ...]:
    return tuple(t.walk(tree))


nodes_below: IdentityCache[t.Node, tuple[t.Node, ...]] = IdentityCache(_nodes, 256)
"""All nodes of a tree, parents first; the trees of a document are asked for many times."""


def _by_kind(tree: t.Node) -> Mapping[type[t.Node], tuple[t.Node, ...]]:
    found: dict[type[t.Node], list[t.Node]] = {}
    for node in nodes_below(tree):
        found.setdefault(type(node), []).append(node)
    return {kind: tuple(nodes) for kind, nodes in found.items()}


_nodes_by_kind: IdentityCache[t.Node, Mapping[type[t.Node], tuple[t.Node, ...]]] = IdentityCache(
    _by_kind, 1024
)

_Kind = TypeVar("_Kind", bound=t.Node)


def nodes_of_kind(tree: t.Node, kind: type[_Kind]) -> tuple[_Kind, ...]:
    """The nodes of one kind (no kind below it) in a tree, parents first."""
    return _nodes_by_kind(tree).get(kind, ())  # type: ignore[return-value]


def has_kind(tree: t.Node, *kinds: type[t.Node]) -> bool:
    """Whether a node of one of the kinds stands in a tree."""
    found = _nodes_by_kind(tree)
    return any(kind in found for kind in kinds)
