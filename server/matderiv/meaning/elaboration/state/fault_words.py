"""Words for an operation that does not conform: which operands, their shapes, and where these come from."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from matderiv.algebra import Apply, Expression, FunctionDerivative, Symbol, describe, is_row, walk
from matderiv.meaning.claim import ShapeFault
from matderiv.meaning.scopes.scope import Scope, Strength

LONGEST_PIECE = 100
MOST_ORIGINS = 3


def fault_message(fault: ShapeFault, operands: tuple[object, ...], scope: Scope) -> str:
    """`sum of g(X_0) (scalar) and G(X - X_0) (q×q) does not conform, where $g:\\R^{p\\times q}\\to\\R$`."""
    if fault.operation == "index":
        return fault.message
    shown = [" ".join(piece.split()) for piece in fault.pieces]
    if len(shown) != len(fault.shapes) or not all(0 < len(piece) <= LONGEST_PIECE for piece in shown):
        described = [describe(shape) for shape in fault.shapes]
    else:
        described = [f"{piece} ({describe(shape)})" for piece, shape in zip(shown, fault.shapes, strict=True)]
    message = _misfit(fault, shown) or f"{fault.operation} of {' and '.join(described)} does not conform"
    origins = _in_turn([tuple(_origins(operand, scope)) for operand in operands])[:MOST_ORIGINS]
    return f"{message}, where {', '.join(f'${origin}$' for origin in origins)}" if origins else message


def _misfit(fault: ShapeFault, shown: list[str]) -> str:
    """`$f$ takes a vector m, but x is a vector n`; empty for other faults than those of arguments."""
    if fault.function is None or len(fault.shapes) != 2:
        return ""
    expected, given = (
        f"matrix {describe(s)}" if len(s) == 2 and not is_row(s) else describe(s) for s in fault.shapes
    )
    argument = shown[0] if len(shown) == 1 and len(shown[0]) <= LONGEST_PIECE else "its argument"
    return f"${fault.function.name}$ takes a {expected}, but {argument} is a {given}"


def _in_turn(groups: list[tuple[str, ...]]) -> list[str]:
    """The first of each group, then the second of each, each text once."""
    found = (text for row in zip_longest(*groups) for text in row if text is not None)
    return list(dict.fromkeys(found))


def _origins(operand: object, scope: Scope) -> Iterator[str]:
    """What the note writes about the shapes of the symbols and functions below an operand."""
    for node in walk(operand) if isinstance(operand, Expression) else ():
        facts = scope.get(_name(node) or "")
        if facts is None or (facts.shape is None and facts.function is None):
            continue
        written = [source for source in facts.sources if source.strength >= Strength.FORMULA]
        if written:
            yield " ".join(written[0].text.split())


def _name(node: Expression) -> str | None:
    match node:
        case Symbol(name=name):
            return name
        case Apply(function=function) | FunctionDerivative(function=function):
            return function.name
    return None
