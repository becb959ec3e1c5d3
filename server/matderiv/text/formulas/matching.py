"""Formulas whose delimiters tell opening from closing: environments and brackets."""

from __future__ import annotations

from matderiv.text.formulas.environments import ENVIRONMENTS_WITH_ARGUMENT, INNER_ENVIRONMENTS
from matderiv.text.formulas.tokens import Token
from matderiv.text.macros import group_end


def matched_delimiters(delimiters: list[Token]) -> dict[int, int]:
    """For each opening delimiter that has a partner, the index of the partner.

    Environments of one name nest; a bracket is closed by the next closing one unless another opens before.
    """
    partners: dict[int, int] = {}
    waiting: dict[str, list[int]] = {}
    for index, token in enumerate(delimiters):
        kind = token.kind
        if kind == "begin":
            waiting.setdefault(token.name, []).append(index)
        elif kind == "open":
            waiting[token.name] = [index]
        elif kind in ("end", "close") and (openers := waiting.get(token.name)):
            partners[openers.pop()] = index
    return partners


def environment_content(text: str, opening: Token, closing: Token) -> tuple[int, int]:
    """What an environment contains, without its argument; all of it for one as `pmatrix`."""
    if opening.name in INNER_ENVIRONMENTS:
        return opening.start, closing.end
    start = opening.end
    if opening.name in ENVIRONMENTS_WITH_ARGUMENT:
        end = group_end(text, start, closing.start)
        start = end if end is not None else start
    return start, closing.start
