"""Entries of a Kronecker product: those of its factors, without the product, which can be far larger."""

from __future__ import annotations

from ...algebra import Dimension, Entry, Index, IndexForm, Kronecker, Shape
from ..arithmetic.duals import Array, multiply
from ..evaluation import Evaluator, Positions
from .picking import form_values, pick, single_slot


def kronecker_entry(node: Entry, at: Evaluator) -> Array | None:
    """(A ⊗ B)_{ij} = A_{ab} B_{kl} with i = (a-1) p + k (Magnus and Neudecker, section 2.2), j likewise.

    None unless every axis is picked by a form that varies along one index.
    """
    product = node.operand
    if not isinstance(product, Kronecker):
        return None
    left, right = product.left, product.right
    if not len(left.shape) == len(right.shape) == len(node.indices):
        return None
    split = [_split(form, size, at) for form, size in zip(node.indices, right.shape, strict=True)]
    parts = [part for part in split if part is not None]
    if len(parts) < len(split):
        return None
    first, left_bound = _bound("left", left.shape, [(slot, positions) for slot, positions, _ in parts])
    second, right_bound = _bound("right", right.shape, [(slot, positions) for slot, _, positions in parts])
    with at.inside(indices={**left_bound, **right_bound}):
        return multiply(
            pick(at.value(left), left.shape, first, at), pick(at.value(right), right.shape, second, at)
        )


def _split(form: IndexForm | None, size: Dimension, at: Evaluator) -> tuple[int, Positions, Positions] | None:
    """The slot of a form, and its positions in the left and in the right factor."""
    slot = None if form is None else single_slot(form, at)
    if form is None or slot is None:
        return None
    count = at.dimension(size)
    values = form_values(form, at).ravel() - 1
    return slot, values // count + 1, values % count + 1


def _bound(
    side: str, shape: Shape, places: list[tuple[int, Positions]]
) -> tuple[tuple[IndexForm, ...], dict[Index, tuple[int, Positions]]]:
    """Index forms of fresh indices that stand at the given positions."""
    indices = [Index(f"{side} {axis}", size) for axis, size in enumerate(shape)]
    return tuple(map(IndexForm.of, indices)), dict(zip(indices, places, strict=True))
