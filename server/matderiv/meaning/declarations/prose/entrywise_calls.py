r"""Functions that a formula applies entry by entry, as the words behind it say: "`A = \sigma(Z)` elementwise"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from matderiv.meaning.declarations.fact import Fact, SymbolFact
from matderiv.meaning.declarations.prose.groups import Group
from matderiv.meaning.declarations.prose.tokens import Token, Word
from matderiv.meaning.declarations.prose.vocabulary import ELEMENTWISE
from matderiv.meaning.declarations.subjects import subject_of
from matderiv.meaning.scopes.scope import Source, Strength, SymbolFacts
from matderiv.syntax import tree as t

_NAMED = re.compile(
    r"(?<!§ )(?<!§ is )\bthe (?:logistic sigmoid|sigmoid|logistic function)\b(?: function)?(?! §)"
)


def facts_of_entrywise_calls(tokens: Sequence[Token], groups: Sequence[Group]) -> Iterator[Fact]:
    for group in groups:
        following = tokens[group.end] if group.end < len(tokens) else None
        if not (isinstance(following, Word) and following.text in ELEMENTWISE | {"elementwise"}):
            continue
        source = Source(Strength.PROSE, "the text", tokens[group.begin].start, following.end)
        for function in _called(group):
            found = subject_of(function)
            if found is not None:
                update = SymbolFacts(found.subject.name, elementwise=True)
                yield SymbolFact(found.subject, update, source)
    yield from _sigmoids(tokens, groups)


def _sigmoids(tokens: Sequence[Token], groups: Sequence[Group]) -> Iterator[Fact]:
    r"""The `\sigma` that a formula calls in a sentence with "the sigmoid", which names no symbol beside it."""
    words = [token.text if isinstance(token, Word) else "§" for token in tokens]
    if _NAMED.search(" ".join(words)) is None:
        return
    for group in groups:
        for function in _called(group):
            if isinstance(function, t.Identifier) and function.name == "\\sigma":
                found = subject_of(function)
                source = Source(Strength.PROSE, "the text", tokens[group.begin].start, tokens[-1].end)
                if found is not None:
                    yield SymbolFact(
                        found.subject, SymbolFacts(found.subject.name, meaning="sigmoid"), source
                    )


def _called(group: Group) -> Iterator[t.Node]:
    """The letters that the right sides of the last formula call."""
    for clause in group.formulas[-1].clauses:
        for operand in clause.operands[1:]:
            for node in t.walk(operand):
                if isinstance(node, t.Call) and isinstance(node.function, t.Identifier):
                    yield node.function
