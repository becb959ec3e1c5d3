"""Why the oracle cannot give a verdict. The text of each is the reason that the reader sees."""

from __future__ import annotations


class OracleError(Exception):
    """No verdict is possible; `str` says why and, where that helps, what would make it possible."""


class TooLargeError(OracleError):
    """An array or a computation over the budget of a claim."""


class UnsupportedError(OracleError):
    """Something that has no numeric meaning here."""


class SamplingError(OracleError):
    """No sample satisfies all conditions with finite values."""
