"""Eigenvalues and eigenvectors of symmetric matrices."""

from __future__ import annotations

from ...algebra import Eigenvalue, Eigenvector, Expression
from ..duals import Array, linear
from ..evaluation import Evaluator, Rule
from ..primitives import symmetric_eigen


def eigenvalue(node: Eigenvalue, at: Evaluator) -> Array:
    value = at.value(node.operand)
    if not node.operand.shape:
        return value
    values, _ = symmetric_eigen(value)
    return linear(lambda a: a[..., node.position], values)


def eigenvector(node: Eigenvector, at: Evaluator) -> Array:
    _, vectors = symmetric_eigen(at.value(node.operand))
    return linear(lambda a: a[..., :, node.position], vectors)


RULES: dict[type[Expression], Rule] = {Eigenvalue: eigenvalue, Eigenvector: eigenvector}
