r"""Which bars open, close, separate or evaluate, among the bars on one level between two separators."""

from __future__ import annotations

from matderiv.syntax.arranging.classes import EVALUATED, Class, class_of, ends_operand
from matderiv.syntax.tokens import Token

_SIDES = {"|": ("\\left|", "\\right|"), "\\|": ("\\left\\|", "\\right\\|")}
_SCRIPT_SIGNS = frozenset({"*", "+", "-", "\\star", "\\dagger"})
SEPARATOR = "\\mid"


def settle_double_bars(tokens: list[Token]) -> list[Token]:
    r"""The tokens with each `||` as the bars of a norm, or as two bars that end one pair and begin another."""
    if not any(token.text == "||" for token in tokens):
        return tokens
    output: list[Token] = []
    is_open = False
    for number, token in enumerate(tokens):
        if token.text == "||" and is_open and _stands_between_operands(tokens, number):
            middle = token.start + 1
            output.append(Token("|", token.start, middle, token.gap))
            output.append(Token("|", middle, token.end, False))
            continue
        is_open ^= token.text == "|"
        output.append(token._replace(text="\\|") if token.text == "||" else token)
    return output


def _stands_between_operands(tokens: list[Token], number: int) -> bool:
    following = tokens[number + 1].text if number + 1 < len(tokens) else ""
    begins = class_of(following) == Class.ATOM or following in ("(", "[")
    return number > 0 and ends_operand(tokens[number - 1].text) and begins


def settle_bars(texts: list[str], bars: list[int], braced: bool) -> None:
    """Rewrites the texts of the bars in place. `braced`: they stand directly in braces."""
    written = {index: texts[index] for index in bars}
    kinds = ["|" if texts[index] == "\\mid" else texts[index] for index in bars]
    open_bars: list[int] = []
    for number, index in enumerate(bars):
        before = texts[index - 1] if index else ""
        after = texts[index + 1] if index + 1 < len(texts) else ""
        kind = kinds[number]
        if not before or not (ends_operand(before) or _ends_script(texts, index) or _is_place(texts, index)):
            _open(texts, index, kind, open_bars)
        elif _has_open(texts, open_bars, kind):
            _close(texts, index, kind, open_bars)
        elif after == "_" and kind == "|":
            texts[index] = EVALUATED
        elif kind in kinds[number + 1 :]:
            _open(texts, index, kind, open_bars)
        else:
            texts[index] = SEPARATOR
    _separate_leftovers(texts, open_bars, written, braced)


def _separate_leftovers(
    texts: list[str], open_bars: list[int], written: dict[int, str], braced: bool
) -> None:
    r"""A `\\mid` that closes nothing separates, as does the bar in `H_{|D}`."""
    for index in open_bars:
        if braced or written[index] == SEPARATOR:
            texts[index] = SEPARATOR


def _ends_script(texts: list[str], index: int) -> bool:
    """Whether a sign before the bar is a script: `x^*|y`."""
    return index > 1 and texts[index - 1] in _SCRIPT_SIGNS and texts[index - 2] in ("^", "_")


def _is_place(texts: list[str], index: int) -> bool:
    r"""Whether a dot before the bar holds a place: `|\cdot|`, `p(\cdot|x)`."""
    return index > 1 and texts[index - 1] == "\\cdot" and not ends_operand(texts[index - 2])


def _open(texts: list[str], index: int, kind: str, open_bars: list[int]) -> None:
    texts[index] = _SIDES[kind][0]
    open_bars.append(index)


def _has_open(texts: list[str], open_bars: list[int], kind: str) -> bool:
    return any(texts[index] == _SIDES[kind][0] for index in open_bars)


def _close(texts: list[str], index: int, kind: str, open_bars: list[int]) -> None:
    while texts[open_bars.pop()] != _SIDES[kind][0]:
        pass
    texts[index] = _SIDES[kind][1]
