"""Points inside their parents.

A node for something missing is a point between two tokens. Which side of a space or of a macro's range the point is
on, only the finished tree tells.
"""

from __future__ import annotations

from dataclasses import fields, replace

from matderiv.syntax.tree import Node, walk


def fit(root: Node) -> Node:
    """The same tree where every node lies inside its parent."""
    if _nests(root):
        return root
    return _fit(root, root.start, root.end)


def _nests(root: Node) -> bool:
    return all(
        node.start <= child.start <= child.end <= node.end for node in walk(root) for child in node.children()
    )


def _fit(node: Node, start: int, end: int) -> Node:
    inner_start = min(max(node.start, start), end)
    inner_end = min(max(node.end, inner_start), end)
    changes: dict[str, object] = {}
    for field in fields(node):
        value = getattr(node, field.name)
        if isinstance(value, Node):
            changes[field.name] = _fit(value, inner_start, inner_end)
        elif isinstance(value, tuple) and value and isinstance(value[0], Node):
            changes[field.name] = tuple([_fit(item, inner_start, inner_end) for item in value])
    return replace(node, start=inner_start, end=inner_end, **changes)
