r"""Notes in which a prime is a transpose: `\mathbf{u}'\mathbf{u}`, `w'\Sigma w`, `\partial\theta\,\partial\theta'`.

Such a note shows it where the same symbol stands on both sides of a form, where a Hessian is taken by a symbol and its
prime, or where what is declared as a vector stands with a prime before another symbol. Then every prime of an array
is one, but for the letters that the note calls as functions with a prime, and those that are names with it.
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache

from matderiv.meaning.names import symbol_name, symbol_parts
from matderiv.meaning.tree_changes import changed_tree
from matderiv.syntax import parse
from matderiv.syntax import tree as t

_STYLED = r"\\(?:mathbf|boldsymbol|bm|vec|pmb|hat|tilde)\s*\{\s*\\?\w+\s*\}"
_SYMBOL = rf"(?:{_STYLED}|\\[A-Za-z]+|(?<![A-Za-z\\])[A-Za-z])"
_PRIME = r"(?:'(?!')|\^\s*\{\s*\\prime\s*\}|\^\\prime)"
_ARRAY = rf"(?:{_STYLED}|\\[A-Z][a-z]+|[A-Z])"
_BELOW = r"(?:_\s*(?:\w|\{[^{}]*\}))?"
_BOLD_FORM = re.compile(rf"(?P<a>{_STYLED}|(?<![A-Za-z\\])[A-Z])({_BELOW}){_PRIME}\s*(?P=a)\2(?![A-Za-z'(])")
_FORM = re.compile(rf"(?P<a>{_SYMBOL})({_BELOW}){_PRIME}\s*{_ARRAY}\s*(?P=a)\2(?![A-Za-z'(])")
_HESSIAN = re.compile(rf"\\partial\s*(?P<a>{_SYMBOL})\s*(?:\\,|\\;)?\s*\\partial\s*(?P=a)\s*{_PRIME}")
_BEFORE_SYMBOL = re.compile(rf"(?P<a>{_SYMBOL}){_BELOW}{_PRIME}\s*(?:{_SYMBOL})")
_PRIMED = re.compile(rf"(?P<a>{_SYMBOL}){_BELOW}{_PRIME}")
_CALLED = re.compile(rf"(?P<a>{_SYMBOL}){_BELOW}{_PRIME}\s*(?:\\left|\\[bB]igg?l?)?\s*[\(\[]")
_LISTED = re.compile(rf",\s*(?P<a>{_SYMBOL}){_PRIME}\s*[\),]")


@lru_cache(64)
def transposed_by_prime(text: str) -> frozenset[str]:
    """The bare symbols of a note of which a prime is the transpose."""
    if ("'" not in text and "\\prime" not in text) or not _is_shown(text):
        return frozenset()
    others = {match["a"] for pattern in (_CALLED, _LISTED) for match in pattern.finditer(text)}
    written = {match["a"] for match in _PRIMED.finditer(text)} - others
    return frozenset(name for each in written if (name := symbol_name(parse(each).tree)) is not None)


def with_transposing_primes(tree: t.Node, bases: Container[str]) -> t.Node:
    """The tree in which a prime on one of the symbols says transpose."""

    def changed(node: t.Node) -> t.Node:
        if not isinstance(node, t.Prime) or node.count != 1:
            return node
        parts = symbol_parts(node.base)
        named = parts is not None and parts.base in bases
        return t.Transpose(node.start, node.end, node.base, "T") if named else node

    return changed_tree(tree, changed)


def _is_shown(text: str) -> bool:
    if _BOLD_FORM.search(text) or _FORM.search(text) or _HESSIAN.search(text):
        return True
    primed = {match["a"] for match in _BEFORE_SYMBOL.finditer(text)}
    primed -= {match["a"] for match in _CALLED.finditer(text)}
    return any(_is_declared(each, text) for each in primed)


def _is_declared(symbol: str, text: str) -> bool:
    """Whether a symbol stands in a list that is said to be in a set of arrays."""
    pattern = rf"{re.escape(symbol)}(?![A-Za-z])[^$=.]{{0,40}}\\in\s*\\(?:mathbb|mathbf)?\s*\{{?\\?R\}}?\s*\^"
    return re.search(pattern, text) is not None
