r"""Letters that a note declares to be functions: `q: \mathbb{R}^m \to \mathbb{R}`, `q(u) = u^\top u`.

The brackets behind such a letter hold its argument, whatever that is: `q(Bz)` is no product there. By convention that
is so of f, g, h and a few others in every note.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from matderiv.algebra.function_table import ELEMENTWISE
from matderiv.meaning.scopes.scope import SymbolFacts
from matderiv.syntax import FunctionHead, function_head, parse

_LETTER = r"(?:\\[A-Za-z]+\s*\{\s*\\?\w+\s*\}|\\[A-Za-z]+|[A-Za-z])"
_SCRIPT = r"(?:[_^](?:\w|\{\w+\}))"
_HEAD = rf"(?<![A-Za-z\\}}\)\]\d'^_])(?P<name>{_LETTER}){_SCRIPT}?"
_ARGUMENT = rf"{_LETTER}{_SCRIPT}?"
_DEFINED = re.compile(
    rf"{_HEAD}\s*(?:\\left\s*)?\(\s*(?P<arguments>{_ARGUMENT}(?:\s*[,;]\s*{_ARGUMENT})*)\s*(?:\\right\s*)?\)"
    r"\s*&?\s*(?::=|=|\\coloneqq|\\triangleq|\\doteq|\\equiv)"
)
_MAPPED = re.compile(
    rf"{_HEAD}\s*(?::|\\colon)[^$\n=]{{1,120}}?(?:\\to\b|\\(?:long)?rightarrow\b|\\mapsto\b|→)"
)
_OF_TIME = frozenset({"t", r"\tau", "k", "n", "i", "j", "l"})
"""What sequences and trajectories depend on: the brackets behind `P(t)` may be a factor elsewhere."""

_FUNCTIONS = frozenset({*ELEMENTWISE, "softmax"})
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")
_PARAGRAPHS_REMEMBERED = 8_192
_OPERATORS = frozenset({"d", "D", "O", "o", r"\delta", r"\Delta", r"\partial", r"\nabla"})


def function_names(text: str) -> frozenset[FunctionHead]:
    """The letters that a note declares to be functions."""
    return frozenset().union(*map(_declared_in, _BLANK_LINES.split(text)))


@lru_cache(_PARAGRAPHS_REMEMBERED)
def _declared_in(text: str) -> frozenset[FunctionHead]:
    """The functions of a paragraph; an edit changes one of them."""
    defined = (match for match in _DEFINED.finditer(text) if match["arguments"] not in _OF_TIME)
    written = {match["name"] for matches in (defined, _MAPPED.finditer(text)) for match in matches}
    return _heads(written)


def functions_among(symbols: Iterable[SymbolFacts]) -> frozenset[FunctionHead]:
    """The letters of symbols that are known to be functions."""
    return _heads(facts.name for facts in symbols if _is_function(facts))


def _is_function(facts: SymbolFacts) -> bool:
    known = facts.elementwise or facts.function is not None or facts.meaning in _FUNCTIONS
    return known or (facts.definition is not None and bool(facts.definition.parameters))


def _heads(written: Iterable[str]) -> frozenset[FunctionHead]:
    heads = (function_head(parse(each).tree) for each in written if each not in _OPERATORS)
    return frozenset(head for head in heads if head is not None)
