"""The cursor that all parsing functions share, and the levels of precedence through which they call each other."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from matderiv.syntax.arranging.classes import Class, class_of
from matderiv.syntax.problems import Problem
from matderiv.syntax.tokens import Token
from matderiv.syntax.tree import Empty, Error, Node

FunctionHead: TypeAlias = tuple[str, str | None]
"""Name and style of a symbol that takes the brackets behind it."""

MAX_DEPTH = 28
"""Constructs inside constructs; deeper input becomes an Error node."""


class Levels(NamedTuple):
    """One reader a level of precedence, loosest first. Each reads at least what its name says or reports an Error."""

    body: Callable[[State], Node]
    sequence: Callable[[State], Node]
    relations: Callable[[State], Node]
    sum: Callable[[State], Node]
    product: Callable[[State], Node]
    juxtaposition: Callable[[State], Node]
    tight: Callable[[State], Node]
    factor: Callable[[State], Node]
    atom: Callable[[State], Node]
    scripted: Callable[[State, int, Node], Node]


class State:
    """A position in a token list, with what was opened, found and complained about so far."""

    __slots__ = (
        "classes",
        "depth",
        "ends",
        "functions",
        "gaps",
        "groups",
        "has_over",
        "levels",
        "moved",
        "open",
        "points",
        "position",
        "problems",
        "signs",
        "sizes",
        "source",
        "starts",
        "style",
        "texts",
        "whole",
    )

    def __init__(
        self,
        source: str,
        tokens: list[Token],
        moved: bool,
        levels: Levels,
        functions: frozenset[FunctionHead],
    ) -> None:
        self.source = source
        self.texts = [token.text for token in tokens]
        self.starts = [token.start for token in tokens]
        self.ends = [token.end for token in tokens]
        self.gaps = [token.gap for token in tokens]
        last = max(self.ends, default=0) if moved else (self.ends[-1] if tokens else 0)
        self.texts.append("")
        self.starts.append(last)
        self.ends.append(last)
        self.gaps.append(True)
        self.classes: list[int] = [class_of(text) for text in self.texts]
        self.moved = moved
        self.levels = levels
        self.functions = functions
        self.position = 0
        self.depth = 0
        self.points = moved
        self.problems: list[Problem] = []
        self.open: list[str] = []
        self.style: str | None = None
        self.sizes = False
        self.whole: set[int] = set()
        self.signs: set[int] = set()
        self.groups: dict[int, tuple[Node, int]] = {}
        self.has_over = "\\over" in self.texts

    def span(self, first: int) -> tuple[int, int]:
        """The range of the tokens from the first up to the cursor; empty where there are none."""
        if self.position <= first:
            return self.starts[first], self.starts[first]
        if self.moved:
            return min(self.starts[first : self.position]), max(self.ends[first : self.position])
        return self.starts[first], self.ends[self.position - 1]

    def startable(self) -> bool:
        """Whether an operand can begin here."""
        return self.classes[self.position] <= Class.SCRIPT

    def following(self, offset: int = 1) -> str:
        """The text of a token after the cursor, empty behind the end."""
        index = self.position + offset
        return self.texts[index] if index < len(self.texts) else ""

    def accept(self, text: str) -> bool:
        """Takes the token if it is this one."""
        if self.texts[self.position] == text:
            self.position += 1
            return True
        return False

    def complain(self, message: str, start: int, end: int) -> None:
        """Notes a problem."""
        self.problems.append(Problem(message, start, end))

    def missing(self, what: str) -> Error:
        """An Error node after the last token, with its problem."""
        self.points = True
        point = self.ends[self.position - 1] if self.position else self.starts[0]
        message = f"missing: {what}"
        self.complain(message, point, point)
        return Error(point, point, message)

    def empty(self) -> Empty:
        """An Empty node before the next token."""
        self.points = True
        point = self.starts[self.position]
        return Empty(point, point)

    def nested(self, reader: Callable[[State], Node]) -> Node:
        """Reads a part one level deeper; skips it where that is too deep."""
        if self.depth >= MAX_DEPTH:
            return self._skip("nested too deeply")
        self.depth += 1
        node = reader(self)
        self.depth -= 1
        return node

    def _skip(self, message: str) -> Error:
        """Passes over everything up to what closes the enclosing group."""
        first = self.position
        depth = 0
        while self.texts[self.position]:
            text = self.texts[self.position]
            if self.classes[self.position] == Class.CLOSE:
                depth -= 1
                if depth < 0:
                    break
            elif text in _OPENINGS or text.startswith(("\\left", "\\begin{")):
                depth += 1
            self.position += 1
        start, end = self.span(first)
        self.complain(message, start, end)
        return Error(start, end, message)


_OPENINGS = frozenset({"{", "(", "[", "\\{", "\\langle", "\\lfloor", "\\lceil"})


def brace_end(state: State, index: int) -> int:
    """The index of the brace that closes the one at the index, or of the end."""
    depth = 0
    for position in range(index, len(state.texts) - 1):
        text = state.texts[position]
        if text == "{":
            depth += 1
        elif text == "}":
            depth -= 1
            if depth == 0:
                return position
    return len(state.texts) - 1
