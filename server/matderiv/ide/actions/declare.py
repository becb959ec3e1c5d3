"""The action that writes into the note what was guessed about the symbols of a formula."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from matderiv.meaning.scopes.scope import SymbolFacts

from ...algebra import Shape
from ...algebra.shape import rows_and_columns
from ...checking import CheckedClaim
from ...meaning import Analysis
from ..derived import DerivedForms
from ..guesses import guessed_symbols
from ..placement import above_paragraph
from ..places import formula_at
from .action import REWRITE, Action, Resolution

_LONGEST = 60


def offer(
    analysis: Analysis, place: tuple[int, int], _verdicts: Sequence[CheckedClaim | None]
) -> Iterator[Action]:
    """One action for all guesses in the formula at the place."""
    declaration = _declaration(analysis, place[0])
    if declaration:
        shown = declaration if len(declaration) <= _LONGEST else f"{declaration[: _LONGEST - 1]}…"
        data = {"family": "declare", "offset": place[0]}
        yield Action(f"Declare what was assumed: {shown}", REWRITE, data)


def resolve(
    analysis: Analysis,
    data: Mapping[str, Any],
    _verdicts: Sequence[CheckedClaim | None],
    _derived: DerivedForms | None,
) -> Resolution:
    """A comment above the paragraph, which later readings take as declared."""
    offset = data.get("offset")
    declaration = _declaration(analysis, offset) if isinstance(offset, int) else ""
    if not declaration or not isinstance(offset, int):
        return Resolution(refusal="nothing here is assumed any more")
    if analysis.document.language == "notebook":
        return Resolution(refusal="here nothing can be inserted: the file is no plain text of a note")
    return Resolution((above_paragraph(analysis.document, offset, f"matderiv: {declaration}"),))


def _declaration(analysis: Analysis, offset: int) -> str:
    """`A: n x n, symmetric; x: n x 1`."""
    formula = formula_at(analysis, offset)
    if formula is None:
        return ""
    return "; ".join(_words(facts) for facts in guessed_symbols(formula, analysis.scope_at(offset)))


def _words(facts: SymbolFacts) -> str:
    return ", ".join([f"{facts.name}: {_shape(facts.shape or ())}", *sorted(facts.properties)])


def _shape(shape: Shape) -> str:
    if not shape:
        return "scalar"
    sizes = rows_and_columns(shape) if len(shape) <= 2 else shape
    return " x ".join(str(size) for size in sizes)
