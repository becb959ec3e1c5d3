"""Reads printed LaTeX from left to right and writes it as one line of Unicode. It fails on nothing."""

from __future__ import annotations

import re
from collections.abc import Callable

from matderiv.notation.unicode_text.characters import (
    ACCENTS,
    FRACTIONS,
    SPACES,
    SUBSCRIPTS,
    SUPERSCRIPTS,
    SYMBOLS,
    styled,
)

_TOKEN = re.compile(r"\\[A-Za-z]+\*?|\\.|\s+|.", re.DOTALL)
_STYLES = {"mathbf", "boldsymbol", "bm", "mathbb", "mathcal", "mathrm", "mathsf", "mathit", "mathtt", "text"}
_WORDS = {"operatorname", "mathop", "textrm", "textbf"}
_SWITCHES = {"bf", "rm", "it", "sf", "tt", "sl", "displaystyle", "textstyle", "scriptstyle"}
_DEEPEST = 100


def latex_to_unicode(latex: str) -> str:
    """One line of text that resembles the formula: Aᵀ, Σ⁻¹, ‖x‖₂, ½."""
    text = _Reader(_TOKEN.findall(latex)).sequence(0)
    return re.sub(r"\s+", " ", text).strip(" \u2061")


class _Reader:
    """A position in the tokens, and one method for each kind of command."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._at = 0
        self._commands: dict[str, Callable[[int], str]] = {
            "frac": self._fraction,
            "dfrac": self._fraction,
            "tfrac": self._fraction,
            "sqrt": self._root,
            "begin": self._matrix,
        }

    def sequence(self, depth: int, until: str = "") -> str:
        """Everything up to a closing token, which is consumed."""
        text = ""
        while self._at < len(self._tokens):
            token = self._next()
            if token == until:
                break
            if token in ("_", "^"):
                text = text.rstrip(" \u2061") + self._script(token, depth)
            else:
                text = _appended(text, self._piece(token, depth))
        return text

    def _next(self) -> str:
        token = self._tokens[self._at] if self._at < len(self._tokens) else ""
        self._at += 1
        return token

    def _piece(self, token: str, depth: int) -> str:
        if depth > _DEEPEST:
            return token
        if token == "{":
            return self.sequence(depth + 1, "}")
        if not token.startswith("\\"):
            return {"-": "−", "'": "′", "&": ",", "~": " "}.get(token, " " if token.isspace() else token)
        return self._command(token[1:].rstrip("*"), depth)

    def _command(self, name: str, depth: int) -> str:
        if name in self._commands:
            return self._commands[name](depth)
        if name in SPACES:
            return " "
        if name in _SWITCHES:
            return self._argument(depth)
        if name in ("left", "right"):
            self._skip_empty_delimiter()
            return ""
        if name in ACCENTS:
            return self._argument(depth) + ACCENTS[name]
        if name in _STYLES:
            return styled(name, self._argument(depth))
        if name in _WORDS:
            return self._argument(depth) + "\u2061"
        return SYMBOLS.get(name, ";" if name == "\\" else name + "\u2061")

    def _skip_empty_delimiter(self) -> None:
        if self._peek() == ".":
            self._next()

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _argument(self, depth: int) -> str:
        while self._peek().isspace():
            self._next()
        return self._piece(self._next(), depth + 1)

    def _script(self, sign: str, depth: int) -> str:
        text = self._argument(depth).replace("\u2061", "").replace(" ", "")
        table = SUPERSCRIPTS if sign == "^" else SUBSCRIPTS
        if all(ord(character) in table for character in text):
            return text.translate(table)
        return f"{sign}{text}" if len(text) == 1 else f"{sign}({text})"

    def _fraction(self, depth: int) -> str:
        numerator, denominator = self._argument(depth).strip(), self._argument(depth).strip()
        vulgar = FRACTIONS.get((numerator, denominator))
        if vulgar:
            return vulgar
        left = numerator if _is_factor(numerator) else f"({numerator})"
        right = denominator if _is_tight(denominator) else f"({denominator})"
        return f"\u2062{left}/{right}" + ("\u2062" if self._more_follows() else "")

    def _more_follows(self) -> bool:
        rest = "".join(self._tokens[self._at :]).lstrip(" ")
        return bool(rest) and rest[0] not in "+-=)]},&;" and not rest.startswith(("\\right", "\\end", "\\\\"))

    def _root(self, depth: int) -> str:
        body = self._argument(depth)
        return f"√{body}" if _is_tight(body) else f"√({body})"

    def _matrix(self, depth: int) -> str:
        self._argument(depth)
        text = ""
        while self._at < len(self._tokens):
            token = self._next()
            if token == "\\end":
                self._argument(depth)
                break
            if token in ("_", "^"):
                text += self._script(token, depth)
            else:
                text = _appended(text, self._piece(token, depth))
        return f"[{text.strip()}]".replace(" ,", ",").replace(" ;", ";")


def _is_factor(text: str) -> bool:
    """Whether a numerator needs no parentheses: no sum, no quotient."""
    return not re.search(r"[+−/](?![⁰-⁹])", text)


def _is_tight(text: str) -> bool:
    """Whether a denominator or a root's body is one piece."""
    bracketed = re.fullmatch(r"‖[^‖]*‖\S*|\|[^|]*\|\S*", text)
    return bool(bracketed) or not re.search(r"[\s+−/·⊙]", text)


def _appended(text: str, piece: str) -> str:
    """Function names keep a distance to letters; a fraction inside a product gets parentheses."""
    if text.endswith("\u2061"):
        text = text[:-1] + (" " if piece[:1].isalnum() else "")
    if piece == " " and text.endswith(("∂", "∇")):
        return text
    if piece.startswith("\u2062"):
        bare = piece.strip("\u2062")
        crowded = piece.endswith("\u2062") or bool(re.search(r"[\w)\]‖|\u0300-\u036f⁰-₟ᵀ]\s*$", text))
        piece = f"({bare})" if crowded else bare
    return text + piece
