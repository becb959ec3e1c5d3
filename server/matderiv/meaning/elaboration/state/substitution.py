"""Putting solved sizes into finished expressions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from functools import cache
from operator import is_

from matderiv.algebra import Dimension, Expression
from matderiv.algebra.expression import field_names
from matderiv.meaning.scopes.sizes import Sizes


class SizeSubstitution:
    """Replaces sizes everywhere in a value; shared nodes stay shared, and are rebuilt once for each solved size.

    `moved` is told of each rebuilt expression.
    """

    def __init__(self, sizes: Sizes, moved: Callable[[Expression, Expression], None]) -> None:
        self.sizes = sizes
        self._moved = moved
        self._unknown = False
        self._settled: dict[int, Expression] = {}
        self._done: dict[int, tuple[Expression, Expression]] = {}
        self._version = -1

    def forget(self) -> None:
        """Sizes that were final are so no more."""
        self._settled.clear()
        self._done.clear()

    def value(self, value: object) -> object:
        """An expression, a size, a tuple, or a record of such, with every known size put in."""
        if isinstance(value, Expression):
            return self.expression(value)
        if isinstance(value, tuple):
            resolved = tuple([self.value(item) for item in value])
            return value if all(map(is_, resolved, value)) else resolved
        if isinstance(value, Dimension):
            resolved_size = self.sizes.resolve(value)
            self._unknown = self._unknown or self.sizes.may_change(resolved_size)
            return resolved_size
        if isinstance(value, (str, int)) or value is None or not is_dataclass(value):
            return value
        return self._record(value)

    def expression(self, node: Expression) -> Expression:
        """The same expression with every known size put in. Raises what constructors raise."""
        if self.sizes.is_empty or id(node) in self._settled:
            return node
        if self._version != self.sizes.version:
            self._done.clear()
            self._version = self.sizes.version
        found = self._done.get(id(node))
        if found is None:
            result = self._settling(node)
            self._done[id(node)] = node, result
            return result
        if id(found[1]) not in self._settled:
            self._unknown = True
        return found[1]

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
        self._moved(node, result)
        return result

    def _record(self, record: object) -> object:
        """An Index, an IndexForm or a FunctionSymbol, which hold sizes but are no expressions."""
        changes = self._changes(record, _record_names(type(record)))  # type: ignore[arg-type]
        return replace(record, **changes) if changes else record  # type: ignore[type-var]

    def _changes(self, owner: object, names: tuple[str, ...]) -> dict[str, object]:
        changes: dict[str, object] = {}
        for name in names:
            value = getattr(owner, name)
            resolved = self.value(value)
            if resolved is not value:
                changes[name] = resolved
        return changes


@cache
def _record_names(kind: type) -> tuple[str, ...]:
    return tuple(item.name for item in fields(kind))
