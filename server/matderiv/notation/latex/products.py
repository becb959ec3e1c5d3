"""Products and quotients."""

from __future__ import annotations

from matderiv.algebra import (
    SCALAR,
    AxisPermutation,
    Contraction,
    ElementwiseQuotient,
    Entry,
    Expression,
    Hadamard,
    InnerProduct,
    Kronecker,
    Member,
    Named,
    Negate,
    Product,
    Quotient,
    Reshape,
    Symbol,
    Tangent,
)
from matderiv.notation.latex.printed import Level, Printed, PrintError, parenthesised
from matderiv.notation.latex.printer import Printer, PrintingFunction
from matderiv.syntax import Node, parse
from matderiv.syntax.parsing.heads import is_function_like
from matderiv.syntax.tree import Juxtaposition


def _product(printer: Printer, node: Product) -> Printed:
    last = len(node.factors) - 1
    text, negative = "", False
    for position, factor in enumerate(node.factors):
        printed = printer.print(factor)
        if position == 0 and printed.is_negative and last:
            negative, piece = not isinstance(factor, Negate), _factor(node, position, printed)
            piece = printed.text if negative else piece
        else:
            piece = _factor(node, position, printed)
        if position and is_read_as_argument(node.factors[position - 1], text, piece):
            piece = f"{{{piece}}}"
        text += _separator(node.factors, position, text, piece) + piece
    open_ended = printer.print(node.factors[last]).level is Level.OPEN and text.endswith(piece)
    level = Level.NEGATION if negative else Level.OPEN if open_ended else Level.PRODUCT
    return Printed(text, level if last else printer.print(node.factors[0]).level)


def is_read_as_argument(previous: Expression, before: str, piece: str) -> bool:
    """Whether the parser would apply the factor before to the parentheses of `f (A B)^{-1}`, scripts and all.

    Braces around the piece keep them together and cannot be seen.
    """
    head = previous.operand if isinstance(previous, Entry) else previous
    if not isinstance(head, (Symbol, Named, Member)) or not piece.startswith(("(", r"\left(")):
        return False
    if closes_at_end(piece):
        return False
    content = piece[: piece.rfind(")")]
    return " " not in content or is_function_like(_last(before))


def _last(text: str) -> Node:
    """The last factor of a piece of a product."""
    tree = parse(text).tree
    return tree.factors[-1] if isinstance(tree, Juxtaposition) else tree


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


def _separator(factors: tuple[Expression, ...], position: int, before: str, piece: str) -> str:
    if position == 0:
        return ""
    if before[-1:].isdigit() and piece[:1].isdigit():
        return r" \cdot "
    return r"\," if isinstance(factors[position - 1], Tangent) else " "


def _quotient(printer: Printer, node: Quotient) -> Printed:
    numerator = _fraction_part(printer, node.numerator)
    denominator = _fraction_part(printer, node.denominator)
    return Printed(rf"\frac{{{numerator}}}{{{denominator}}}", superscript=False, subscript=False)


def _fraction_part(printer: Printer, part: Expression) -> str:
    """A part that begins with a differential would be read as a part of a derivative: it gets parentheses."""
    text = printer.text(part)
    head = part
    while isinstance(head, (Product, Negate)):
        head = head.factors[0] if isinstance(head, Product) else head.operand
    return parenthesised(text) if isinstance(head, Tangent) else text


def _hadamard(printer: Printer, node: Hadamard) -> Printed:
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
    Hadamard: _hadamard,
    ElementwiseQuotient: _elementwise_quotient,
    Kronecker: _kronecker,
    InnerProduct: _inner_product,
    Contraction: _contraction,
    AxisPermutation: _axis_permutation,
    Reshape: _reshape,
}
