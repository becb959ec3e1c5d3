"""Sizes of axes: SymPy's integer expressions as polynomials in size names, and back."""

from __future__ import annotations

import math
from typing import Any

from ..algebra import Dimension
from .errors import NotInSympyError


def dimension_of(size: Any) -> Dimension:
    """A size as a dimension. NotInSympyError for anything but sums and products of symbols and integers."""
    if isinstance(size, int):
        return Dimension.of(size)
    if size.is_Integer:
        return Dimension.of(int(size))
    if size.is_Symbol:
        return Dimension.of(size.name)
    if size.is_Add:
        return sum((dimension_of(term) for term in size.args), start=Dimension.of(0))
    if size.is_Mul:
        return math.prod((dimension_of(factor) for factor in size.args), start=Dimension.of(1))
    if size.is_Pow and size.exp.is_Integer and size.exp > 0:
        return math.prod([dimension_of(size.base)] * int(size.exp), start=Dimension.of(1))
    raise NotInSympyError(f"the size {size} is no sum of products of symbols")
