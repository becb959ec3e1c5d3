"""Words for the parts of a formula in the name of a mistake: as they would be written, if that is short."""

from __future__ import annotations

from functools import lru_cache

from ...algebra import Expression, Named, Symbol, walk
from ...notation import PrintError, to_latex

_LONGEST = 45
_LONGEST_TERM = 90
_REMEMBERED = 1_024


@lru_cache(_REMEMBERED)
def in_words(expression: Expression) -> str:
    """A part of a formula as it would be written, or by the symbols in it."""
    match expression:
        case Symbol():
            return expression.name
        case Named():
            return expression.symbol.name
    printed = written(expression)
    if printed:
        return printed
    names = dict.fromkeys(node.name for node in walk(expression) if isinstance(node, Symbol))
    return f"the factor with {', '.join(names)}" if names else "a factor"


@lru_cache(_REMEMBERED)
def written(expression: Expression, longest: int = _LONGEST) -> str:
    """The LaTeX of a part of a formula; empty if it is long or cannot be written."""
    try:
        printed = to_latex(expression)
    except PrintError:
        return ""
    return printed if len(printed) <= longest else ""


def term_in_words(term: Expression) -> str:
    """`the term …`, or `one term` where it is long."""
    printed = written(term, _LONGEST_TERM)
    return f"the term {printed}" if printed else "one term"
