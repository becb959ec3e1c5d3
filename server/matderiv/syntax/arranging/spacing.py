r"""Where `\quad` separates statements and where it is only space."""

from __future__ import annotations

from matderiv.syntax.arranging.classes import STACKED, Class, class_of
from matderiv.syntax.tokens import Token
from matderiv.syntax.words import EXTENSIBLE_RELATIONS

_OPENINGS = frozenset(
    {"", "&", "\\\\", "\\quad", "{", "(", "[", "\\{", "\\left(", "\\left[", "\\left\\{", "\\left."}
)
_NO_STATEMENT = (Class.RELATION, Class.TIGHT, Class.MULTIPLICATIVE)
_SCRIPTS = frozenset({"^", "_"})
_ENDS = (Class.CLOSE, Class.STOP)


def without_empty_braces(tokens: list[Token]) -> list[Token]:
    r"""The tokens without empty braces that only make room beside a sign: `={}&`, `&{}+`; not those with a script."""
    if not any(token.text == "{" for token in tokens):
        return tokens
    output: list[Token] = []
    index = 0
    while index < len(tokens):
        empty = tokens[index].text == "{" and index + 1 < len(tokens) and tokens[index + 1].text == "}"
        before = output[-1].text if output else "&"
        after = tokens[index + 2].text if index + 2 < len(tokens) else "&"
        if empty and _makes_room(before) and after not in _SCRIPTS:
            index += 2
            continue
        output.append(tokens[index])
        index += 1
    return output


def _makes_room(text: str) -> bool:
    """Whether what follows a sign is no argument of it: after a relation, a plus or minus, an alignment."""
    if text == STACKED or text in EXTENSIBLE_RELATIONS:
        return False
    return text in ("&", "\\\\") or class_of(text) in (Class.RELATION, Class.SIGN)


def settle_spaces(tokens: list[Token]) -> list[Token]:
    r"""The tokens without each `\quad` that stands beside an operator, a delimiter or a line break.

    A comma before a `\quad` goes: the space separates more.
    """
    if not any(token.text == "\\quad" for token in tokens):
        return tokens
    output: list[Token] = []
    for token in tokens:
        last = output[-1].text if output else ""
        if token.text == "\\quad":
            _add_space(token, last, output)
            continue
        if last == "\\quad" and _ends_space(token.text):
            output.pop()
        output.append(token)
    if output and output[-1].text == "\\quad":
        output.pop()
    return output


def _add_space(token: Token, last: str, output: list[Token]) -> None:
    if last in _OPENINGS or class_of(last) in (*_NO_STATEMENT, Class.SIGN) or last.startswith("\\begin"):
        return
    if last in (",", ";", "."):
        output.pop()
    output.append(token)


def _ends_space(text: str) -> bool:
    kind = class_of(text)
    return kind in _NO_STATEMENT or kind in _ENDS or text in ("+", "\\pm", "\\mp")
