r"""Macro expansion over token lists.

A token that comes out of an expansion has the range of the outermost macro use; a macro's argument keeps its own
ranges. Depth and size are capped, so that `\def\a{\a\a}` ends.
"""

from __future__ import annotations

from dataclasses import dataclass

from matderiv.syntax.definitions import (
    group_end,
    is_definition,
    read_argument,
    read_definition,
    read_optional,
    token_at,
)
from matderiv.syntax.macros import Macro, Macros
from matderiv.syntax.problems import Problem
from matderiv.syntax.tokens import Token, tokenize

MAX_DEPTH = 40
GROWTH = 10
SMALLEST_CAP = 4_000
"""An expansion may have ten times as many tokens as the formula, and at least this many."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A definition that stands in a formula."""

    start: int
    end: int
    macro: Macro | None


@dataclass(frozen=True, slots=True)
class Expanded:
    """The tokens after expansion; `moved` says that ranges no longer grow from token to token."""

    tokens: list[Token]
    definitions: tuple[Definition, ...]
    problems: tuple[Problem, ...]
    moved: bool


def expand(tokens: list[Token], macros: Macros) -> Expanded:
    """Replaces the uses of macros, also of those that the tokens themselves define, and takes definitions out."""
    return _Expansion(tokens, macros).run()


def expanded_text(text: str, macros: Macros) -> str:
    """A formula with its macros expanded and without spaces, for those who look at spellings."""
    tokens = list(tokenize(text))
    if macros.names.isdisjoint(token.text for token in tokens):
        return text
    parts: list[str] = []
    for token in expand(tokens, macros).tokens:
        if parts and parts[-1][:1] == "\\" and parts[-1][-1:].isalpha() and token.text[:1].isalpha():
            parts.append(" ")
        parts.append(token.text)
    return "".join(parts)


class _Expansion:
    def __init__(self, tokens: list[Token], macros: Macros) -> None:
        self.waiting = [(token, 0) for token in reversed(tokens)]
        self.macros = macros.by_name
        self.output: list[Token] = []
        self.definitions: list[Definition] = []
        self.problems: list[Problem] = []
        self.moved = False
        self.cap = max(SMALLEST_CAP, GROWTH * len(tokens))

    def run(self) -> Expanded:
        while self.waiting and len(self.output) < self.cap:
            self._step()
        if self.waiting:
            token = self.waiting[-1][0]
            self.problems.append(Problem("macros expand to too much", token.start, token.end))
        return Expanded(self.output, tuple(self.definitions), tuple(self.problems), self.moved)

    def _step(self) -> None:
        token, depth = self.waiting[-1]
        if token.text[0] == "\\":
            if self._define(token):
                return
            macro = self.macros.get(token.text)
            if macro is not None and self._may_expand(token, depth):
                self.waiting.pop()
                self._use(macro, token, depth)
                return
        self.waiting.pop()
        self.output.append(token)

    def _may_expand(self, token: Token, depth: int) -> bool:
        if depth < MAX_DEPTH and len(self.waiting) < self.cap:
            return True
        message = f"the macro {token.text} calls itself or goes too deep"
        if not any(problem.message == message for problem in self.problems):
            self.problems.append(Problem(message, token.start, token.end))
        return False

    def _define(self, token: Token) -> bool:
        if not is_definition(token.text):
            return False
        ahead = [waiting for waiting, _ in reversed(self.waiting[-_AHEAD:])]
        defined = read_definition(ahead, 0)
        if defined is None:
            return False
        macro, after = defined
        del self.waiting[-after:]
        if macro is not None:
            if token.text != "\\providecommand" or macro.name not in self.macros:
                self.macros[macro.name] = macro
        else:
            self.problems.append(Problem("this definition cannot be read", token.start, ahead[after - 1].end))
        self.definitions.append(Definition(token.start, ahead[after - 1].end, macro))
        return True

    def _use(self, macro: Macro, token: Token, depth: int) -> None:
        arguments, last = self._arguments(macro)
        start, end = token.start, max(token.end, last.end if last else token.end)
        if macro.default is not None and 1 not in arguments:
            arguments[1] = [(Token(piece.text, start, end, piece.gap), depth + 1) for piece in macro.default]
        body: list[tuple[Token, int]] = []
        for piece in macro.body:
            if piece.text[0] == "#" and len(piece.text) == 2:
                body.extend(arguments.get(int(piece.text[1]), ()))
            else:
                body.append((Token(piece.text, start, end, piece.gap), depth + 1))
        self.moved = True
        self.waiting.extend(reversed(body))

    def _arguments(self, macro: Macro) -> tuple[dict[int, list[tuple[Token, int]]], Token | None]:
        if not macro.parameters:
            return {}, None
        ahead = list(reversed(self.waiting[-_AHEAD:]))
        tokens = [token for token, _ in ahead]
        found: dict[int, list[tuple[Token, int]]] = {}
        index = 0
        first = 1
        if macro.default is not None:
            optional, index = read_optional(tokens, 0)
            if optional is not None:
                found[1] = ahead[1 : 1 + len(optional)]
            first = 2
        for number in range(first, macro.parameters + 1):
            if token_at(tokens, index).text in ("", "}", "&", "\\\\"):
                break
            begin = index
            _, index = read_argument(tokens, index)
            braced = tokens[begin].text == "{"
            closed = braced and group_end(tokens, begin) < len(tokens)
            found[number] = ahead[begin + braced : index - closed]
        if index:
            del self.waiting[-index:]
        return found, tokens[index - 1] if index else None


_AHEAD = 4_000
"""How far a definition or the arguments of a macro may reach."""
