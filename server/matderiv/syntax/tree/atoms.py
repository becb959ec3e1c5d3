"""Nodes without parts: names, numbers, words, dots, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass

from matderiv.syntax.tree.base import Node


@dataclass(frozen=True, slots=True)
class Identifier(Node):
    r"""A symbol: `x`, `\mathbf{x}`, `\hat y`, `\alpha`, `\text{loss}`, or a macro that nobody defined.

    `name` is one letter, a word (`loss`) or a command with its backslash (`\alpha`, `\Vx`);
    `style` is the command that styles it without backslash (`mathbf`, `bm`, `mathcal`, `mathrm`, `text`, …);
    `accents` from the inside out (`("hat",)`).
    """

    name: str
    style: str | None = None
    accents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Number(Node):
    r"""Digits as written (`12`, `0.5`); `style` as for identifiers (`\mathbf{1}` is the all-ones vector)."""

    text: str
    style: str | None = None


@dataclass(frozen=True, slots=True)
class FunctionName(Node):
    r"""A name that is applied: `\log`, `\operatorname{tr}`, `{\rm tr}`, `\mathrm{softmax}`; without backslash."""

    name: str
    style: str | None = None


@dataclass(frozen=True, slots=True)
class NablaSymbol(Node):
    r"""The sign `\nabla` itself."""


@dataclass(frozen=True, slots=True)
class Ellipsis(Node):  # noqa: A001 - the word for what it is
    r"""`\ldots`, `\cdots`, `\vdots`, `\ddots`, `...`."""

    command: str


@dataclass(frozen=True, slots=True)
class Placeholder(Node):
    r"""A place that is held open: the dot in `\|\cdot\|`, the colon in `X_{:,i}`, `\_\_`."""

    text: str


@dataclass(frozen=True, slots=True)
class Text(Node):
    r"""Words between formulas: `\text{ where }`."""

    text: str


@dataclass(frozen=True, slots=True)
class OpaqueMacro(Node):
    r"""A macro that nobody defined, with the arguments that stand after it: `\score{x}{y}`."""

    name: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Empty(Node):
    """Nothing where nothing is needed: an empty formula, an empty cell, a bare script's base."""


@dataclass(frozen=True, slots=True)
class Error(Node):
    """A piece that is missing or cannot be read; the same message stands in the problems of the formula."""

    message: str
