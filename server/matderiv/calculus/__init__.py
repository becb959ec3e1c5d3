"""The differential of typed expressions, over a contraction network, and its way back to matrix notation.

    differentiate(expression, variables, symmetric="unconstrained") -> DerivativeTensor

A DerivativeTensor is a sum of contraction terms over free indices: the value's axes, then each variable's axes. It is
read off as a matrix expression in a layout, as an entry with named indices, in vec form, as a pullback, and as the
differential in a direction. All results are expressions of `algebra/`.
"""

from __future__ import annotations

from .differentiation.derivative import differentiate
from .errors import NotDifferentiable
from .identity.equality import equal_canonically
from .presentation.matrices import simplify_for_presentation
from .presentation.tensor import DerivativeTensor

__all__ = [
    "DerivativeTensor",
    "NotDifferentiable",
    "differentiate",
    "equal_canonically",
    "simplify_for_presentation",
]
