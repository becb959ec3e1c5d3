"""From a document to a verdict on every claim in it: `text`, `syntax`, `meaning` and `oracle` in one call."""

from __future__ import annotations

from .document import check_document, judge
from .messages import message_of
from .report import CheckedClaim, CheckResult, FileReport, Finding, Suggestion

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
