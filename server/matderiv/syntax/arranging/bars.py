r"""Which bars open, close, separate or evaluate, among the bars on one level between two separators."""

from __future__ import annotations

from matderiv.syntax.arranging.classes import EVALUATED, ends_operand

_SIDES = {"|": ("\\left|", "\\right|"), "\\|": ("\\left\\|", "\\right\\|")}
SEPARATOR = "\\mid"


def settle_bars(texts: list[str], bars: list[int]) -> None:
    """Rewrites the texts of the bars in place."""
    kinds = ["|" if texts[index] == "\\mid" else texts[index] for index in bars]
    open_bars: list[int] = []
    for number, index in enumerate(bars):
        before = texts[index - 1] if index else ""
        after = texts[index + 1] if index + 1 < len(texts) else ""
        kind = kinds[number]
        if not before or not (ends_operand(before) or _is_place(texts, index)):
            _open(texts, index, kind, open_bars)
        elif _has_open(texts, open_bars, kind):
            _close(texts, index, kind, open_bars)
        elif after == "_" and kind == "|":
            texts[index] = EVALUATED
        elif kind in kinds[number + 1 :]:
            _open(texts, index, kind, open_bars)
        else:
            texts[index] = SEPARATOR


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
