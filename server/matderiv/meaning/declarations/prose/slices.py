"""Matrices given by their rows or columns: the matrix whose i-th row is `x_i^T`; `X` has the rows `x_1^T, …, x_m^T`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from matderiv.meaning.declarations.fact import Fact, Subject, SymbolFact
from matderiv.meaning.declarations.families import with_index
from matderiv.meaning.declarations.prose.groups import Group
from matderiv.meaning.declarations.prose.tokens import Math, Token, Word
from matderiv.meaning.scopes.scope import Definition, Source, Strength, SymbolFacts
from matderiv.syntax import tree as t

_SLICES = {"row": "row", "rows": "row", "column": "column", "columns": "column"}
_LINKS = frozenset({"is", "are", "the", "equal", "equals", "given", "by", "vectors"})
_REACH = 3


def facts_of_slices(tokens: Sequence[Token], groups: Sequence[Group]) -> Iterator[Fact]:
    """The definitions of matrices by rows or columns."""
    for position, token in enumerate(tokens):
        if isinstance(token, Word) and token.text in _SLICES:
            yield from _facts(tokens, groups, position)


def _facts(tokens: Sequence[Token], groups: Sequence[Group], position: int) -> Iterator[Fact]:
    word = tokens[position]
    assert isinstance(word, Word)
    subject, at = _subject(tokens, groups, position)
    content = _content(tokens, at)
    if subject is None or content is None:
        return
    written = _indexed(content)
    if written is None:
        return
    body, index = written
    indices = (index, ":") if _SLICES[word.text] == "row" else (":", index)
    source = Source(Strength.PROSE, "the text", word.start, content.end)
    definition = Definition(
        subject.name,
        (),
        indices,
        body,
        word.start,
        content.end,
        tex=content.tex,
        origin=content.formula.source.to_document(0),
    )
    yield SymbolFact(subject, SymbolFacts(subject.name, role="matrix", definition=definition), source)


def _subject(tokens: Sequence[Token], groups: Sequence[Group], position: int) -> tuple[Subject | None, int]:
    """The matrix, and where what its rows are is looked for: behind "rows of X" or behind "rows"."""
    following = tokens[position + 1] if position + 1 < len(tokens) else None
    if isinstance(following, Word) and following.text == "of":
        after = [group for group in groups if group.begin in (position + 2, position + 3)]
        return (after[0].members[-1].subject, after[0].end) if after else (None, position)
    begin = position
    while begin > 0 and not _opens(tokens[begin - 1]):
        begin -= 1
        if position - begin > _REACH:
            return None, position
    before = [group for group in groups if group.end <= begin]
    return (before[-1].members[-1].subject if before and begin > 0 else None), position + 1


def _opens(token: Token) -> bool:
    return isinstance(token, Word) and token.text in ("whose", "with", "has", "have", "having")


def _content(tokens: Sequence[Token], position: int) -> Math | None:
    """The formula of the rows, behind at most a verb and an article."""
    while position < len(tokens):
        token = tokens[position]
        if isinstance(token, Math):
            return token
        if not isinstance(token, Word) or token.text not in _LINKS:
            return None
        position += 1
    return None


def _indexed(content: Math) -> tuple[t.Node, str] | None:
    r"""One row with its index: of `x_1^T, \dots, x_m^T` the row `x_i^T`."""
    if content.is_statement or not content.subjects:
        return None
    first = content.clauses[0].operands[0]
    subject = content.subjects[0].subject
    if subject.is_family:
        return with_index(first, "i"), "i"
    texts = [text for script in subject.scripts for text in script.texts]
    return (first, texts[0]) if len(texts) == 1 and not texts[0].isdigit() else None
