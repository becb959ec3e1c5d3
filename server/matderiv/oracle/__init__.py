"""The oracle: evaluates what the author wrote, with numbers, and gives a verdict. It knows no calculus.

NumPy is imported here at module level; so import this package only in the worker, or lazily.
"""

from __future__ import annotations

from .assumption import Assumption
from .comparing.comparison import Comparison, compare
from .counterexample import Counterexample
from .errors import OracleError, SamplingError, TooLargeError, UnsupportedError
from .evaluation import Limits
from .interpreter import evaluate
from .judge import check_claim
from .options import Options
from .sampling import Sample
from .verdict import VERDICTS, Verdict

__all__ = [
    "VERDICTS",
    "Assumption",
    "Comparison",
    "Counterexample",
    "Limits",
    "Options",
    "OracleError",
    "Sample",
    "SamplingError",
    "TooLargeError",
    "UnsupportedError",
    "Verdict",
    "check_claim",
    "compare",
    "evaluate",
]
