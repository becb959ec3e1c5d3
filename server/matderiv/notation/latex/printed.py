"""A printed piece of LaTeX with how tightly it holds, so that parentheses stand only where they are needed.

The order is the parser's: scripts, applications, prefixes (`d`, `\\nabla`), `\\otimes \\odot`, juxtaposition,
big operators, sums. Where readers disagree (`AB \\odot C`) there are more parentheses than the parser needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Level(IntEnum):
    """How tightly a piece holds, loosest first."""

    SUM = 0
    NEGATION = 1
    OPEN = 2
    PRODUCT = 3
    KRONECKER = 4
    HADAMARD = 5
    QUOTIENT = 6
    PREFIX = 7
    ATOM = 8


@dataclass(frozen=True, slots=True)
class Printed:
    """Text and its level. `superscript` and `subscript` say whether it takes a script as it stands."""

    text: str
    level: Level = Level.ATOM
    superscript: bool = True
    subscript: bool = True

    @property
    def is_negative(self) -> bool:
        return self.level is Level.NEGATION

    def at_least(self, level: Level) -> str:
        """The text, in parentheses unless it holds at least so tightly."""
        return self.text if self.level >= level else parenthesised(self.text)


class PrintError(ValueError):
    """An expression for which there is no LaTeX that could be read again; the message says which."""


_TALL = (r"\frac", r"\sum", r"\prod", r"\begin", r"\left")


def parenthesised(text: str) -> str:
    if any(command in text for command in _TALL):
        return rf"\left({text}\right)"
    return f"({text})"


def braced(script: str) -> str:
    """A script's argument: braces unless it is one character or one command."""
    is_command = script.startswith("\\") and script[1:].isalpha()
    return script if len(script) == 1 or is_command else f"{{{script}}}"


def with_superscript(base: Printed, script: str) -> Printed:
    if base.level is Level.ATOM and not base.superscript and base.subscript:
        text = f"{{{base.text}}}"
    else:
        text = base.text if base.level is Level.ATOM and base.superscript else parenthesised(base.text)
    return Printed(f"{text}^{braced(script)}", superscript=False, subscript=False)


def with_subscript(base: Printed, script: str) -> Printed:
    bare = base.level is Level.ATOM and base.subscript
    text = base.text if bare else parenthesised(base.text)
    return Printed(f"{text}_{braced(script)}", superscript=base.superscript or not bare, subscript=False)


def joined(left: str, right: str) -> str:
    """Two pieces side by side, with a space only where a command would swallow a letter."""
    return f"{left} {right}" if right[:1].isalpha() and _ends_in_command(left) else left + right


def _ends_in_command(text: str) -> bool:
    return text.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ").endswith("\\")
