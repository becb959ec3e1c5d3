"""What a form needs to know of a problem and of its derivative."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from matderiv.algebra import Condition, Expression


class Scope(Protocol):
    """The symbols that hold at a place of the note, by their names."""

    @property
    def symbols(self) -> Mapping[str, Any]: ...


class Problem(Protocol):
    """An expression and the variables to differentiate by. `layout` is numerator, denominator or mixed."""

    @property
    def expression(self) -> Expression: ...
    @property
    def variables(self) -> tuple[Expression, ...]: ...
    @property
    def scope(self) -> Scope: ...
    @property
    def layout(self) -> str: ...
    @property
    def vec_order(self) -> str: ...
    @property
    def symmetric(self) -> str: ...


class Derivative(Protocol):
    """The derivative object of the calculus, as far as forms read it off."""

    @property
    def conditions(self) -> tuple[Condition, ...]: ...
    def to_matrix(self, layout: str) -> Expression | None: ...
    def to_indices(self, names: Sequence[str]) -> Expression | None: ...
    def to_vec(self, order: str) -> Expression | None: ...
    def contract_with_value(self, upstream: Expression) -> Expression | None: ...
    def apply_to(self, direction: Expression) -> Expression | None: ...
