"""What an editor shows and offers: pure functions over an analysed document and the verdicts known so far.

Nothing here reads or writes, knows the protocol, or computes with numbers. `verdicts` holds one entry for each claim
of the analysis, None where there is no verdict yet.
"""

from __future__ import annotations

from .actions import Action, Resolution, code_actions, derivation_needed, resolve_action
from .derived import DerivedForm, DerivedForms
from .diagnostics import Diagnostic, Related, diagnostics
from .edit import Edit
from .hovers import HOVER_FORMS, Hover, hover
from .places import derivative_at

__all__ = [
    "HOVER_FORMS",
    "Action",
    "DerivedForm",
    "DerivedForms",
    "Diagnostic",
    "Edit",
    "Hover",
    "Related",
    "Resolution",
    "code_actions",
    "derivation_needed",
    "derivative_at",
    "diagnostics",
    "hover",
    "resolve_action",
]
