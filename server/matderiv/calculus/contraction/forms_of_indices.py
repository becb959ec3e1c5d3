"""Relations between integer forms in indices: what always holds, and the solution of an equation for an index."""

from __future__ import annotations

from collections.abc import Set

from matderiv.algebra import Dimension, Index, IndexForm

from .subscripts import Subscript, add_forms, as_form, normalised


def always(left: Subscript, sign: str, right: Subscript) -> bool | None:
    """Whether a relation holds for all values of the indices (True), for none (False), or depends (None)."""
    if sign == "=" and isinstance(left, Index) and isinstance(right, Index):
        return True if left == right else None
    if sign in {"≥", ">"}:
        left, right, sign = right, left, "≤" if sign == "≥" else "<"
    difference = add_forms(as_form(right), as_form(left), -1)
    low, high = _extremes(difference)
    if sign in {"=", "≠"}:
        equal = _equality(low, high)
        return equal if equal is None or sign == "=" else not equal
    strict = 1 if sign == "<" else 0
    if low is not None and low >= strict:
        return True
    return False if high is not None and high < strict else None


def _equality(low: int | None, high: int | None) -> bool | None:
    if low == 0 and high == 0:
        return True
    apart = (low is not None and low > 0) or (high is not None and high < 0)
    return False if apart else None


def _extremes(form: IndexForm) -> tuple[int | None, int | None]:
    low, high = form.offset, form.offset
    for index, coefficient in form.terms:
        at_first, at_last = Dimension.of(coefficient), Dimension.of(coefficient) * index.size
        low = low + (at_first if coefficient > 0 else at_last)
        high = high + (at_last if coefficient > 0 else at_first)
    return low.literal, high.literal


TURNED = {"=": "=", "≠": "≠", "<": ">", "≤": "≥", ">": "<", "≥": "≤"}


def solved_for_index(left: Subscript, sign: str, right: Subscript) -> tuple[Subscript, str, Subscript]:
    """A relation that holds one index only, with that index alone on its left: `1 ≤ j - 1` as `j ≥ 2`."""
    difference = add_forms(as_form(left), as_form(right), -1)
    if len(difference.terms) != 1 or isinstance(left, Index):
        return left, sign, right
    ((index, coefficient),) = difference.terms
    if abs(coefficient) != 1:
        return left, sign, right
    value = IndexForm((), difference.offset * Dimension.of(-coefficient))
    return index, sign if coefficient > 0 else TURNED[sign], value


def solve(left: Subscript, right: Subscript, bound: Set[Index]) -> tuple[Index, Subscript] | None:
    """A bound index and its value by the equation left = right, if that has no more than one other index."""
    if isinstance(left, Index) and isinstance(right, Index):
        return (left, right) if left in bound else (right, left) if right in bound else None
    difference = add_forms(as_form(left), as_form(right), -1)
    if len(difference.terms) > 2:
        return None
    for index, coefficient in difference.terms:
        if index in bound and abs(coefficient) == 1:
            alone = IndexForm(((index, coefficient),))
            others = add_forms(difference, alone, -1)
            value = others if coefficient == -1 else add_forms(IndexForm(()), others, -1)
            return index, normalised(value)
    return None
