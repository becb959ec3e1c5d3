"""What is written into a note gets the note's own macros; what is shown keeps plain LaTeX, which everything renders."""

from __future__ import annotations

from dataclasses import replace

from ..meaning import Analysis
from ..notation.respelling import OwnMacros, own_macros, respelled
from .derived import DerivedForms

_FAR = 20_000
"""Characters around a place in which the author's habits are looked for."""


def macros_near(analysis: Analysis, offset: int) -> OwnMacros:
    """The macros that the formulas around a place use."""
    paragraphs = analysis.paragraphs
    if not paragraphs or not paragraphs[-1].macros:
        return OwnMacros()
    spans = analysis.document.spans_between(max(offset - _FAR, 0), offset + _FAR)
    return own_macros((span.text for span in spans), paragraphs[-1].macros)


def in_own_spelling(derived: DerivedForms, own: OwnMacros) -> DerivedForms:
    """The same forms with macros."""
    if not own.used:
        return derived
    forms = tuple(
        replace(
            form,
            latex=respelled(form.latex, own) if form.latex is not None else None,
            left=respelled(form.left, own),
        )
        for form in derived.forms
    )
    return replace(derived, forms=forms, defines=respelled(derived.defines, own))
