"""How each node kind is evaluated: one rule a kind, all with the signature `(node, evaluator) -> Array`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ...algebra import Expression
from ..duals import Array
from ..evaluation import Evaluator
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

Rule = Callable[[Any, Evaluator], Array]

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
