r"""Letters above that count layers without parentheses: the `l` of `W^l` and `h^{l-1}` is no exponent there.

A note shows it where a symbol with such a letter is a member of a set, is defined, or is what a derivative is taken by.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from functools import lru_cache

from matderiv.meaning.names import symbol_name
from matderiv.meaning.tree_changes import changed_tree
from matderiv.syntax import tree as t

_LAYER = r"(?:l|\\ell)"
_SCRIPT = rf"\^\s*(?:{_LAYER}|\{{\s*{_LAYER}\s*(?:[-+]\s*1\s*)?\}})"
_BELOW = r"(?:_\s*(?:\w|\{[^{}]*\}))?"
_SHOWN = re.compile(
    rf"\\partial\s*(?:\\\w+\s*)?\{{?\s*\\?\w+\s*\}}?\s*{_BELOW}{_SCRIPT}"
    rf"|{_SCRIPT}\s*{_BELOW}\s*(?:\\in\b|&?\s*=(?!=)|:=)"
)
_LAST = re.compile(r"\^\s*(?:L\b|\{L\})")

IsLabel = Callable[[t.Superscript], bool]
"""Whether what stands above a symbol is its label."""


@lru_cache(64)
def layer_letters(text: str) -> frozenset[str]:
    """The letters that are no exponents where they stand above a symbol of this note."""
    if _SHOWN.search(text) is None:
        return frozenset()
    return frozenset({"l", "\\ell", "L"}) if _LAST.search(text) else frozenset({"l", "\\ell"})


def with_labels(tree: t.Node, letters: frozenset[str]) -> t.Node:
    """The tree in which such letters above a symbol are its label; the same tree if there is none."""
    if not letters:
        return tree
    return _labelled(tree, lambda symbol: _letter_of_step(symbol.script) in letters)


def name_with_labels(tree: t.Node) -> t.Node:
    """The tree of a printed name, in which no letter is an exponent."""
    return _labelled(tree, lambda symbol: _letter_of_step(symbol.script) != "")


def with_known_labels(tree: t.Node, names: Container[str]) -> t.Node:
    """The tree in which a letter above a symbol is its label where that makes a known name."""
    return _labelled(tree, lambda symbol: symbol_name(symbol) in names)


def _letter_of_step(script: t.Node) -> str:
    """The letter of `l`, `l+1` and `l-1`; empty for anything else."""
    match script:
        case t.Identifier(name=name, accents=()):
            return name
        case t.Sum(terms=(t.Identifier(name=name), t.Number() | t.Negate(operand=t.Number()))):
            return name
    return ""


def _labelled(tree: t.Node, is_label: IsLabel) -> t.Node:
    return changed_tree(tree, lambda node: _relabelled(node, is_label) if isinstance(node, t.Power) else node)


def _relabelled(power: t.Power, is_label: IsLabel) -> t.Node:
    label, mark = _before_transpose(power.exponent)
    labelled = t.Superscript(power.start, power.end, power.base, label)
    if not _is_name(power.base) or not is_label(labelled):
        return power
    return t.Transpose(power.start, power.end, labelled, mark) if mark else labelled


def _before_transpose(exponent: t.Node) -> tuple[t.Node, str]:
    r"""The `l` and the mark of `W^{l\top}` and `W^{lT}`; any other exponent without a mark."""
    match exponent:
        case t.Juxtaposition(factors=(label, t.Identifier(name="T" | "\\top" | "\\intercal" as mark))):
            return label, mark
        case t.Transpose(base=label, mark=mark):
            return label, mark
    return exponent, ""


def _is_name(base: t.Node) -> bool:
    while isinstance(base, (t.Subscript, t.Styled)):
        base = base.base if isinstance(base, t.Subscript) else base.body
    return isinstance(base, t.Identifier) and base.style not in ("mathbb", "Bbb") and base.name != "e"
