"""Reasons why a reading that fails is no ground for an accusation: a guess, or something that nobody said."""

from __future__ import annotations

from .charge import Charge
from .formulas import taken_loosely
from .table import doubt_about

__all__ = ["Charge", "doubt_about", "taken_loosely"]
