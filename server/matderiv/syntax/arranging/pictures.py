r"""Diagrams inside formulas are one opaque token: `\begin{tikzpicture} … \end{tikzpicture}`, `\tikz{…}`."""

from __future__ import annotations

from matderiv.syntax.arranging.classes import PICTURE
from matderiv.syntax.definitions import group_end, read_optional, token_at
from matderiv.syntax.tokens import Token

_NAMES = ("tikzpicture", "tikzcd", "picture", "pspicture", "overpic")
_ENVIRONMENTS = {f"\\begin{{{name}}}": f"\\end{{{name}}}" for name in _NAMES}
_COMMANDS = frozenset({"\\tikz", "\\includegraphics"})


def fold_pictures(tokens: list[Token]) -> list[Token]:
    """The tokens with every diagram as one token."""
    if not any(token.text in _ENVIRONMENTS or token.text in _COMMANDS for token in tokens):
        return tokens
    output: list[Token] = []
    index = 0
    while index < len(tokens):
        end = _picture_end(tokens, index)
        if end > index:
            covered = tokens[index:end]
            start, stop = min(token.start for token in covered), max(token.end for token in covered)
            output.append(Token(PICTURE, start, stop, tokens[index].gap))
            index = end
        else:
            output.append(tokens[index])
            index += 1
    return output


def _picture_end(tokens: list[Token], index: int) -> int:
    """The index behind the diagram that begins here; the same index if none does."""
    text = tokens[index].text
    if text in _COMMANDS:
        _, behind = read_optional(tokens, index + 1)
        is_group = token_at(tokens, behind).text == "{"
        return min(group_end(tokens, behind) + 1, len(tokens)) if is_group else index
    closing = _ENVIRONMENTS.get(text)
    if closing is None:
        return index
    for position in range(index, len(tokens)):
        if tokens[position].text == closing:
            return position + 1
    return len(tokens)
