"""Missing and superfluous transposes."""

from __future__ import annotations

from collections.abc import Iterator

from ...algebra import (
    CommutationMatrix,
    Entry,
    Expression,
    Identity,
    Inverse,
    Kronecker,
    Named,
    Negate,
    Product,
    Symbol,
    Transpose,
    walk,
)
from .rewriting import Repaired, attempt, everywhere, replaced
from .words import in_words

_MOST_FACTORS = 4


def toggled(expression: Expression) -> Expression:
    """The transpose, without transposing twice."""
    if isinstance(expression, CommutationMatrix):
        return CommutationMatrix(expression.columns, expression.rows)
    return expression.operand if isinstance(expression, Transpose) else Transpose(expression)


def transposed(expression: Expression) -> Expression:
    """The transpose, that of a product as the product of the transposes."""
    if isinstance(expression, Negate):
        return Negate(transposed(expression.operand))
    if not (isinstance(expression, Product) and len(expression.factors) <= _MOST_FACTORS):
        return toggled(expression)
    scalars = [factor for factor in expression.factors if not factor.shape]
    arrays = [toggled(factor) for factor in expression.factors if factor.shape]
    whole = attempt(lambda: Product((*scalars, *reversed(arrays))))
    return toggled(expression) if whole is None or not arrays else whole


def _mistake(node: Expression) -> str:
    if isinstance(node, Transpose):
        return f"a transpose too much on {in_words(node.operand)}"
    if isinstance(node, Inverse):
        return f"missing transpose of the inverse of {in_words(node.operand)}"
    if isinstance(node, CommutationMatrix):
        return f"the other commutation matrix belongs here: {in_words(node)} is its transpose"
    return f"missing transpose on {in_words(node)}"


def transposed_whole(left: Expression, right: Expression) -> Iterator[Repaired]:
    """The whole side transposed, which is also what the other layout would give."""
    if 1 <= len(right.shape) <= 2:
        array = _only_array(right)
        simple = isinstance(array, Transpose | Inverse) or not array.children()
        mistake = _mistake(array) if simple else "the result is transposed (as in the other layout)"
        yield from (Repaired(each, mistake) for each in dict.fromkeys((transposed(right), toggled(right))))


def _only_array(side: Expression) -> Expression:
    """What is left of a product without its scalars."""
    while isinstance(side, Negate):
        side = side.operand
    arrays = [factor for factor in side.factors if factor.shape] if isinstance(side, Product) else []
    return arrays[0] if len(arrays) == 1 else side


def transposed_wherever(left: Expression, right: Expression) -> Iterator[Repaired]:
    """Every occurrence of one matrix, or of its inverse, transposed."""
    matrices = dict.fromkeys(
        n for n in walk(right) if isinstance(n, Symbol | Named | Inverse) and len(n.shape) == 2
    )
    for matrix in matrices:
        for written in (Transpose(matrix), matrix):
            whole = attempt(lambda old=written: replaced(right, old, toggled(old)))  # type: ignore[misc]
            if whole is not None and whole != right and whole.shape == left.shape:
                yield Repaired(_once_transposed(whole), _mistake(written))


def _once_transposed(side: Expression) -> Expression:
    """The side without transposes of transposes."""
    match side:
        case Transpose(operand=Transpose(operand=inner)):
            return inner
        case Named():
            return side
    return side.map_children(_once_transposed)


def swapped_indices(left: Expression, right: Expression) -> Iterator[Repaired]:
    """`A_{ij}` for `A_{ji}`."""

    def change(node: Expression) -> Iterator[tuple[Expression, str]]:
        if isinstance(node, Entry) and len(node.indices) == 2 and node.indices[0] != node.indices[1]:
            swapped = Entry(node.operand, (node.indices[1], node.indices[0]))
            words = in_words(node.operand)
            yield swapped, f"indices of {words} swapped (missing transpose on {words})"

    yield from everywhere(right, change)


def _has_identity_factor(node: Expression) -> bool:
    """Whether the transpose of `B ⊗ I` is that of its other factor."""
    return isinstance(node, Kronecker) and any(isinstance(f, Identity) for f in (node.left, node.right))


def transposed_factor(left: Expression, right: Expression) -> Iterator[Repaired]:
    def change(node: Expression) -> Iterator[tuple[Expression, str]]:
        if 1 <= len(node.shape) <= 2 and not _has_identity_factor(node):
            yield toggled(node), _mistake(node)

    for repaired in everywhere(right, change):
        if repaired.expression.shape == left.shape:
            yield repaired
