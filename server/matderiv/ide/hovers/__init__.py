"""`hover`: what is known about the derivative, the claim or the symbol at the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...checking import CheckedClaim
from ...meaning import Analysis
from ..derived import DerivedForms
from ..markdown import joined
from ..places import claim_at, derivative_at
from .claim import claim_text
from .derivative import HOVER_FORMS, derivative_text
from .symbol import symbol_at, symbol_text


@dataclass(frozen=True, slots=True)
class Hover:
    """Markdown about `[start, end)` of the document."""

    markdown: str
    start: int
    end: int


def hover(
    analysis: Analysis,
    offset: int,
    verdicts: Sequence[CheckedClaim | None],
    derived: DerivedForms | None = None,
) -> Hover | None:
    """The hover at an offset; None where there is nothing to say.

    `derived` are the forms of the derivative at the offset, where they are known.
    """
    blocks: list[str] = []
    places: list[tuple[int, int]] = []
    said: tuple[str, ...] = ()
    derivative, claim = derivative_at(analysis, offset), claim_at(analysis, offset)
    if derivative is not None:
        request = analysis.derivatives[derivative]
        blocks.append(derivative_text(analysis, request, derived))
        places.append((request.start, request.end))
        said = request.problem.assumptions if request.problem else ()
    symbol = symbol_at(analysis, offset)
    about_symbol = symbol_text(symbol, analysis.document.text) if symbol is not None else ""
    if symbol is not None and derivative is None:
        blocks.append(about_symbol)
        places.append((symbol.start, symbol.end))
    if claim is not None:
        blocks.append(claim_text(analysis.claims[claim], verdicts[claim], said))
        places.append((analysis.claims[claim].start, analysis.claims[claim].end))
    if derivative is not None:
        blocks.append(about_symbol)
    return Hover(joined(blocks), *places[0]) if blocks else None


__all__ = ["HOVER_FORMS", "Hover", "hover"]
