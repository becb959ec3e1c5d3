"""From a question to checked formulas: forms are derived, printed, read again, and compared by the oracle."""

from __future__ import annotations

from .deriving import NoDerivativeError, derive_and_verify
from .mending import Mended, mend
from .question import Question
from .result import Derivation, FormCheck
from .suggestion import suggest

__all__ = [
    "Derivation",
    "FormCheck",
    "Mended",
    "NoDerivativeError",
    "Question",
    "derive_and_verify",
    "mend",
    "suggest",
]
