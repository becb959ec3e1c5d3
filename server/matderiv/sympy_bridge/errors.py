"""What cannot cross the bridge."""

from __future__ import annotations


class NotInSympyError(ValueError):
    """An expression that has no counterpart on the other side; the message says which part of it."""
