"""`matderiv survey`: what is understood of a folder of notes, and what should be taught next."""

from __future__ import annotations

from .counts import Counts, Example
from .report import FORMATS
from .run import Survey, survey

__all__ = ["FORMATS", "Counts", "Example", "Survey", "survey"]
