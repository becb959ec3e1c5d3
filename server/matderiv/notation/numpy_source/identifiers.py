"""Names of a note as Python identifiers: `\\lambda` is lambda_, `W^{(1)}` is W_1, `\\bar h` is h_bar."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable

_ACCENTS = {
    "bar": "bar",
    "overline": "bar",
    "hat": "hat",
    "widehat": "hat",
    "tilde": "tilde",
    "widetilde": "tilde",
    "dot": "dot",
    "ddot": "ddot",
    "vec": "vector",
    "overrightarrow": "vector",
    "underline": "underline",
    "check": "check",
    "breve": "breve",
    "mathring": "ring",
}

_STYLES = frozenset(
    "mathbf mathrm mathsf mathit mathtt mathcal mathbb mathfrak mathscr boldsymbol bm text textbf textrm operatorname "
    "mathop bf rm frac".split()
)

_MARKS = {
    "*": "star",
    "'": "prime",
    "+": "plus",
    "-": "minus",
    "\\star": "star",
    "\\ast": "star",
    "\\dagger": "dagger",
}

_RESERVED = frozenset(
    "np jnp jax sympy math derivative compressed range sum float int round abs max min len".split()
)

_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|[A-Za-z0-9]|\s+|.", re.DOTALL)


def identifier(latex: str) -> str:
    """A Python identifier that resembles the name; different names may give the same."""
    words = _words(_TOKEN.findall(latex))
    text = re.sub(r"_+", "_", "".join(words)).strip("_")
    text = re.sub(r"\W", "_", text) or "symbol"
    text = f"v_{text}" if text[0].isdigit() else text
    return f"{text}_" if keyword.iskeyword(text) or text in _RESERVED else text


def _words(tokens: list[str]) -> list[str]:
    words: list[str] = []
    position = 0
    while position < len(tokens):
        token = tokens[position]
        position += 1
        command = token[1:] if token.startswith("\\") else ""
        if command in _ACCENTS:
            argument, position = _argument(tokens, position)
            words += [*_words(argument), "_", _ACCENTS[command]]
        elif command in ("partial", "nabla"):
            words.append("d" if command == "partial" else "grad_")
        elif token == "}" and tokens[position : position + 1] == ["{"]:
            words.append("_")
        elif token in _MARKS:
            words += ["_", _MARKS[token]]
        elif token in "_^([,":
            words.append("_")
        elif command in _STYLES or token.isspace() or token in "{})]":
            continue
        else:
            words.append(command or token)
    return words


def _argument(tokens: list[str], position: int) -> tuple[list[str], int]:
    """The tokens of a command's argument, a group or one token, and where it ends."""
    while position < len(tokens) and tokens[position].isspace():
        position += 1
    if position >= len(tokens) or tokens[position] != "{":
        return tokens[position : position + 1], position + 1
    depth, start = 0, position
    while position < len(tokens):
        depth += (tokens[position] == "{") - (tokens[position] == "}")
        position += 1
        if depth == 0:
            break
    return tokens[start:position], position


class Identifiers:
    """Identifiers given out so far; no two names share one."""

    def __init__(self, reserved: Iterable[str] = ()) -> None:
        self._taken = set(reserved)
        self._given: dict[tuple[str, str], str] = {}
        self._locals = 0

    def of(self, latex: str, kind: str = "symbol") -> str:
        """The identifier of a name; a symbol, a size and an index of the same name are different things."""
        key = (kind, latex)
        if key not in self._given:
            self._given[key] = self._free(identifier(latex))
        return self._given[key]

    def fresh(self) -> str:
        """A new identifier, for a local variable: t_1, t_2, …"""
        self._locals += 1
        while f"t_{self._locals}" in self._taken:
            self._locals += 1
        return self._free(f"t_{self._locals}")

    def _free(self, wish: str) -> str:
        name, count = wish, 2
        while name in self._taken:
            name, count = f"{wish}_{count}", count + 1
        self._taken.add(name)
        return name
