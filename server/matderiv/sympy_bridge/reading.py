"""SymPy's expressions as typed expressions: one function a class, found by the class's name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from matderiv.meaning.scopes.scope import Scope

from ..algebra import Expression, Index, IndexForm, Shape, Symbol, matrix_shape
from .errors import NotInSympyError
from .names import Names
from .sizes import dimension_of

Rule: TypeAlias = Callable[["Reader", Any], Expression]


class Reader:
    """Reads expressions with the facts of a scope; `indices` are the bound indices, which SymPy counts from 0."""

    def __init__(self, rules: Mapping[str, Rule], names: Names, scope: Scope, sizes: frozenset[str]) -> None:
        self.names = names
        self.sizes = sizes
        self.indices: dict[Any, Index] = {}
        self._rules = rules
        self._scope = scope
        self._done: dict[Any, Expression] = {}

    def read(self, node: Any) -> Expression:
        """The typed expression. NotInSympyError for a class that has no counterpart, ShapeError if nothing conforms."""
        if self.indices:
            return self._read(node)
        found = self._done.get(node)
        if found is None:
            found = self._done[node] = self._read(node)
        return found

    def _read(self, node: Any) -> Expression:
        for kind in type(node).__mro__:
            rule = self._rules.get(kind.__name__)
            if rule is not None:
                return rule(self, node)
        raise NotInSympyError(f"{type(node).__name__} ({node}) is not understood")

    def symbol(self, node: Any, shape: Shape) -> Symbol:
        name = self.names.of(node)
        facts = self._scope.get(name)
        return Symbol(name, shape, facts.properties if facts is not None else frozenset())

    def position(self, form: Any) -> IndexForm:
        """A position that SymPy counts from 0, counted from 1."""
        return self.form(form, 1)

    def form(self, node: Any, shift: int = 0) -> IndexForm:
        """A linear form in bound indices and sizes; a bound index stands for one less than ours."""
        terms: dict[Index, int] = {}
        offset = dimension_of(0) + shift
        for term in node.args if node.is_Add else (node,):
            coefficient, rest = term.as_coeff_Mul()
            if rest in self.indices:
                index = self.indices[rest]
                terms[index] = terms.get(index, 0) + int(coefficient)
                offset = offset - int(coefficient)
            else:
                offset = offset + dimension_of(term)
        return IndexForm(tuple(terms.items()), offset)


def shape_of(node: Any) -> Shape:
    rows, columns = node.shape
    return matrix_shape(dimension_of(rows), dimension_of(columns))
