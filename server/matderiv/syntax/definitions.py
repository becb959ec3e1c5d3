r"""Definitions in token lists: `\newcommand`, `\def`, `\DeclareMathOperator`, `\let` and their like."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from matderiv.syntax.macros import Macro
from matderiv.syntax.tokens import Token

Defined = tuple[Macro | None, int]
"""The macro, None where the definition cannot be read, and the index after it (always beyond where it began)."""

NO_TOKEN = Token("", 0, 0, False)


def token_at(tokens: Sequence[Token], index: int) -> Token:
    """The token at the index, or an empty one behind the end."""
    return tokens[index] if index < len(tokens) else NO_TOKEN


def group_end(tokens: Sequence[Token], index: int, opening: str = "{", closing: str = "}") -> int:
    """The index of the delimiter that closes the one at the index; the end of the list where there is none."""
    depth = 0
    for position in range(index, len(tokens)):
        text = tokens[position].text
        if text == opening:
            depth += 1
        elif text == closing:
            depth -= 1
            if depth == 0:
                return position
    return len(tokens)


def read_argument(tokens: Sequence[Token], index: int) -> tuple[tuple[Token, ...], int]:
    """A group's content, or a single token, and the index after it."""
    if index >= len(tokens):
        return (), index
    if tokens[index].text != "{":
        return (tokens[index],), index + 1
    end = group_end(tokens, index)
    return tuple(tokens[index + 1 : end]), min(end + 1, len(tokens))


def read_optional(tokens: Sequence[Token], index: int) -> tuple[tuple[Token, ...] | None, int]:
    """The content of `[…]`, None if there is none."""
    if token_at(tokens, index).text != "[":
        return None, index
    end = group_end(tokens, index, "[", "]")
    return tuple(tokens[index + 1 : end]), min(end + 1, len(tokens))


def read_definition(tokens: Sequence[Token], index: int) -> Defined | None:
    """The definition that begins at the index, if one does."""
    reader = _READERS.get(tokens[index].text)
    return reader(tokens, index + 1) if reader else None


def is_definition(text: str) -> bool:
    """Whether a token of this text begins a definition."""
    return text in _READERS


def _newcommand(tokens: Sequence[Token], index: int) -> Defined:
    if token_at(tokens, index).text == "*":
        index += 1
    name, index = read_argument(tokens, index)
    count, index = read_optional(tokens, index)
    default, index = read_optional(tokens, index)
    body, index = read_argument(tokens, index)
    digits = "".join(token.text for token in count or ())
    parameters = int(digits) if digits.isdecimal() and len(digits) == 1 else 0
    return _macro(name, parameters, body, default), index


def _def(tokens: Sequence[Token], index: int) -> Defined:
    name, index = (token_at(tokens, index),), index + 1
    parameters = 0
    plain = True
    while index < len(tokens) and tokens[index].text not in ("{", "}", "\\\\"):
        plain = plain and (tokens[index].text == "#" or (index > 0 and tokens[index - 1].text == "#"))
        parameters += tokens[index].text == "#"
        index += 1
    if token_at(tokens, index).text != "{":
        return None, min(index, len(tokens))
    body, index = read_argument(tokens, index)
    return (_macro(name, parameters, body) if plain else None), index


def _operator(tokens: Sequence[Token], index: int) -> Defined:
    starred = tokens[index - 1].text.endswith("*")
    name, index = read_argument(tokens, index)
    body, index = read_argument(tokens, index)
    command = "\\operatorname*" if starred else "\\operatorname"
    at = token_at(tokens, index - 1)
    wrapped = (
        Token(command, at.start, at.end, False),
        Token("{", at.start, at.end, False),
        *body,
        Token("}", at.start, at.end, False),
    )
    return _macro(name, 0, wrapped), index


def _let(tokens: Sequence[Token], index: int) -> Defined:
    name = token_at(tokens, index)
    index += 1
    if token_at(tokens, index).text == "=":
        index += 1
    if index >= len(tokens):
        return None, len(tokens)
    return _macro((name,), 0, (tokens[index],)), index + 1


def _delimiters(tokens: Sequence[Token], index: int) -> Defined:
    name, index = read_argument(tokens, index)
    left, index = read_argument(tokens, index)
    right, index = read_argument(tokens, index)
    at = token_at(tokens, index - 1)
    parameter = (Token("#1", at.start, at.end, False),)
    return _macro(name, 1, (*_sided("\\left", left), *parameter, *_sided("\\right", right))), index


def _sided(side: str, delimiter: tuple[Token, ...]) -> tuple[Token, ...]:
    if len(delimiter) == 1 and delimiter[0].text in ("|", "\\|"):
        return (delimiter[0]._replace(text=side + delimiter[0].text),)
    return delimiter


def _document_command(tokens: Sequence[Token], index: int) -> Defined:
    name, index = read_argument(tokens, index)
    specification, index = read_argument(tokens, index)
    body, index = read_argument(tokens, index)
    kinds = [token.text for token in specification]
    if any(kind != "m" for kind in kinds) or len(kinds) > 9:
        return None, index
    return _macro(name, len(kinds), body), index


def _macro(
    name: Sequence[Token], parameters: int, body: Sequence[Token], default: tuple[Token, ...] | None = None
) -> Macro | None:
    if len(name) != 1 or not name[0].text.startswith("\\") or len(name[0].text) < 2 or parameters > 9:
        return None
    return Macro(name[0].text, parameters, _with_parameters(body), default)


def _with_parameters(body: Sequence[Token]) -> tuple[Token, ...]:
    """Joins `#` and the digit after it to one token."""
    joined: list[Token] = []
    index = 0
    while index < len(body):
        token = body[index]
        following = body[index + 1].text if token.text == "#" and index + 1 < len(body) else ""
        if following[:1].isdecimal():
            joined.append(token._replace(text="#" + following[0]))
            if following[1:]:
                joined.append(body[index + 1]._replace(text=following[1:], gap=False))
            index += 2
        else:
            joined.append(token)
            index += 1
    return tuple(joined)


_READERS: dict[str, Callable[[Sequence[Token], int], Defined]] = {
    "\\newcommand": _newcommand,
    "\\newcommand*": _newcommand,
    "\\renewcommand": _newcommand,
    "\\renewcommand*": _newcommand,
    "\\providecommand": _newcommand,
    "\\providecommand*": _newcommand,
    "\\DeclareRobustCommand": _newcommand,
    "\\def": _def,
    "\\gdef": _def,
    "\\edef": _def,
    "\\xdef": _def,
    "\\DeclareMathOperator": _operator,
    "\\DeclareMathOperator*": _operator,
    "\\let": _let,
    "\\DeclarePairedDelimiter": _delimiters,
    "\\NewDocumentCommand": _document_command,
    "\\RenewDocumentCommand": _document_command,
    "\\ProvideDocumentCommand": _document_command,
    "\\DeclareDocumentCommand": _document_command,
}
