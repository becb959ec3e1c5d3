"""Missing and superfluous transposes."""

from __future__ import annotations

from collections.abc import Iterator

from ...algebra import Expression, Inverse, Transpose
from .rewriting import Repaired, everywhere, in_words


def toggled(expression: Expression) -> Expression:
    """The transpose, without transposing twice."""
    return expression.operand if isinstance(expression, Transpose) else Transpose(expression)


def _mistake(node: Expression) -> str:
    if isinstance(node, Transpose):
        return f"a transpose too much on {in_words(node.operand)}"
    if isinstance(node, Inverse):
        return f"missing transpose of the inverse of {in_words(node.operand)}"
    return f"missing transpose on {in_words(node)}"


def transposed_whole(left: Expression, right: Expression) -> Iterator[Repaired]:
    """The whole side transposed, which is also what the other layout would give."""
    if 1 <= len(right.shape) <= 2:
        simple = isinstance(right, Transpose | Inverse) or not right.children()
        mistake = _mistake(right) if simple else "the result is transposed (as in the other layout)"
        yield Repaired(toggled(right), mistake)


def transposed_factor(left: Expression, right: Expression) -> Iterator[Repaired]:
    def change(node: Expression) -> Iterator[tuple[Expression, str]]:
        if 1 <= len(node.shape) <= 2:
            yield toggled(node), _mistake(node)

    for repaired in everywhere(right, change):
        if repaired.expression.shape == left.shape:
            yield repaired
