r"""One member of a family for all: of `x_1^\top, \dots, x_m^\top` the row `x_i^\top`."""

from __future__ import annotations

from dataclasses import fields, replace

from matderiv.syntax import tree as t


def with_index(node: t.Node, letter: str) -> t.Node:
    """The tree with the number in its scripts replaced by an index."""
    if isinstance(node, (t.Subscript, t.Superscript)):
        return replace(node, base=with_index(node.base, letter), script=_numbers(node.script, letter))
    changes = {
        field.name: with_index(value, letter)
        for field in fields(node)
        if isinstance(value := getattr(node, field.name), t.Node)
    }
    return replace(node, **changes) if changes else node  # type: ignore[arg-type]


def _numbers(script: t.Node, letter: str) -> t.Node:
    if isinstance(script, t.Number):
        return t.Identifier(script.start, script.end, letter)
    if isinstance(script, t.Group):
        return replace(script, body=_numbers(script.body, letter))
    return script
