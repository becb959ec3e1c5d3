"""From a document to a verdict on every claim in it: `text`, `syntax`, `meaning` and `oracle` in one call.

The functions load when they are first used: who reads reports that were made before needs no reader of formulas.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from .messages import message_of
from .report import CheckedClaim, CheckResult, FileReport, Finding, Suggestion

if TYPE_CHECKING:
    from .document import check_document, judge

__all__ = [
    "CheckResult",
    "CheckedClaim",
    "FileReport",
    "Finding",
    "Suggestion",
    "check_document",
    "judge",
    "message_of",
]

_LOADED_LATER = frozenset({"check_document", "judge"})


def __getattr__(name: str) -> object:
    if name not in _LOADED_LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(".document", __name__), name)
