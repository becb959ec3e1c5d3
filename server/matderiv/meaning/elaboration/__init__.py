"""From syntax trees to typed expressions: `elaborate`, `elaborate_claim`, `read_expression`, `infer_symbols`."""

from __future__ import annotations

from matderiv.meaning.elaboration.readings.claims import elaborate_claim
from matderiv.meaning.elaboration.readings.expressions import elaborate, read_expression
from matderiv.meaning.elaboration.readings.inference import infer_symbols
from matderiv.meaning.elaboration.state.errors import ElaborationError, ShapeFaultError
from matderiv.meaning.elaboration.state.results import Elaborated, ElaboratedClaim, ElaborationOptions

__all__ = [
    "Elaborated",
    "ElaboratedClaim",
    "ElaborationError",
    "ElaborationOptions",
    "ShapeFaultError",
    "elaborate",
    "elaborate_claim",
    "infer_symbols",
    "read_expression",
]
