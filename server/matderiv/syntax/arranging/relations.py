r"""Relations of several tokens: `\not=` becomes one, `\overset{(a)}{=}` begins with a token that is a relation."""

from __future__ import annotations

from matderiv.syntax.arranging.classes import STACKED, Class, class_of
from matderiv.syntax.definitions import group_end, token_at
from matderiv.syntax.tokens import Token
from matderiv.syntax.words import RELATIONS, STACKING

_NEGATED = {"=": "\\neq", "\\in": "\\notin"}
_COMMANDS = STACKING | {"\\not"}


def fold_relations(tokens: list[Token]) -> list[Token]:
    """The tokens with these relations made plain."""
    if not any(token.text in _COMMANDS for token in tokens):
        return tokens
    output: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        following = token_at(tokens, index + 1)
        if token.text == "\\not" and following.text in RELATIONS:
            name = _NEGATED.get(RELATIONS[following.text], following.text)
            token = Token(name, min(token.start, following.start), max(token.end, following.end), token.gap)
            index += 1
        elif token.text in STACKING and _holds_relation(tokens, index):
            token = token._replace(text=STACKED)
        output.append(token)
        index += 1
    return output


def _holds_relation(tokens: list[Token], index: int) -> bool:
    """Whether the second argument of the command is a relation sign."""
    second = index + 2
    if token_at(tokens, index + 1).text == "{":
        second = group_end(tokens, index + 1) + 1
    if token_at(tokens, second).text != "{":
        return _is_relation(token_at(tokens, second))
    return _is_relation(token_at(tokens, second + 1)) and token_at(tokens, second + 2).text == "}"


def _is_relation(token: Token) -> bool:
    return class_of(token.text) == Class.RELATION
