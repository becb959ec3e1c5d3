"""The linter behind `matderiv check`: which files, in which format, with which exit code."""

from __future__ import annotations

from .discovery import KINDS, notes_below
from .findings import Strictness, is_finding
from .formats import FORMATS

__all__ = ["FORMATS", "KINDS", "Strictness", "is_finding", "notes_below"]
