r"""Iterates: in a note with `x - x_k`, where no sum runs over k, `x_k` and `x_{k+1}` are points beside x.

They are symbols of their own then, and neither entries of x nor members of a family of that name.
"""

from __future__ import annotations

import re
from functools import lru_cache

from matderiv.meaning.names import symbol_name
from matderiv.meaning.tree_changes import changed_tree
from matderiv.syntax import parse
from matderiv.syntax import tree as t

_STYLED = r"\\(?:mathbf|boldsymbol|bm|vec)\s*\{\s*\\?\w+\s*\}"
_BASE = rf"(?P<a>{_STYLED}|\\[A-Za-z]+|(?<![A-Za-z\\{{_^])[A-Za-z])"
_DISPLACED = re.compile(rf"{_BASE}\s*-\s*(?P=a)\s*_\s*(?:\{{\s*)?(?P<k>[kt])(?:\s*\}})?(?![A-Za-z+-])")
_BACKWARDS = re.compile(
    rf"{_BASE}\s*_\s*(?:\{{\s*)?(?P<k>[kt])(?:\s*\}})?\s*-\s*(?P=a)(?!\s*[_^A-Za-z'])(?!\s*\\[a-z]*dot)"
)


@lru_cache(64)
def iterates(text: str) -> frozenset[str]:
    """The general iterates of a note, as `x_k`, that are subtracted from their letter or the letter from them."""
    found = {(m["a"], m["k"]) for pattern in (_DISPLACED, _BACKWARDS) for m in pattern.finditer(text)}
    free = (f"{base}_{letter}" for base, letter in found if not _is_bound(base, letter, text))
    return frozenset(name for each in free if (name := symbol_name(parse(each).tree)) is not None)


def _is_bound(base: str, letter: str, text: str) -> bool:
    """Whether a sum or product of the note runs over all iterates."""
    operator = rf"\\(?:sum|prod|max|min)(?:\\limits)?\s*_\s*(?:\{{\s*)?{letter}\b"
    return re.search(rf"{operator}[^$]*?{re.escape(base)}\s*_\s*\{{?\s*{letter}", text) is not None


def with_iterates_named(tree: t.Node, general: frozenset[str]) -> t.Node:
    """The tree in which the iterates are symbols of their own."""
    letters = dict(name.rsplit("_", 1) for name in general)

    def changed(node: t.Node) -> t.Node:
        if not isinstance(node, t.Subscript) or (base := symbol_name(node.base)) not in letters:
            return node
        name = symbol_name(node)
        counts = any(symbol_name(part) == letters[base] for part in t.walk(node.script))
        return t.Identifier(node.start, node.end, name) if name is not None and counts else node

    return changed_tree(tree, changed)
