"""The arguments of a call as they are written."""

from __future__ import annotations

from matderiv.syntax import tree as t


def flat_arguments(node: t.Call) -> tuple[t.Node, ...]:
    r"""The arguments in order; those after `\mid` or a semicolon too."""
    found: list[t.Node] = []
    waiting = list(reversed(node.arguments))
    while waiting:
        current = waiting.pop()
        if isinstance(current, t.Conditional):
            waiting.extend((current.condition, current.body))
        elif isinstance(current, t.Sequence):
            waiting.extend(reversed(current.items))
        else:
            found.append(current)
    return tuple(found)
