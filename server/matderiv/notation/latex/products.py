"""Products and quotients."""

from __future__ import annotations

from dataclasses import dataclass

from matderiv.algebra import (
    SCALAR,
    AxisPermutation,
    Contraction,
    ElementwisePower,
    ElementwiseQuotient,
    EliminationMatrix,
    Entry,
    Expression,
    Hadamard,
    IndexValue,
    InnerProduct,
    Inverse,
    Kronecker,
    Member,
    Named,
    Negate,
    Number,
    Power,
    Product,
    Quotient,
    Reshape,
    Shape,
    Symbol,
    Tangent,
    Transpose,
    Vec,
)
from matderiv.notation.latex.indexing import triangle_of_ones
from matderiv.notation.latex.printed import Level, Printed, PrintError, parenthesised, with_superscript
from matderiv.notation.latex.printer import Printer, PrintingFunction
from matderiv.syntax import Node, parse
from matderiv.syntax.parsing.heads import is_function_like
from matderiv.syntax.tree import Differential


@dataclass(frozen=True, eq=False)
class _HalfVec(Expression):
    """The elimination matrix times vec, which is written as vech."""

    operand: Expression
    shape: Shape


def _with_half_vec(node: Product) -> Product:
    factors: list[Expression] = []
    for factor in node.factors:
        if isinstance(factor, Vec) and factor.order == "column" and factors:
            before = factors[-1]
            if isinstance(before, EliminationMatrix):
                factors[-1] = _HalfVec(factor.operand, before.shape[:1])
                continue
        factors.append(factor)
    return Product(tuple(factors)) if len(factors) < len(node.factors) else node


def _half_vec(printer: Printer, node: _HalfVec) -> Printed:
    return Printed(r"\operatorname{vech}" + parenthesised(printer.text(node.operand)), subscript=False)


def _product(printer: Printer, node: Product) -> Printed:
    node = _with_half_vec(node)
    first = printer.print(node.factors[0])
    if len(node.factors) == 1:
        return first
    negative = first.is_negative and isinstance(node.factors[0], Number)
    pieces = [first.text if negative else _factor(node, 0, first)]
    for position, factor in enumerate(node.factors[1:], start=1):
        piece = _factor(node, position, printer.print(factor))
        if is_read_as_argument(node.factors[position - 1], pieces[-1], piece):
            pieces[-1], piece = _kept_apart(node.factors[position - 1], pieces[-1], piece)
        pieces.append(piece)
    pieces[:-1] = [f"{{{piece}}}" if piece == "d" else piece for piece in pieces[:-1]]
    text = pieces[0]
    for position, piece in enumerate(pieces[1:], start=1):
        text += _separator(node.factors[position - 1], text, piece) + piece
    open_ended = printer.print(node.factors[-1]).level is Level.OPEN and not pieces[-1].startswith(("(", "{"))
    return Printed(text, Level.NEGATION if negative else Level.OPEN if open_ended else Level.PRODUCT)


def is_read_as_argument(previous: Expression, before: str, piece: str) -> bool:
    """Whether the parser would apply the factor before to the parentheses of `f (A B)^{-1}` or `f^2 (A B)`.

    A plain name before a plain group is no danger: it is known whether that is a function.
    """
    head = _bare_name(previous)
    if not isinstance(head, (Symbol, Named, Member, IndexValue)) or not piece.startswith(("(", r"\left(")):
        return False
    if closes_at_end(piece) and isinstance(previous, (Symbol, Named, Member, IndexValue, Entry)):
        return False
    content = piece[: piece.rfind(")")]
    return " " not in content or is_function_like(_without_d(parse(before).tree))


def _kept_apart(previous: Expression, before: str, piece: str) -> tuple[str, str]:
    """Both pieces so that the parser leaves them apart: by braces, which cannot be seen, or else by parentheses."""
    if closes_at_end(piece) and not isinstance(previous, Tangent):
        return parenthesised(before), piece
    return before, f"{{{piece}}}"


def _bare_name(factor: Expression) -> Expression:
    """What a factor is without its scripts and without a d before it."""
    while True:
        match factor:
            case Entry(operand=inner) | Transpose(operand=inner) | Inverse(operand=inner) | Tangent(of=inner):
                factor = inner
            case Power(base=inner) | ElementwisePower(base=inner):
                factor = inner
            case _:
                return factor


def _without_d(node: Node) -> Node:
    return node.operand if isinstance(node, Differential) and node.operand is not None else node


def closes_at_end(piece: str) -> bool:
    """Whether the first parenthesis closes at the very end: nothing is written onto the group."""
    depth = 0
    for position, character in enumerate(piece):
        depth += (character == "(") - (character == ")")
        if depth == 0 and character == ")":
            return position == len(piece) - 1
    return True


def _factor(node: Product, position: int, printed: Printed) -> str:
    """A factor with the parentheses that it needs where it stands."""
    if printed.level is Level.OPEN and position == len(node.factors) - 1:
        return printed.text
    if printed.level in (Level.HADAMARD, Level.QUOTIENT) and _only_scalars_before(node, position):
        return printed.text
    return printed.at_least(Level.PREFIX)


def _only_scalars_before(node: Product, position: int) -> bool:
    others = node.factors[:position]
    return position == len(node.factors) - 1 and all(factor.shape == SCALAR for factor in others)


def _separator(previous: Expression, before: str, piece: str) -> str:
    if before[-1:].isdigit() and piece[:1].isdigit():
        return r" \cdot "
    return r"\," if isinstance(previous, Tangent) else " "


def _quotient(printer: Printer, node: Quotient) -> Printed:
    if (
        isinstance(_leading(node.denominator), Tangent)
        and printer.print(node.denominator).level is Level.PREFIX
    ):
        reciprocal = with_superscript(printer.print(node.denominator), "-1")
        return Printed(
            f"{reciprocal.text} {printer.print(node.numerator).at_least(Level.PREFIX)}", Level.PRODUCT
        )
    numerator = _fraction_part(printer, node.numerator)
    denominator = _fraction_part(printer, node.denominator)
    return Printed(rf"\frac{{{numerator}}}{{{denominator}}}", superscript=False, subscript=False)


def _fraction_part(printer: Printer, part: Expression) -> str:
    """A part that begins with a differential would be read as a part of a derivative: it gets parentheses."""
    text = printer.text(part)
    return parenthesised(text) if isinstance(_leading(part), Tangent) else text


def _leading(expression: Expression) -> Expression:
    """What the print of an expression begins with, apart from a sign."""
    while True:
        match expression:
            case Product(factors=(first, *_)):
                expression = first
            case Negate(operand=inner):
                expression = inner
            case Transpose(operand=inner) if inner.shape == SCALAR:
                expression = inner
            case _:
                return expression


def _triangle(node: Hadamard) -> tuple[str, Expression] | None:
    """The function that keeps a triangle, and what it is applied to."""
    for mask, other in ((node.right, node.left), (node.left, node.right)):
        triangle = triangle_of_ones(mask)
        if triangle is not None:
            return triangle, other
    return None


def _hadamard(printer: Printer, node: Hadamard) -> Printed:
    triangle = _triangle(node)
    if triangle is not None:
        return Printed(triangle[0] + parenthesised(printer.text(triangle[1])), subscript=False)
    left = printer.print(node.left).at_least(Level.HADAMARD)
    if printer.print(node.left).level is Level.QUOTIENT:
        left = parenthesised(left)
    right = printer.print(node.right).at_least(Level.PREFIX)
    return Printed(f"{left} {printer.style.hadamard} {right}", Level.HADAMARD)


def _elementwise_quotient(printer: Printer, node: ElementwiseQuotient) -> Printed:
    left = printer.print(node.left).at_least(Level.QUOTIENT)
    right = printer.print(node.right).at_least(Level.PREFIX)
    return Printed(rf"{left} \oslash {right}", Level.QUOTIENT)


def _kronecker(printer: Printer, node: Kronecker) -> Printed:
    printed = printer.print(node.left)
    left = printed.text if printed.level is Level.KRONECKER else printed.at_least(Level.PREFIX)
    right = printer.print(node.right).at_least(Level.PREFIX)
    return Printed(rf"{left} \otimes {right}", Level.KRONECKER)


def _inner_product(printer: Printer, node: InnerProduct) -> Printed:
    left, right = printer.text(node.left), printer.text(node.right)
    return Printed(rf"\langle {left}, {right} \rangle", subscript=False)


def _contraction(printer: Printer, node: Contraction) -> Printed:
    as_product = _matrix_product(node)
    if as_product is None:
        raise PrintError("no LaTeX notation for a contraction of tensors; see the index form")
    return printer.print(as_product)


def _matrix_product(node: Contraction) -> Product | None:
    """The contraction as a matrix product, if it is one of a matrix with its right operand."""
    left, right = node.left, node.right
    if len(left.shape) != 2 or not 1 <= len(right.shape) <= 2 or node.pairs != ((1, 0),):
        return None
    product = Product((left, right))
    return product if product.shape == node.shape else None


def _axis_permutation(printer: Printer, node: AxisPermutation) -> Printed:
    if node.permutation == tuple(range(len(node.permutation))):
        return printer.print(node.operand)
    raise PrintError("no LaTeX notation for a permutation of axes; see the index form")


def _reshape(printer: Printer, node: Reshape) -> Printed:
    if node.shape == node.operand.shape:
        return printer.print(node.operand)
    raise PrintError("no LaTeX notation for a change of axes; see the index form")


PRINTERS: dict[type[Expression], PrintingFunction] = {
    Product: _product,
    Quotient: _quotient,
    _HalfVec: _half_vec,
    Hadamard: _hadamard,
    ElementwiseQuotient: _elementwise_quotient,
    Kronecker: _kronecker,
    InnerProduct: _inner_product,
    Contraction: _contraction,
    AxisPermutation: _axis_permutation,
    Reshape: _reshape,
}
