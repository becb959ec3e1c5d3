r"""Names with a prime: `\mathbf{v}'_j` beside `\mathbf{v}_j`, `k(x, x')`.

A note shows that a prime is part of a name where what carries it is transposed, is differentiated by, is a member of a
set, or stands in a list of arguments; never of a letter that it calls as a function with that prime.
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

_BASE = r"(?P<{0}>\\[A-Za-z]+\s*\{{\s*\\?\w+\s*\}}|\\[A-Za-z]+|(?<![A-Za-z\\])[A-Za-z])"
_PRIME = r"(?:'|\^\s*\{?\s*(?:'|\\prime)\s*\}?)"
_BELOW = r"(?:_\s*(?:\w|\{(?:[^{}]|\{[^{}]*\})*\}))"
_CARRIED = rf"(?:{_PRIME}{_BELOW}?|{_BELOW}{_PRIME})"
_SHOWN = re.compile(
    "|".join(
        (
            rf"{_BASE.format('a')}{_CARRIED}\s*\}}*\s*\^\s*\{{?\s*(?:T\b|\\top|\\intercal|\\mathsf|\\mathrm)",
            rf"(?:\}}\s*\{{|/)\s*\\partial\s*\{{*\s*{_BASE.format('b')}{_CARRIED}",
            rf"{_BASE.format('c')}{_CARRIED}\s*(?:,[^$=]{{0,40}})?\\in\b",
            rf",\s*{_BASE.format('d')}{_PRIME}\s*\)",
        )
    )
)
_TRANSPOSING = re.compile(r"prime[^.$]{0,40}transpos|transpos[^.$]{0,40}prime|X'X|X\^\\prime X")


@lru_cache(64)
def primed_names(text: str) -> frozenset[str]:
    """The bare symbols of a note of which a prime makes another name."""
    if ("'" not in text and "\\prime" not in text) or _TRANSPOSING.search(text):
        return frozenset()
    written = {next(filter(None, match.groups())) for match in _SHOWN.finditer(text)}
    called = (re.compile(re.escape(each) + _PRIME + r"\s*(?:\\left\s*)?\(") for each in written)
    free = (each for each, call in zip(written, called, strict=True) if not call.search(text))
    return frozenset(name for each in free if (name := symbol_name(parse(each).tree)) is not None)


def with_primed_names(tree: t.Node, bases: frozenset[str]) -> t.Node:
    """The tree in which a prime on one of the symbols is a part of its name."""
    return changed_tree(tree, lambda node: _named(node, bases)) if bases else tree


def with_known_primes(tree: t.Node, names: Container[str]) -> t.Node:
    """The tree in which a prime is a part of a name where that makes a known one."""

    def changed(node: t.Node) -> t.Node:
        name = _named(node, base_of(node.base)) if isinstance(node, t.Prime) else node
        is_known = symbol_name(name) in names or any(base in names for base in base_of(name))
        return name if is_known else node

    return changed_tree(tree, changed)


def _named(node: t.Node, bases: frozenset[str]) -> t.Node:
    if not isinstance(node, t.Prime):
        return node
    marks = "'" * node.count
    return renamed(node.base, bases, lambda letter: replace(letter, name=letter.name + marks)) or node
