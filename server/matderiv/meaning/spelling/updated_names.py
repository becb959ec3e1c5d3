r"""Capital letters with a plus that names what they become: `P^+ = (I - KH)P(I - KH)^\top` is no pseudo-inverse."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache

from matderiv.meaning.names import symbol_name, symbol_parts
from matderiv.meaning.tree_changes import changed_tree
from matderiv.syntax import parse
from matderiv.syntax import tree as t

_LETTER = r"(?P<letter>\\(?:mathbf|boldsymbol|bm)\s*\{\s*\\?[A-Za-z]+\s*\}|\\Sigma|[A-Z])"
_BELOW = r"(?:\s*_\s*(?:\w|\{[^{}]*\}))?"
_DEFINED = re.compile(
    rf"(?<![A-Za-z\\{{^_]){_LETTER}{_BELOW}\s*\^\s*(?:\+|\{{\s*\+\s*\}})\s*&?\s*:?=(?P<right>[^$=]*)"
)
_INVERSE = re.compile(r"\^\s*\{\s*-")
_PSEUDO = re.compile(r"pseudo-?inverse|pseudo inverse|Moore", re.I)


@lru_cache(64)
def updated_names(text: str) -> frozenset[str]:
    """The bare letters of a note that a plus makes another name of."""
    if "+" not in text or _PSEUDO.search(text):
        return frozenset()
    written = {m["letter"] for m in _DEFINED.finditer(text) if not _INVERSE.search(m["right"])}
    return frozenset(name for each in written if (name := symbol_name(parse(each).tree)) is not None)


def with_updated_names(tree: t.Node, letters: frozenset[str]) -> t.Node:
    """The tree in which such a plus is a part of the name."""
    return changed_tree(tree, lambda node: _named(node, letters))


def with_known_updates(tree: t.Node, names: Container[str]) -> t.Node:
    """The tree of a printed formula, in which a plus is a part of a name where that makes a known one."""

    def changed(node: t.Node) -> t.Node:
        parts = symbol_parts(node.base) if isinstance(node, t.Starred) else None
        name = node if parts is None else _named(node, frozenset({parts.base}))
        return name if symbol_name(name) in names else node

    return changed_tree(tree, changed)


def _named(node: t.Node, letters: frozenset[str]) -> t.Node:
    if not (isinstance(node, t.Starred) and node.mark == "+"):
        return node
    parts = symbol_parts(node.base)
    if parts is None or parts.base not in letters:
        return node
    return t.Superscript(node.start, node.end, node.base, t.Identifier(node.end, node.end, "+"))
