"""What a note means: declarations, definitions, scopes, and claims as typed expressions."""

from __future__ import annotations

from matderiv.meaning.analysis import Analysis, Options, analyse
from matderiv.meaning.claim import Claim, Expansion, Reading, ShapeFault
from matderiv.meaning.scope import Scope

__all__ = [
    "Analysis",
    "Claim",
    "Expansion",
    "Options",
    "Reading",
    "Scope",
    "ShapeFault",
    "analyse",
]
