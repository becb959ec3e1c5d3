"""How each node kind is evaluated: one rule a kind, all with the signature `(node, evaluator) -> Array`."""

from __future__ import annotations

from collections.abc import Mapping

from ...algebra import Expression
from ..evaluation import Rule
from . import (
    derivatives,
    elementwise,
    functions,
    indexing,
    leaves,
    matrices,
    norms,
    products,
    spectral,
    stacking,
    sums,
)

RULES: Mapping[type[Expression], Rule] = {
    **leaves.RULES,
    **sums.RULES,
    **products.RULES,
    **matrices.RULES,
    **spectral.RULES,
    **stacking.RULES,
    **elementwise.RULES,
    **norms.RULES,
    **indexing.RULES,
    **functions.RULES,
    **derivatives.RULES,
}
