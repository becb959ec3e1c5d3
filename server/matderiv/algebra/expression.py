"""The base of all typed expressions: immutable, hashable nodes that know their shape and simplify nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from operator import attrgetter
from typing import ClassVar

from .shape import Shape


class Expression:
    """A node of the elaborated tree, in the author's order. Subclasses are frozen dataclasses with `eq=False`.

    Every subclass computes `shape` in `__post_init__` and raises ShapeError where its operands do not conform.
    Equality is structural; hashes and found equalities are cached, so that shared subexpressions cost nothing.
    """

    shape: Shape
    _hash: ClassVar[int | None] = None
    _equal_to: ClassVar[Expression | None] = None

    def _set_shape(self, shape: Shape) -> None:
        object.__setattr__(self, "shape", shape)

    def _content(self) -> tuple[object, ...]:
        kind = type(self)
        return (_CONTENT.get(kind) or _content_getter(kind))(self)

    def __hash__(self) -> int:
        cached = self._hash
        if cached is None:
            cached = hash((type(self).__name__, self._content()))
            object.__setattr__(self, "_hash", cached)
        return cached

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, Expression) or type(self) is not type(other) or hash(self) != hash(other):
            return False
        mine, theirs = self._equal_to or self, other._equal_to or other
        if mine is theirs:
            return True
        if self._content() != other._content():
            return False
        object.__setattr__(other, "_equal_to", mine)
        return True

    def __getstate__(self) -> dict[str, object]:
        """What is pickled: no cached hash, which another process would not share."""
        return {name: value for name, value in self.__dict__.items() if not name.startswith("_")}

    def children(self) -> tuple[Expression, ...]:
        """The expressions directly below this node, in the author's order."""
        found: list[Expression] = []
        for value in self._content():
            if isinstance(value, Expression):
                found.append(value)
            elif isinstance(value, tuple):
                found.extend(_expressions_in(value))
        return tuple(found)

    def map_children(self, transform: Callable[[Expression], Expression]) -> Expression:
        """The same node over transformed children; the node itself where nothing changed."""
        changes: dict[str, object] = {}
        for name in field_names(type(self)):
            value = getattr(self, name)
            mapped = _mapped(value, transform)
            if mapped is not value:
                changes[name] = mapped
        return replace(self, **changes) if changes else self  # type: ignore[type-var]


_FIELD_NAMES: dict[type, tuple[str, ...]] = {}
_CONTENT: dict[type, Callable[[object], tuple[object, ...]]] = {}


def field_names(kind: type) -> tuple[str, ...]:
    """The names of the fields that a node of this kind is made from."""
    names = _FIELD_NAMES.get(kind)
    if names is None:
        names = _FIELD_NAMES[kind] = tuple(field.name for field in fields(kind) if field.init)
    return names


def _content_getter(kind: type) -> Callable[[object], tuple[object, ...]]:
    names = field_names(kind)
    getter = attrgetter(*names) if names else None

    def content(node: object) -> tuple[object, ...]:
        if getter is None:
            return ()
        found = getter(node)
        return found if len(names) > 1 else (found,)

    return _CONTENT.setdefault(kind, content)


def _expressions_in(value: tuple[object, ...]) -> Iterator[Expression]:
    for item in value:
        if isinstance(item, Expression):
            yield item
        elif isinstance(item, tuple):
            yield from _expressions_in(item)


def _mapped(value: object, transform: Callable[[Expression], Expression]) -> object:
    if isinstance(value, Expression):
        return transform(value)
    if isinstance(value, tuple):
        mapped = tuple(_mapped(item, transform) for item in value)
        return mapped if any(new is not old for new, old in zip(mapped, value, strict=True)) else value
    return value


def walk(expression: Expression) -> Iterator[Expression]:
    """Every distinct node below and including an expression, once, parents before children."""
    seen: set[int] = set()
    stack = [expression]
    while stack:
        node = stack.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        stack.extend(reversed(node.children()))


def shared(expression: Expression, known: dict[Expression, Expression]) -> Expression:
    """An equal expression in which equal parts are one object; `known` has those that were met before."""

    def visit(node: Expression) -> Expression:
        found = known.get(node)
        if found is None:
            found = node.map_children(visit)
            known[found] = found
        return found

    return visit(expression)


def transform_bottom_up(expression: Expression, change: Callable[[Expression], Expression]) -> Expression:
    """Rebuilds an expression from its leaves; shared nodes are transformed once. Raises what constructors raise."""
    done: dict[int, Expression] = {}

    def visit(node: Expression) -> Expression:
        result = done.get(id(node))
        if result is None:
            result = done[id(node)] = change(node.map_children(visit))
        return result

    return visit(expression)
