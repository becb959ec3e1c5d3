"""What a form needs to know of a problem and of its derivative."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from matderiv.algebra import Condition, Dimension, Expression


class Scope(Protocol):
    """The symbols that hold at a place of the note, by their names."""

    @property
    def symbols(self) -> Mapping[str, Any]: ...


class Problem(Protocol):
    """An expression and the variables to differentiate by. `layout` is numerator, denominator or
    mixed, `vec_order` column or row, `symmetric` unconstrained, part or entries; None where nothing is said."""

    @property
    def expression(self) -> Expression: ...
    @property
    def variables(self) -> tuple[Expression, ...]: ...
    @property
    def scope(self) -> Scope: ...
    @property
    def layout(self) -> str | None: ...
    @property
    def vec_order(self) -> str | None: ...
    @property
    def symmetric(self) -> str | None: ...


class Derivative(Protocol):
    """The derivative object of the calculus, as far as forms read it off."""

    @property
    def conditions(self) -> tuple[Condition | str, ...]: ...
    @property
    def index_sizes(self) -> tuple[Dimension, ...]: ...
    def to_matrix(self, layout: str) -> Expression | None: ...
    def to_indices(self, index_names: Sequence[str]) -> Expression | None: ...
    def to_vec(self, order: str) -> Expression | None: ...
    def contract_with_value(self, upstream: Expression) -> Expression | None: ...
    def apply_to(self, direction: Expression) -> Expression | None: ...
