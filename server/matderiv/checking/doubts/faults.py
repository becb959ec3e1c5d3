"""Doubts about faults of shape: what cannot be formed was perhaps not meant as it was read."""

from __future__ import annotations

from ...algebra import (
    SCALAR,
    ElementwiseQuotient,
    Expression,
    FunctionSymbol,
    Shape,
    Symbol,
    is_row,
    walk,
)
from .charge import Charge
from .strangers import all_names


def fault_in_a_definition(charge: Charge) -> str:
    """A definition that does not fit the guessed roles speaks of another formula."""
    fault, grounds = charge.fault, charge.grounds
    if grounds.roles and fault is not None and fault.in_definition:
        return f"{fault.message}; declare the shape of ${grounds.roles[0][0]}$"
    return ""


def left_side_with_a_fault(charge: Charge) -> str:
    """Hardly anybody writes a derivative of what cannot be formed: with a guess in it, it was read wrongly.

    Where all that is in it is declared, the left side contradicts its declarations.
    """
    if charge.fault is None or charge.left is not None or not charge.guessed:
        return ""
    return f"the left side is not understood: {charge.fault.message}"


def argument_of_another_kind(charge: Charge) -> str:
    """One letter often names several functions in a note, but hardly so on the two sides of one claim."""
    fault = charge.fault
    if fault is None or fault.operation not in ("argument", "substitution"):
        return ""
    if fault.function is not None and _is_the_same_function(charge.left, fault.function, *fault.shapes):
        return ""
    return f"{fault.message}; perhaps another function of this name is meant"


def _is_the_same_function(
    left: Expression | None, function: FunctionSymbol, expected: Shape, given: Shape
) -> bool:
    """Whether the left side has the function too, and takes it at an argument of the same kind, of other sizes.

    A function from a space into itself may be meant for all of them.
    """
    same_kind = len(expected) == len(given) and is_row(expected) == is_row(given)
    of_one_space = function.codomain != SCALAR and function.domain == (function.codomain,)
    return left is not None and function.name in all_names(left) and same_kind and not of_one_space


def product_of_order_three(charge: Charge) -> str:
    """How an array with three or more axes is multiplied is a matter of the author's conventions.

    Where all that is multiplied is declared, the author was asked to say it.
    """
    fault, grounds = charge.fault, charge.grounds
    if fault is None or not (grounds.guessed_roles or grounds.functions or grounds.dependencies):
        return ""
    if fault.operation == "product" and any(len(shape) > 2 for shape in fault.shapes):
        return "a product of an array with three or more axes, of which nothing says how it is meant"
    return ""


def transposed_number(charge: Charge) -> str:
    """Nobody transposes a number: what was guessed to be one is something else."""
    fault = charge.fault
    if fault is not None and fault.operation == "transpose" and charge.guessed:
        return f"{fault.message}; declare what is transposed"
    return ""


def division_by_a_guessed_matrix(charge: Charge) -> str:
    """Nobody divides by a matrix: what was guessed to be one is a number."""
    guessed = {name for name, role in charge.grounds.roles if role == "matrix"}
    for node in charge.nodes():
        if isinstance(node, ElementwiseQuotient):
            for part in walk(node.right):
                if isinstance(part, Symbol) and part.name in guessed and len(part.shape) == 2:
                    return (
                        f"it was guessed that ${part.name}$ is a matrix, but it stands below a fraction bar"
                    )
    return ""
