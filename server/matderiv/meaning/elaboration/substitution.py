"""Putting solved sizes into finished expressions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace

from matderiv.algebra import Dimension, Expression
from matderiv.algebra.expression import field_names
from matderiv.meaning.sizes import Sizes


class SizeSubstitution:
    """Replaces sizes everywhere in a value; shared nodes stay shared.

    `moved` is told of each rebuilt expression; `settled` collects the expressions whose sizes are final.
    """

    def __init__(
        self,
        sizes: Sizes,
        moved: Callable[[Expression, Expression], None] | None = None,
        settled: dict[int, Expression] | None = None,
    ) -> None:
        self._sizes = sizes
        self._moved = moved
        self._settled = settled if settled is not None else {}
        self._unknown = False
        self._done: dict[int, Expression] = {}

    def value(self, value: object) -> object:
        """An expression, a size, a tuple, or a record of such, with every known size put in."""
        if isinstance(value, Dimension):
            resolved_size = self._sizes.resolve(value)
            self._unknown = self._unknown or self._sizes.may_change(resolved_size)
            return resolved_size
        if isinstance(value, Expression):
            return self.expression(value)
        if isinstance(value, tuple):
            resolved = tuple(self.value(item) for item in value)
            return resolved if any(a is not b for a, b in zip(resolved, value, strict=True)) else value
        if is_dataclass(value) and not isinstance(value, type):
            return self._record(value)
        return value

    def expression(self, node: Expression) -> Expression:
        """The same expression with every known size put in. Raises what constructors raise."""
        if self._sizes.is_empty:
            return node
        if id(node) in self._settled:
            return node
        result = self._done.get(id(node))
        if result is None:
            result = self._done[id(node)] = self._settling(node)
        elif id(result) not in self._settled:
            self._unknown = True
        return result

    def _settling(self, node: Expression) -> Expression:
        """The rebuilt node; it is settled if nothing below it is unknown."""
        outer, self._unknown = self._unknown, False
        result = self._rebuilt(node)
        if not self._unknown:
            self._settled[id(result)] = result
        self._unknown = self._unknown or outer
        return result

    def _rebuilt(self, node: Expression) -> Expression:
        names = field_names(type(node))
        changes = self._changes(node, names)
        if not changes:
            return node
        result: Expression = replace(node, **changes)  # type: ignore[type-var]
        if self._moved:
            self._moved(node, result)
        return result

    def _record(self, record: object) -> object:
        """An Index, an IndexForm or a FunctionSymbol, which hold sizes but are no expressions."""
        changes = self._changes(record, tuple(item.name for item in fields(record)))  # type: ignore[arg-type]
        return replace(record, **changes) if changes else record  # type: ignore[type-var]

    def _changes(self, owner: object, names: tuple[str, ...]) -> dict[str, object]:
        changes: dict[str, object] = {}
        for name in names:
            value = getattr(owner, name)
            resolved = self.value(value)
            if resolved is not value:
                changes[name] = resolved
        return changes
