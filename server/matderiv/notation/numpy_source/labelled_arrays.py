"""Arrays that contain indices, such as A ⊗ E_{kl}, as one array: its own axes first, then one axis an index."""

from __future__ import annotations

from collections.abc import Iterable

from matderiv.algebra import (
    Expression,
    Index,
    Kronecker,
    Product,
    SingleEntryMatrix,
    Transpose,
    is_row,
)
from matderiv.notation.numpy_source.code import Code, call
from matderiv.notation.numpy_source.generator import Generator
from matderiv.notation.numpy_source.labels import Labelled, NotVectorisedError, label

_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


def labelled_array(generator: Generator, node: Expression) -> Labelled:
    """The array with the indices that it contains as further axes. NotVectorisedError where a loop is needed."""
    if is_row(node.shape) or not 1 <= len(node.shape) <= 2:
        raise NotVectorisedError
    match node:
        case _ if not generator.free_indices(node):
            return Labelled(generator.code(node), ())
        case SingleEntryMatrix():
            return _single_entry(generator, node)
        case Kronecker(left=left, right=right):
            return _kronecker(
                generator, node, labelled_array(generator, left), labelled_array(generator, right)
            )
        case Product(factors=(first, *others)):
            product, result = first, labelled_array(generator, first)
            for factor in others:
                result = _product(result, labelled_array(generator, factor), product, factor)
                product = Product((product, factor))
            return result
        case Transpose(operand=operand) if len(operand.shape) == 2:
            inner = labelled_array(generator, operand)
            return Labelled(call("np.swapaxes", inner.code.text, "0", "1"), inner.labels)
    raise NotVectorisedError


def _single_entry(generator: Generator, node: SingleEntryMatrix) -> Labelled:
    labels = tuple(label(form, size) for form, size in zip(node.indices, node.shape, strict=True))
    units = [f"np.eye({generator.size(size)})" for size in node.shape]
    if len(set(labels)) < len(labels):
        raise NotVectorisedError
    if len(units) == 1:
        return Labelled(Code(units[0]), labels)
    return Labelled(call("np.einsum", '"ac,bd->abcd"', *units), labels)


def _kronecker(generator: Generator, node: Kronecker, left: Labelled, right: Labelled) -> Labelled:
    """The entry at (a, c), (b, d) is the product of the entries at (a, b) and (c, d)."""
    order = len(node.left.shape)
    if order != len(node.right.shape):
        raise NotVectorisedError
    axes = ("ab", "cd", "acbd") if order == 2 else ("a", "c", "ac")
    labels = tuple(dict.fromkeys((*left.labels, *right.labels)))
    array = _einsum(left, right, axes, labels)
    sizes = [generator.size(size) for size in (*node.shape, *(index.size for index in labels))]
    return Labelled(Code(f"{array.text}.reshape({', '.join(sizes)})"), labels)


def _product(left: Labelled, right: Labelled, before: Expression, factor: Expression) -> Labelled:
    if len(before.shape) != 2:
        raise NotVectorisedError
    labels = tuple(dict.fromkeys((*left.labels, *right.labels)))
    axes = ("ab", "bc", "ac") if len(factor.shape) == 2 else ("ab", "b", "a")
    return Labelled(_einsum(left, right, axes, labels), labels)


def _einsum(left: Labelled, right: Labelled, axes: tuple[str, str, str], labels: tuple[Index, ...]) -> Code:
    free = (letter for letter in _LETTERS if letter not in set("".join(axes)))
    letters = dict(zip(labels, free, strict=False))
    if len(letters) < len(labels):
        raise NotVectorisedError

    def of(found: Iterable[Index]) -> str:
        return "".join(letters[index] for index in found)

    inputs = f"{axes[0]}{of(left.labels)},{axes[1]}{of(right.labels)}"
    return call("np.einsum", f'"{inputs}->{axes[2]}{of(labels)}"', left.code.text, right.code.text)
