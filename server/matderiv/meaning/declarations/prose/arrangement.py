"""The shape that a sentence gives to a derivative: `\\frac{\\partial u}{\\partial x}` is an n × k matrix."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from matderiv.algebra import ONE, Dimension
from matderiv.meaning.declarations.fact import Fact, LayoutFact
from matderiv.meaning.declarations.prose.descriptions import role_and_shape
from matderiv.meaning.declarations.prose.phrases import read_phrase
from matderiv.meaning.declarations.prose.tokens import Mark, Math, Token, Word
from matderiv.meaning.declarations.prose.vocabulary import VERBS
from matderiv.meaning.names import symbol_parts
from matderiv.meaning.scopes.scope import Source, Strength
from matderiv.meaning.statements.derivative_trees import body_and_variable


def facts_of_arrangement(tokens: Sequence[Token]) -> Iterator[Fact]:
    """The shapes that are said of derivatives written as formulas."""
    for position, token in enumerate(tokens[:-1]):
        if not isinstance(token, Math) or token.is_statement or len(token.clauses) != 1:
            continue
        parts = body_and_variable(token.clauses[0].operands[0])
        verb = _verb(tokens, position + 1)
        if parts is None or verb is None:
            continue
        description = read_phrase(tokens, verb + 1)
        role, shape = role_and_shape(description, "")
        if shape is None and role == "row":
            shape = (ONE, Dimension.of("?"))
        value, variable = symbol_parts(parts[0]), symbol_parts(parts[1])
        if shape and variable is not None:
            source = Source(Strength.PROSE, "the text", token.start, tokens[verb].end)
            yield LayoutFact(value.base if value is not None else "", variable.base, shape, source)


def _verb(tokens: Sequence[Token], position: int) -> int | None:
    """The verb that follows, behind an insertion between commas at most."""
    token = tokens[position]
    if isinstance(token, Mark) and token.text == ",":
        for at in range(position + 1, min(position + 6, len(tokens) - 1)):
            if isinstance(tokens[at], Mark):
                token, position = tokens[at + 1], at + 1
                break
    return position if isinstance(token, Word) and token.text in VERBS else None
