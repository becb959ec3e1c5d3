r"""Doubts about letters that are used in two ways: `a^L`, `e_1`, a plain r beside the vector `\vec r`, a symbol d."""

from __future__ import annotations

import re

from ...algebra import (
    Derivative,
    Differential,
    ElementwisePower,
    Expression,
    Power,
    SingleEntryMatrix,
    Size,
    Symbol,
    Tangent,
    walk,
)
from .charge import Charge

_STYLED = re.compile(r"\\(?:vec|mathbf|boldsymbol|bm|overrightarrow)\s*\{?\s*([A-Za-z])\}?")


def power_or_label(charge: Charge) -> str:
    """`a^L` of which nothing is declared may be the power L of a, or the a of layer L.

    Beside a derivative by X itself `X^n` is the power of a square matrix.
    """
    variables = _variables(charge)
    for node in charge.nodes():
        if not isinstance(node, ElementwisePower | Power):
            continue
        if isinstance(node, Power) and node.base in variables:
            continue
        if all(_is_guessed(each, charge) for each in (node.base, node.exponent)):
            return "whether the upper letter is an exponent or a label is a guess; declare its symbols"
    return ""


def _is_guessed(node: Expression, charge: Charge) -> bool:
    return isinstance(node, Symbol) and node.name in charge.guessed


def _variables(charge: Charge) -> set[Expression]:
    """What the claim differentiates by, as it is written there."""
    derivatives = (node for node in charge.nodes() if isinstance(node, Derivative | Differential))
    return {variable for node in derivatives for variable in node.variables}


def unit_vector_by_its_letter(charge: Charge) -> str:
    """An `e_1` of which nothing is said may be any quantity, where a unit vector would have another order."""
    if charge.left is None or charge.right is None or charge.left.shape == charge.right.shape:
        return ""
    if any(isinstance(side, SingleEntryMatrix) and len(side.shape) == 1 for side in charge.sides):
        return "a letter was taken for a unit vector; declare what it is"
    return ""


def length_of_a_vector(charge: Charge) -> str:
    r"""In `\nabla(1/r^2) = -2\vec r/r^4` the r is the length of `\vec r`, also where nobody says so."""
    symbols = [node for node in charge.nodes() if isinstance(node, Symbol)]
    numbers = {symbol.name for symbol in symbols if symbol.shape == ()}
    for symbol in symbols:
        styled = _STYLED.fullmatch(symbol.name)
        if styled is not None and len(symbol.shape) == 1 and styled[1] in numbers:
            return f"${styled[1]}$ may be the length of ${symbol.name}$"
    return ""


def letter_of_a_differential(charge: Charge) -> str:
    """Beside a symbol `d`, a `d` before a function is a factor, if it would be the only differential."""
    written = [list(walk(side)) for side in charge.sides]
    varies = [any(isinstance(node, Differential | Tangent) for node in side) for side in written]
    if sum(varies) == 1 and any(_is_letter_d(node) for side in written for node in side):
        return "$d$ is a symbol here, and may be one where it was read as the sign of a differential"
    return ""


def _is_letter_d(node: Expression) -> bool:
    return (isinstance(node, Symbol) and node.name == "d") or (
        isinstance(node, Size) and "d" in node.dimension.names
    )
