"""The linter behind `matderiv check`: which files, which rules, in which format, with which exit code."""

from __future__ import annotations

from .discovery import KINDS, notes_below
from .findings import LintedFile, LintFinding, LintResult, linted
from .formats import FORMATS

__all__ = ["FORMATS", "KINDS", "LintFinding", "LintResult", "LintedFile", "linted", "notes_below"]
