"""Arrays whose axes carry indices."""

from __future__ import annotations

from dataclasses import dataclass

from matderiv.algebra import Dimension, Index, IndexForm
from matderiv.notation.numpy_source.code import Code


class NotVectorisedError(Exception):
    """An expression that only a loop over its indices can compute."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """An array with one index an axis, in the order that was asked for."""

    code: Code
    labels: tuple[Index, ...]


def label(form: IndexForm | None, size: Dimension) -> Index:
    """The bare index at an axis of its size. NotVectorisedError for anything else."""
    index = form.single if form is not None else None
    if index is None or index.size != size:
        raise NotVectorisedError
    return index
