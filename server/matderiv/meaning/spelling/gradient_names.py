r"""Gradients under the names that programs give them: `dW = \frac{\partial J}{\partial W}` names the gradient `dW`.

In a note that says so, `dW` is no differential.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import replace
from functools import lru_cache

from matderiv.meaning.names import symbol_name
from matderiv.meaning.spelling.renaming import base_of, renamed
from matderiv.meaning.tree_changes import changed_tree
from matderiv.syntax import parse
from matderiv.syntax import tree as t

_SYMBOL = r"(?P<name>\\[A-Za-z]+\s*\{\s*\\?\w+\s*\}|\\[A-Za-z]+|[A-Za-z])"
_NAMED = re.compile(
    rf"(?<![\\A-Za-z])d\s*{_SYMBOL}[^=$&\n]{{0,24}}?&?\s*(?::=|=|\\equiv|\\triangleq)\s*"
    r"\\[dtc]?frac\s*\{\s*\\partial[^{}]*\}\s*\{\s*\\partial\s*(?P=name)"
)
_VARIED = r"\{{\s*d\s*{}|/\s*d\s*{}"


@lru_cache(64)
def named_gradients(text: str) -> frozenset[str]:
    """The bare symbols of a note of which `d` before them makes the name of a gradient."""
    written = {match["name"] for match in _NAMED.finditer(text)}
    free = (each for each in written if not re.search(_VARIED.format(*[re.escape(each)] * 2), text))
    return frozenset(name for each in free if (name := symbol_name(parse(each).tree)) is not None)


def with_named_gradients(tree: t.Node, bases: frozenset[str]) -> t.Node:
    """The tree in which a `d` before one of the symbols is a part of its name."""
    return changed_tree(tree, lambda node: _named(node, bases)) if bases else tree


def with_known_gradients(tree: t.Node, names: Container[str]) -> t.Node:
    """The tree in which a `d` before a symbol is a part of its name where that makes a known name."""

    def changed(node: t.Node) -> t.Node:
        operand = node.operand if isinstance(node, t.Differential) else None
        bare = operand.base if isinstance(operand, t.Transpose) else operand
        name = node if bare is None else _named(node, base_of(bare))
        return name if symbol_name(name.base if isinstance(name, t.Transpose) else name) in names else node

    return changed_tree(tree, changed)


def _named(node: t.Node, bases: frozenset[str]) -> t.Node:
    match node:
        case t.Differential(operand=t.Transpose(base=base) as transposed):
            plain = _named(replace(node, operand=base, end=base.end), bases)
            return (
                node
                if isinstance(plain, t.Differential)
                else replace(transposed, start=node.start, base=plain)
            )
        case t.Differential(symbol="d", order=None, operand=t.Node() as operand):
            named = renamed(
                operand, bases, lambda letter: replace(letter, start=node.start, name=f"d{letter.name}")
            )
            return named or node
    return node
