"""The value of a derivation's printed LaTeX at given values: read again, evaluated, arranged by axes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from matderiv.algebra import ONE, Expression, FromEntries, Index
from matderiv.derivation.references import free_letters
from matderiv.derivation.verification import read_again
from matderiv.forms import FormContext, derivative_of
from matderiv.notation import style_of
from matderiv.oracle import Sample, evaluate


def values_of_printed_forms(
    result: Any, values: Mapping[str, Any], sizes: Mapping[str, int]
) -> Iterator[tuple[str, np.ndarray]]:
    """The index form and the matrix form, as far as they exist, by the axes of the value and of the variables."""
    context = FormContext(result.problem, derivative_of(result.problem), style_of(result.tex))
    sizes = {**sizes, **_counts(values)}
    sample = Sample(sizes, values={name: np.asarray(value, float) for name, value in values.items()})
    shape = tuple(size.evaluate(sizes) for size in context.axes)
    for form in result.forms:
        if not form.exists or form.form not in ("index", "matrix"):
            continue
        expression = read_again(form, context, result.problem.scope)
        if form.form == "index":
            expression = _collected(expression, context)
        value = np.asarray(evaluate(expression, sample), float)
        yield form.form, value.reshape(shape)


def _counts(values: Mapping[str, Any]) -> dict[str, int]:
    """Whole numbers that may stand as limits of sums, such as the exponent k."""
    return {name: int(value) for name, value in values.items() if np.ndim(value) == 0 and value == int(value)}


def _collected(entry: Expression, context: FormContext) -> Expression:
    """The array whose entries the index form gives."""
    sizes = [size for size in context.axes if size != ONE]
    indices = tuple(Index(letter, size) for letter, size in zip(free_letters(context), sizes, strict=True))
    return FromEntries(indices, entry) if indices else entry
