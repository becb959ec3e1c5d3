"""The way from text to tree."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from matderiv.syntax.arranging.arrange import arrange
from matderiv.syntax.definitions import is_definition
from matderiv.syntax.expansion import Definition, expand
from matderiv.syntax.macros import Macros
from matderiv.syntax.parsing.grammar import read_tree
from matderiv.syntax.parsing.state import FunctionHead
from matderiv.syntax.problems import Problem
from matderiv.syntax.tokens import tokenize
from matderiv.syntax.tree import Error, Node

MEMO = 8_192
"""Formulas remembered."""


@dataclass(frozen=True, slots=True)
class ParsedFormula:
    """A formula as read: its tree, what is wrong with it, and the macros that it defines itself."""

    tree: Node
    problems: tuple[Problem, ...]
    text: str
    definitions: tuple[Definition, ...]
    macros_defined: Macros


def parse(
    text: str, macros: Macros | None = None, functions: frozenset[FunctionHead] = frozenset()
) -> ParsedFormula:
    """The tree of a formula without its dollars. Any text gives one; ranges are offsets in the text.

    `functions` are symbols that take the brackets behind them, besides those that do so by convention.
    """
    return _parse(text, macros or Macros.empty(), functions)


@lru_cache(MEMO)
def _parse(text: str, macros: Macros, functions: frozenset[FunctionHead]) -> ParsedFormula:
    tokens = list(tokenize(text))
    texts = {token.text for token in tokens}
    definitions: tuple[Definition, ...] = ()
    problems: tuple[Problem, ...] = ()
    moved = False
    if (macros and not macros.names.isdisjoint(texts)) or any(is_definition(word) for word in texts):
        expanded = expand(tokens, macros)
        tokens, definitions, problems, moved = (
            expanded.tokens,
            expanded.definitions,
            expanded.problems,
            expanded.moved,
        )
    try:
        tree, found = read_tree(text, arrange(tokens), moved, functions)
    except RecursionError:
        message = "nested too deeply"
        tree, found = Error(0, len(text), message), (Problem(message, 0, len(text)),)
    defined = Macros(definition.macro for definition in definitions if definition.macro is not None)
    return ParsedFormula(tree, problems + found, text, definitions, defined)
