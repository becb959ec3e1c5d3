"""What a note means: declarations, definitions, scopes, and claims as typed expressions."""

from __future__ import annotations

from matderiv.meaning.analysis import Analysis, Options
from matderiv.meaning.claim import Claim, Expansion, Grounds, Reading, ShapeFault
from matderiv.meaning.derivative_requests import DerivativeRequest
from matderiv.meaning.document_reading import analyse
from matderiv.meaning.elaboration import (
    ElaborationError,
    ShapeFaultError,
    elaborate,
    elaborate_claim,
    read_expression,
)
from matderiv.meaning.elaboration.state.layouts import kind_of as kind_of_derivative
from matderiv.meaning.problem import Problem, ProblemError, read_problem
from matderiv.meaning.scopes.scope import Scope

__all__ = [
    "Analysis",
    "Claim",
    "DerivativeRequest",
    "ElaborationError",
    "Expansion",
    "Grounds",
    "Options",
    "Problem",
    "ProblemError",
    "Reading",
    "Scope",
    "ShapeFault",
    "ShapeFaultError",
    "analyse",
    "elaborate",
    "elaborate_claim",
    "kind_of_derivative",
    "read_expression",
    "read_problem",
]
