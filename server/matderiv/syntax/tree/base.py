"""What every node of a formula's tree has: its source range, its children, and ways to go through a tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of a formula; `start` and `end` are offsets in the text that was parsed."""

    start: int
    end: int

    def children(self) -> tuple[Node, ...]:
        """The nodes directly below this one, in the order of their fields (which is reading order)."""
        found: list[Node] = []
        for name in _node_fields(type(self)):
            value = getattr(self, name)
            if isinstance(value, tuple):
                found.extend(value)
            elif value is not None:
                found.append(value)
        return tuple(found)


_PLAIN_TYPES = frozenset({"str", "str | None", "tuple[str, ...]", "int", "bool"})
"""The annotations of fields without a node in them. Every other field is a node, None, or a tuple of nodes."""

_NODE_FIELDS: dict[type[Node], tuple[str, ...]] = {}
_FIELD_NAMES: dict[type[Node], tuple[str, ...]] = {}


def _node_fields(kind: type[Node]) -> tuple[str, ...]:
    names = _NODE_FIELDS.get(kind)
    if names is None:
        names = tuple(field.name for field in fields(kind) if field.type not in _PLAIN_TYPES)
        _NODE_FIELDS[kind] = names
    return names


def _field_names(kind: type[Node]) -> tuple[str, ...]:
    names = _FIELD_NAMES.get(kind)
    if names is None:
        names = tuple(field.name for field in fields(kind) if field.name not in ("start", "end"))
        _FIELD_NAMES[kind] = names
    return names


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it, parents first, in reading order."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(reversed(current.children()))


def slice(node: Node, text: str) -> str:  # noqa: A001 - the word for what it is
    """The source that the node covers."""
    return text[node.start : node.end]


def structure(node: Node) -> tuple[object, ...]:
    """The tree without its ranges: equal for two nodes that read the same, wherever they stand."""
    return (type(node).__name__, *(_plain(getattr(node, name)) for name in _field_names(type(node))))


def _plain(value: object) -> object:
    if isinstance(value, Node):
        return structure(value)
    if isinstance(value, tuple):
        return tuple(_plain(item) for item in value)
    return value
