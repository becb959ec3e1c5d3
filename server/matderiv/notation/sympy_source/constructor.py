"""From typed expressions to SymPy constructions: one function a node kind. Columns are n × 1, rows 1 × n."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, TypeAlias

from matderiv.algebra import ONE, SCALAR, Dimension, Expression, IndexForm, Shape
from matderiv.notation.numpy_source.code import CodeError
from matderiv.notation.sympy_source.construction import Call, Integer, Name, Operation, Piece, SizeName

Rule: TypeAlias = Callable[["Constructor", Any], Piece]


class Constructor:
    """Makes constructions, each expression's once."""

    def __init__(self, rules: Mapping[type[Expression], Rule]) -> None:
        self._rules = rules
        self._done: dict[Expression, Piece] = {}

    def piece(self, node: Expression) -> Piece:
        """The construction of a value. CodeError if SymPy has nothing for it."""
        found = self._done.get(node)
        if found is None:
            rule = self._rules.get(type(node))
            if rule is None:
                raise CodeError(f"SymPy has no counterpart for {type(node).__name__}")
            found = self._done[node] = rule(self, node)
        return found


def construction_of(node: Expression) -> Piece:
    """The construction of an expression. CodeError if SymPy has nothing for a part of it."""
    try:
        return Constructor(_rules()).piece(node)
    except RecursionError:
        raise CodeError("the expression is too deep for SymPy") from None


@lru_cache(maxsize=1)
def _rules() -> Mapping[type[Expression], Rule]:
    from matderiv.notation.sympy_source import rules_matrices, rules_scalars

    return {**rules_scalars.RULES, **rules_matrices.RULES}


def times(*factors: Piece) -> Piece:
    kept = [factor for factor in factors if factor != Integer(1)]
    if not kept:
        return Integer(1)
    return kept[0] if len(kept) == 1 else Operation("*", tuple(kept))


def plus(*terms: Piece) -> Piece:
    kept = [term for term in terms if term != Integer(0)]
    if not kept:
        return Integer(0)
    return kept[0] if len(kept) == 1 else Operation("+", tuple(kept))


def raised(base: Piece, exponent: Piece) -> Piece:
    return Operation("**", (base, exponent))


def size(dimension: Dimension) -> Piece:
    """A size as an integer expression."""
    terms = []
    for names, coefficient in dimension.terms:
        number = (
            Integer(coefficient)
            if isinstance(coefficient, int)
            else Call("Rational", (Integer(coefficient.numerator), Integer(coefficient.denominator)))
        )
        terms.append(times(number, *(SizeName(name) for name in names)))
    return plus(*terms)


def rows_columns(shape: Shape) -> tuple[Piece, Piece]:
    if len(shape) > 2:
        raise CodeError("SymPy has no matrix of order three or more")
    rows, columns = (*shape, ONE, ONE)[:2] if shape != SCALAR else (ONE, ONE)
    return size(rows), size(columns)


def position(form: IndexForm) -> Piece:
    """An index form as a position, which SymPy counts from 0, as it does the index itself."""
    shift = form.offset - 1
    terms: list[Piece] = []
    for index, coefficient in form.terms:
        terms.append(times(Integer(coefficient), Name(index.name, "index")))
        shift = shift + coefficient
    return plus(*terms, size(shift))


def counted(form: IndexForm) -> Piece:
    """An index form as the number that it is."""
    return plus(position(form), Integer(1))
