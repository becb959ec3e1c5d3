"""What both dialects cut a stretch of text into before formulas are paired."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from matderiv.text.macros import definition_end
from matderiv.text.spans import Directive, SourceText

MOST_UNFINISHED = 50
"""After so many constructs without an end, a stretch of text is not searched for further ends."""

Kind = Literal["dollar", "dollars", "open", "close", "begin", "end", "formula"]


class Token(NamedTuple):
    """A delimiter of formulas, or a whole formula that needs no pairing (kind `formula`).

    `name` is the environment, the opening delimiter that belongs to a bracket, or the delimiter of a whole
    formula. `inner_start` and `inner_end` bound the content of a whole formula.
    """

    kind: Kind
    start: int
    end: int
    name: str = ""
    inner_start: int = 0
    inner_end: int = 0


@dataclass(slots=True)
class Tokens:
    """The tokens of a stretch of text, and what of it is neither formula nor prose."""

    delimiters: list[Token] = field(default_factory=list)
    hidden: list[tuple[int, int]] = field(default_factory=list)
    directives: list[Directive] = field(default_factory=list)
    macros: list[tuple[int, int]] = field(default_factory=list)
    comments_end_before: int = sys.maxsize
    unfinished: int = 0


def comment_directive(text: str, start: int, end: int, body_start: int, body_end: int) -> Directive:
    """The directive of a comment `[start, end)` whose body, behind `matderiv:`, is given untrimmed."""
    body = text[body_start:body_end]
    body_start += len(body) - len(body.lstrip())
    return Directive(start, end, SourceText(body.strip(), body_start), "comment")


def add_macro(text: str, start: int, limit: int, tokens: Tokens) -> int:
    """Note a macro definition; where reading goes on."""
    if tokens.unfinished >= MOST_UNFINISHED:
        return start
    end = definition_end(text, start, limit)
    if end is None:
        tokens.unfinished += 1
        return start
    tokens.macros.append((start, end))
    return end
