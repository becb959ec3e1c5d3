r"""Summands by the letter of their sum: the `f_i` of `f(w) = \frac1n \sum_{i=1}^n f_i(w)` are no entries of `f`.

Their name is the letter in braces, which reads the same: `{f}_i`.
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

_LETTER = r"(?:\\(?:mathcal|mathscr|mathbf|mathrm)\s*\{\s*[A-Za-z]\s*\}|\\[a-z]+|[A-Za-z])"
_LOSS = r"(?:\\(?:mathcal|mathscr)\s*\{\s*[A-Z]\s*\}|\\ell|[LJEC])"
_SUM = r"\s*&?\s*:?=(?:(?!\$|\\\\|\\tag|\n\s*\n).){{0,60}}?\\sum\s*(?:\\limits\s*)?_\s*\{{?\s*(?P<index{0}>[a-z])\b"
_MEMBER = r"(?:(?!\$|=(?!1)|\n\s*\n).){{0,80}}?(?P=base{0})\s*_\s*\{{?\s*(?P=index{0})(?![A-Za-z])"
_SHOWN = re.compile(
    rf"(?<![A-Za-z\\_^{{])(?P<base0>{_LETTER})\s*\([^()=$]*\)" + (_SUM + _MEMBER).format(0) + r"\s*\}?\s*\("
    rf"|(?<![A-Za-z\\_^{{])(?P<base1>{_LOSS})" + (_SUM + _MEMBER).format(1),
    re.S,
)


@lru_cache(64)
def summand_names(text: str) -> frozenset[str]:
    """The bare letters of a note that name a sum, and with an index its summands."""
    if "\\sum" not in text:
        return frozenset()
    written = {match["base0"] or match["base1"] for match in _SHOWN.finditer(text)}
    return frozenset(name for each in written if (name := symbol_name(parse(each).tree)) is not None)


def with_summand_names(tree: t.Node, letters: frozenset[str]) -> t.Node:
    """The tree in which the summands have a name of their own."""
    return changed_tree(tree, lambda node: _named(node, letters)) if letters else tree


def with_known_summands(tree: t.Node, names: Container[str]) -> t.Node:
    """The tree of a printed formula, in which such a name stands where it is known."""

    def changed(node: t.Node) -> t.Node:
        summand = _named(node, base_of(node)) if isinstance(node, t.Subscript) else node
        return summand if any(base in names for base in base_of(summand)) else node

    return changed_tree(tree, changed)


def _named(node: t.Node, letters: frozenset[str]) -> t.Node:
    if not isinstance(node, t.Subscript) or not isinstance(node.script, t.Identifier):
        return node
    return renamed(node, letters, lambda letter: replace(letter, name=f"{{{letter.name}}}")) or node
