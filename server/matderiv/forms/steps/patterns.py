"""Compositions of which the field knows one differential, such as log det and the squared norm."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from matderiv.algebra import (
    Determinant,
    Elementwise,
    Expression,
    MatrixFunction,
    Norm,
    Number,
    Power,
    Trace,
)
from matderiv.forms.steps.varying import Varying


@dataclass(frozen=True, slots=True)
class Pattern:
    """The part `inner` in whose differential the whole is written, and the name of the rule."""

    inner: Expression
    rule: str


def patterns_at(node: Expression, varying: Varying) -> Pattern | None:
    """The composition that a node is the outermost part of; None where only the node itself has a rule."""
    match node:
        case Power(base=Norm(argument=u), exponent=Number(value=value)) if value == Fraction(2):
            return Pattern(u, "differential of a squared norm")
        case Elementwise(function="log", argument=Determinant(operand=u)):
            return Pattern(u, "differential of log det")
        case Elementwise(
            function="log",
            argument=Elementwise(function="abs", argument=Determinant(operand=u))
            | Norm(argument=Determinant(operand=u)),
        ):
            return Pattern(u, "differential of log det")
        case Elementwise(function="log", argument=Elementwise(function="sigmoid", argument=u, order=0)):
            return Pattern(u, "differential of log sigmoid")
        case Trace(operand=Power(base=u, exponent=exponent)) if not varying.varies(exponent):
            return Pattern(u, "differential of the trace of a power")
        case Trace(operand=MatrixFunction(argument=u)):
            return Pattern(u, "differential of the trace of a matrix function")
    return None
