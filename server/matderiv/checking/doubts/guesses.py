"""Doubts about what was guessed: dependencies, kinds of functions, roles of symbols and of members."""

from __future__ import annotations

from ...algebra import (
    Apply,
    Derivative,
    Elementwise,
    Expression,
    FunctionDerivative,
    Member,
    Named,
    PowerSeries,
    walk,
)
from .charge import Charge


def guessed_dependency(charge: Charge) -> str:
    """Of which shape a derivative is rests on the shape of what is differentiated alone."""
    left, right = charge.left, charge.right
    misshapen = left is not None and (charge.fault is not None or right is None or left.shape != right.shape)
    if misshapen and charge.guessed.isdisjoint(charge.grounds.dependencies):
        return ""
    for name in charge.grounds.dependencies:
        return f"it was guessed what ${name}$ depends on; declare its definition"
    return ""


def guessed_function(charge: Charge) -> str:
    """How a function acts matters where the claim rests on it; not where it only made what is differentiated by."""
    if not charge.grounds.functions or _rests_on_variables_alone(charge):
        return ""
    return f"nothing says what kind of function ${charge.grounds.functions[0]}$ is; declare its type"


def _rests_on_variables_alone(charge: Charge) -> bool:
    r"""Whether functions stand nowhere but in definitions of what the left side is differentiated by.

    In `\partial L/\partial z` nothing depends on how z was made.
    """
    left = charge.left
    if not isinstance(left, Derivative) or not all(isinstance(v, Named) for v in left.variables):
        return False
    waiting: list[Expression] = list(charge.sides)
    while waiting:
        node = waiting.pop()
        if node in left.variables:
            continue
        if isinstance(node, Apply | Elementwise | FunctionDerivative | PowerSeries):
            return False
        waiting.extend(node.children())
    return True


def unconventional_role(charge: Charge) -> str:
    if charge.grounds.guessed_roles and not charge.grounds.conventional:
        name, role = charge.grounds.guessed_roles[0]
        return f"it was guessed that ${name}$ is a {role}; declare the shape of ${name}$"
    return ""


def vector_or_entry(charge: Charge) -> str:
    """Whether an indexed symbol is a vector or an entry of one is easily misunderstood."""
    fault = charge.fault
    if fault is None or fault.operation != "sum" or () not in fault.shapes or charge.left is None:
        return ""
    for node in walk(charge.left):
        if isinstance(node, Member) and node.shape and node.family.name in charge.grounds.members:
            return f"it was guessed that the members of ${node.family.name}$ are arrays and not numbers"
    return ""
