"""Results remembered by the identity of what they were computed from."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
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


nodes_below: IdentityCache[t.Node, tuple[t.Node, ...]] = IdentityCache(_nodes, 1024)
"""All nodes of a tree, parents first; the trees of a document are asked for many times."""
