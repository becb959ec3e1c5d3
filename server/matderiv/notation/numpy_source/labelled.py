"""Scalar expressions in indices as whole arrays: products of entries become one einsum, functions act on arrays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from matderiv.algebra import (
    ONE,
    SCALAR,
    Add,
    Elementwise,
    ElementwisePower,
    Entry,
    Expression,
    FromEntries,
    Index,
    IndexForm,
    IndexIndicator,
    IndexSum,
    Indicator,
    Maximum,
    Member,
    Negate,
    Number,
    Power,
    Product,
    Quotient,
    is_row,
)
from matderiv.notation.numpy_source.code import Code, added, call, divided, negated, times
from matderiv.notation.numpy_source.generator import Generator
from matderiv.notation.numpy_source.labelled_arrays import labelled_array
from matderiv.notation.numpy_source.labels import Labelled, NotVectorisedError, label

_LETTERS = "ijklmnopqrstuvwxyzabcdefghABCDEFGHIJKLMNOPQRSTUVWXYZ"
_COMPARISONS = {"≠": "!=", "<": "<", "≤": "<=", ">": ">", "≥": ">="}


@dataclass(slots=True)
class _Factors:
    """What a product of entries is made of while it is taken apart."""

    order: tuple[Index, ...]
    scalars: list[Code] = field(default_factory=list)
    divisors: list[Code] = field(default_factory=list)
    arrays: list[Labelled] = field(default_factory=list)
    summed: list[Index] = field(default_factory=list)
    negative: bool = False


def labelled(generator: Generator, body: Expression, order: tuple[Index, ...]) -> Labelled:
    """The values of `body` over the indices of `order` that it depends on. NotVectorisedError if it needs a loop."""
    if any(index.size == ONE for index in order) or len(order) > len(set(order)):
        raise NotVectorisedError
    labels = _ordered(generator.free_indices(body), order)
    match body:
        case _ if not labels:
            return Labelled(generator.code(body), ())
        case Add(terms=terms):
            return Labelled(added([_aligned(labelled(generator, t, order), labels) for t in terms]), labels)
        case Negate(operand=operand):
            return Labelled(negated(labelled(generator, operand, order).code), labels)
        case Elementwise() | Power() | Maximum() | Indicator():
            return Labelled(generator.code(_on_arrays(body, labels)), labels)
    factors = _Factors(order)
    _take_apart(generator, body, factors)
    return _einsum(factors, labels)


def contracted(generator: Generator, node: IndexSum) -> Code:
    """A sum without free indices as one contraction. NotVectorisedError where a loop is needed."""
    if not _is_full(node) or node.index.size == ONE:
        raise NotVectorisedError
    factors = _Factors((node.index,), summed=[node.index])
    _take_apart(generator, node.body, factors)
    return _einsum(factors, ()).code


def _ordered(found: Iterable[Index], order: Sequence[Index]) -> tuple[Index, ...]:
    kept = set(found)
    if not kept <= set(order):
        raise NotVectorisedError
    return tuple(index for index in order if index in kept)


def _aligned(part: Labelled, labels: tuple[Index, ...]) -> Code:
    """The array with axes of length one where it lacks a label."""
    if part.labels == labels or not part.labels:
        return part.code
    axes = ", ".join(":" if label in part.labels else "None" for label in labels)
    return Code(f"{part.code.atom}[{axes}]")


def _on_arrays(body: Expression, labels: tuple[Index, ...]) -> Expression:
    """A function of scalars in indices as the same function of the arrays of these scalars."""

    def array(scalar: Expression) -> Expression:
        return FromEntries(labels, scalar)

    match body:
        case Elementwise(function=function, argument=argument, order=order) if argument.shape == SCALAR:
            return Elementwise(function, array(argument), order)
        case Power(base=base, exponent=Number() as exponent) if base.shape == SCALAR:
            return ElementwisePower(array(base), exponent)
        case Maximum(left=left, right=right) if body.shape == SCALAR:
            return Maximum(array(left), array(right))
        case Indicator(left=left, relation=relation, right=right) if body.shape == SCALAR:
            return Indicator(array(left), relation, array(right))
    raise NotVectorisedError


def _take_apart(generator: Generator, factor: Expression, into: _Factors) -> None:
    match factor:
        case _ if not generator.free_indices(factor):
            into.scalars.append(generator.code(factor))
        case Negate(operand=operand):
            into.negative = not into.negative
            _take_apart(generator, operand, into)
        case Product(factors=factors) if all(part.shape == SCALAR for part in factors):
            for part in factors:
                _take_apart(generator, part, into)
        case Quotient(numerator=numerator, denominator=denominator):
            _take_apart(generator, numerator, into)
            _divide(generator, denominator, into)
        case IndexSum() if _is_full(factor) and factor.index not in into.order:
            into.order = (*into.order, factor.index)
            into.summed.append(factor.index)
            _take_apart(generator, factor.body, into)
        case Entry(operand=operand, indices=forms):
            into.arrays.append(_entry(generator, operand, forms))
        case Member(family=family, indices=forms) if factor.shape == SCALAR:
            into.arrays.append(_entry(generator, family, forms))
        case IndexIndicator():
            into.arrays.append(_relation(generator, factor))
        case Add() | Elementwise() | Power() | Maximum() | Indicator():
            into.arrays.append(labelled(generator, factor, into.order))
        case _:
            raise NotVectorisedError


def _divide(generator: Generator, denominator: Expression, into: _Factors) -> None:
    if generator.free_indices(denominator):
        into.arrays.append(labelled(generator, Power(denominator, Number(Fraction(-1))), into.order))
    else:
        into.divisors.append(generator.code(denominator))


def _is_full(node: IndexSum) -> bool:
    """Whether the sum runs over the whole range of its index."""
    return node.lower == IndexForm.of(1) and node.upper == IndexForm((), node.index.size)


def _entry(generator: Generator, operand: Expression, forms: Sequence[IndexForm | None]) -> Labelled:
    """An array at bare indices and literal positions."""
    if generator.free_indices(operand):
        inner = labelled_array(generator, operand)
        own = tuple(label(form, size) for form, size in zip(forms, operand.shape, strict=True))
        return Labelled(inner.code, (*own, *inner.labels))
    code, axes = generator.code(operand), list(zip(forms, operand.shape, strict=True))
    if is_row(operand.shape):
        axes = axes[1:]
    labels = tuple(label(form, size) for form, size in axes if form is None or form.terms)
    if len(labels) == len(axes):
        return Labelled(code, labels)
    positions = ", ".join(":" if form is None or form.terms else generator.position(form) for form, _ in axes)
    return Labelled(Code(f"{code.atom}[{positions}]"), labels)


def _relation(generator: Generator, node: IndexIndicator) -> Labelled:
    left, right = node.left.single, node.right.single
    if left is None or right is None or left == right:
        raise NotVectorisedError
    if node.relation == "=":
        if left.size != right.size:
            raise NotVectorisedError
        return Labelled(call("np.eye", generator.size(left.size)), (left, right))
    rows, columns = (f"np.arange({generator.size(index.size)})" for index in (left, right))
    comparison = f"({rows}[:, None] {_COMPARISONS[node.relation]} {columns})"
    return Labelled(Code(f"{comparison}.astype(float)"), (left, right))


def _einsum(factors: _Factors, labels: tuple[Index, ...]) -> Labelled:
    product = _contracted(factors, labels)
    code = times(*factors.scalars, product) if factors.scalars else product
    for divisor in factors.divisors:
        code = divided(code, divisor)
    return Labelled(negated(code) if factors.negative else code, labels)


def _contracted(factors: _Factors, labels: tuple[Index, ...]) -> Code:
    arrays = factors.arrays
    missing = set(labels) - {label for array in arrays for label in array.labels}
    if missing or any(index not in {x for a in arrays for x in a.labels} for index in factors.summed):
        raise NotVectorisedError
    if len(arrays) == 1 and arrays[0].labels == labels and not factors.summed:
        return arrays[0].code
    letters: dict[Index, str] = {}
    for array in arrays:
        for index in array.labels:
            letters.setdefault(index, _letter(index, letters.values()))
    inputs = ",".join("".join(letters[index] for index in array.labels) for array in arrays)
    output = "".join(letters[index] for index in labels)
    return call("np.einsum", f'"{inputs}->{output}"', *(array.code.text for array in arrays))


def _letter(label: Index, taken: Iterable[str]) -> str:
    used = set(taken)
    if len(label.name) == 1 and label.name.isascii() and label.name.isalpha() and label.name not in used:
        return label.name
    free = next((letter for letter in _LETTERS if letter not in used), None)
    if free is None:
        raise NotVectorisedError
    return free
