"""Prose as tokens: words, marks and formulas, cut into sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from matderiv.algebra import Dimension, Shape
from matderiv.meaning.declarations.dimensions import shape_of_sizes, size_of, sizes_of
from matderiv.meaning.declarations.prose.languages import CHINESE_WORDS, ENGLISH, words_of_chinese
from matderiv.meaning.declarations.sets import membership_of
from matderiv.meaning.declarations.subjects import Found, subject_of, subjects_of
from matderiv.meaning.formula import Formula
from matderiv.meaning.statements.clauses import Clause
from matderiv.syntax import tree as t
from matderiv.text import SourceText


@dataclass(frozen=True, slots=True)
class Word:
    """A word in lower case, with its document range; `capital` if it was written with a capital letter."""

    text: str
    start: int
    end: int
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A punctuation mark: one of `. , ; : ( )`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sizes:
    """A size written in words: `3 by 4`, `n×m`."""

    sizes: tuple[Dimension, ...]
    start: int
    end: int


@dataclass(frozen=True)
class Math:
    """A formula among words, with what it may be: the subject of a sentence, a size, a set."""

    formula: Formula
    clauses: tuple[Clause, ...]

    @property
    def start(self) -> int:
        return self.formula.start

    @property
    def end(self) -> int:
        return self.formula.end

    @cached_property
    def subjects(self) -> tuple[Found, ...]:
        """The symbols that the formula names or says something about, in order."""
        bare = [clause.operands[0] for clause in self.clauses if not clause.operators]
        if len(bare) == len(self.clauses):
            return subjects_of(bare)
        found: list[Found] = []
        for clause in self.clauses:
            if clause.operators:
                found.extend(subjects_of((*clause.lead, clause.operands[0])))
            else:
                single = subject_of(clause.operands[0])
                found.extend([single] if single else [])
        return tuple(found)

    @property
    def is_statement(self) -> bool:
        """Whether the formula itself says something, with a relation sign."""
        return any(clause.operators for clause in self.clauses)

    @cached_property
    def sizes(self) -> tuple[Dimension, ...] | None:
        r"""The axes if the formula can be a size: `m \times n`, `n`, `d+1`."""
        if len(self.clauses) != 1 or self.is_statement:
            return None
        node = self.clauses[0].operands[0]
        if isinstance(node, t.Group) and node.opening == "(":
            node = node.body
        if isinstance(node, t.Times):
            return sizes_of(node)
        size = size_of(node)
        return None if size is None else (size,)

    @property
    def is_product_of_sizes(self) -> bool:
        return self.sizes is not None and len(self.sizes) > 1

    @cached_property
    def set_shape(self) -> Shape | None:
        r"""The shape of the members if the formula is a set such as `\mathbb{R}^{m \times n}`."""
        if len(self.clauses) != 1 or self.is_statement:
            return None
        members = membership_of(self.clauses[0].operands[0])
        return members.shape if members is not None else None

    @property
    def tex(self) -> str:
        return self.formula.source.text


Token: TypeAlias = Word | Mark | Sizes | Math
Sentence: TypeAlias = tuple[Token, ...]

_PIECES = re.compile(
    rf"""(?P<break>\n[ \t]*\n|\n[ \t]*(?:[-*+]|\d+[.)])[ \t]+|\n\#+[ \t]|\n\|)
    |(?P<size>\b(?:\d+|[a-zA-Z])(?:\s?×\s?|-by-)(?:\d+|[a-zA-Z])\b|\b\d+\sby\s\d+\b)
    |(?P<command>\\[a-zA-Z]+\*?)
    |(?P<word>[A-Za-zÀ-ÖØ-öø-ÿ]+(?:['’\-–][A-Za-zÀ-ÖØ-öø-ÿ]+)*|(?<=[\s(])-[a-z]+)
    |(?P<chinese>{CHINESE_WORDS})
    |(?P<mark>[.,;:()!?|，、。；：（）！？])""",
    re.VERBOSE,
)
_WIDE_MARKS = str.maketrans("，、。；：（）！？", ",,.;:()!?")
_ITEMS = {"\\item", "\\section", "\\subsection", "\\paragraph", "\\begin", "\\end"}
_NO_SENTENCE_END = frozenset({"e.g", "i.e", "resp", "eq", "fig", "sec", "cf", "vs", "g", "e", "etc", "w.r.t"})


def sentences_of(pieces: Iterable[SourceText | Math]) -> Iterator[Sentence]:
    """The sentences of prose and formulas in order. Displays belong to the sentence around them."""
    sentence: list[Token] = []
    after_display = False
    for token in _tokens(pieces):
        if _ends_sentence(token, sentence, after_display=after_display):
            if sentence:
                yield tuple(sentence)
            sentence = []
        if not isinstance(token, Mark) or token.text not in ".!?¶|":
            sentence.append(token)
            after_display = isinstance(token, Math) and token.formula.display
    if sentence:
        yield tuple(sentence)


def _ends_sentence(token: Token, sentence: Sequence[Token], *, after_display: bool) -> bool:
    if isinstance(token, Mark):
        if token.text == ".":
            last = sentence[-1] if sentence else None
            return not (isinstance(last, Word) and last.text in _NO_SENTENCE_END)
        return token.text in "!?¶|"
    return after_display and isinstance(token, Word) and token.capital


def _tokens(pieces: Iterable[SourceText | Math]) -> Iterator[Token]:
    within_line = False
    for piece in pieces:
        if isinstance(piece, Math):
            yield piece
        else:
            yield from _words(piece, within_line=within_line)
        within_line = isinstance(piece, Math) and not piece.formula.display


def _words(source: SourceText, *, within_line: bool) -> Iterator[Token]:
    """The tokens of prose. `within_line`: behind an inline formula, where a line break alone ends no paragraph."""
    for match in _PIECES.finditer((" " if within_line else "\n") + source.text):
        start, end = source.range_to_document(max(match.start() - 1, 0), max(match.end() - 1, 0))
        kind, text = match.lastgroup, match.group()
        if kind == "break" or (kind == "command" and text in _ITEMS):
            yield Mark("¶", start, end)
        elif kind == "size":
            yield Sizes(_sizes(text), start, end)
        elif kind == "word":
            word = text.lower().replace("’", "'").replace("–", "-")
            yield Word(ENGLISH.get(word, word), start, end, text[0].isupper())
        elif kind == "mark":
            yield Mark(text.translate(_WIDE_MARKS), start, end)
        elif kind == "chinese":
            yield from (Word(word, start, end, capital=False) for word in words_of_chinese(text))


def _sizes(text: str) -> tuple[Dimension, ...]:
    parts = re.split(r"\s?×\s?|-by-|\sby\s", text)
    return tuple(Dimension.of(int(part) if part.isdigit() else part) for part in parts)


def shape_of(token: Token) -> Shape | None:
    """The shape that a size among words writes."""
    if isinstance(token, Math) and token.sizes is not None:
        return shape_of_sizes(token.sizes)
    return shape_of_sizes(token.sizes) if isinstance(token, Sizes) else None


def plain_text(sentence: Sequence[Token]) -> str:
    """The sentence as one line in lower case, with `§` for each formula."""
    parts: list[str] = []
    for token in sentence:
        if isinstance(token, Word):
            parts.append(" " + token.text)
        elif isinstance(token, Mark):
            parts.append(token.text)
        else:
            parts.append(" §" if isinstance(token, Math) else " ×")
    return "".join(parts).strip()
