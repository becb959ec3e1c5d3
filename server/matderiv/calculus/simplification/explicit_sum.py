"""Summation signs that stay in a result."""

from __future__ import annotations

from dataclasses import dataclass

from matderiv.algebra import Expression, Index, IndexForm, IndexSum


@dataclass(frozen=True, slots=True)
class ExplicitSum:
    """A sum over an index that stays as a summation sign."""

    index: Index
    lower: IndexForm
    upper: IndexForm

    def over(self, body: Expression) -> Expression:
        return IndexSum(self.index, body, self.lower, self.upper)
