"""Indices inside expressions: which are free, and their replacement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from matderiv.algebra import (
    Entry,
    Expression,
    FromEntries,
    Index,
    IndexForm,
    IndexIndicator,
    IndexProduct,
    IndexSum,
    IndexValue,
    Member,
    SingleEntryMatrix,
)

from .subscripts import Subscript, as_form, base_name, fresh, substitute

NONE: frozenset[Index] = frozenset()


def _forms(node: Expression) -> Iterator[IndexForm]:
    match node:
        case Entry(indices=forms):
            yield from (form for form in forms if form is not None)
        case Member(indices=forms) | SingleEntryMatrix(indices=forms):
            yield from forms
        case IndexIndicator(left=left, right=right):
            yield from (left, right)
        case IndexValue(index=form):
            yield form
        case IndexSum(lower=lower, upper=upper) | IndexProduct(lower=lower, upper=upper):
            yield from (lower, upper)


@lru_cache(maxsize=8192)
def free_indices(expression: Expression) -> frozenset[Index]:
    """The indices on which the value of an expression depends."""
    found = {index for form in _forms(expression) for index, _ in form.terms}
    for child in expression.children():
        found |= free_indices(child)
    match expression:
        case IndexSum(index=index) | IndexProduct(index=index):
            found.discard(index)
        case FromEntries(indices=indices):
            found.difference_update(indices)
    return frozenset(found) if found else NONE


def replace_indices(expression: Expression, values: Mapping[Index, Subscript]) -> Expression:
    """The expression with free indices replaced; bound ones of the same name are left alone."""
    relevant = {index: value for index, value in values.items() if index in free_indices(expression)}
    return _replace(expression, relevant) if relevant else expression


def _replace(node: Expression, values: Mapping[Index, Subscript]) -> Expression:
    if not free_indices(node) & values.keys():
        return node

    def form(old: IndexForm) -> IndexForm:
        return as_form(substitute(old, values))

    match node:
        case Entry(operand=operand, indices=indices):
            changed = tuple(None if old is None else form(old) for old in indices)
            return Entry(_replace(operand, values), changed)
        case Member(family=family, indices=indices):
            return Member(family, tuple(form(old) for old in indices))
        case SingleEntryMatrix(indices=indices, shape=shape):
            return SingleEntryMatrix(tuple(form(old) for old in indices), shape)
        case IndexIndicator(left=left, relation=relation, right=right):
            return IndexIndicator(form(left), relation, form(right))
        case IndexValue(index=old):
            return IndexValue(form(old))
        case IndexSum() | IndexProduct():
            inner = {index: value for index, value in values.items() if index != node.index}
            body = _replace(node.body, inner)
            return type(node)(node.index, body, form(node.lower), form(node.upper))
        case FromEntries(indices=indices, body=body):
            inner = {index: value for index, value in values.items() if index not in indices}
            return FromEntries(indices, _replace(body, inner))
    return node.map_children(lambda child: _replace(child, values))


def open_binder(node: IndexSum | IndexProduct) -> tuple[Subscript, Expression]:
    """A fresh index in place of the bound one, and the body in it."""
    index = fresh(node.index.size, base_name(node.index))
    return index, replace_indices(node.body, {node.index: index})
