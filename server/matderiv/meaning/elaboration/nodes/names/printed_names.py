"""Printed names, which may carry scripts, as expressions."""

from __future__ import annotations

from matderiv.algebra import Expression
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.spelling.upper_labels import name_with_labels
from matderiv.syntax import parse
from matderiv.syntax.tree import Node


def symbol_by_name(e: Elaboration, name: str, node: Node) -> Expression:
    """The expression of a printed name, which may carry an index (`z_i`, `h_{t+1}`)."""
    if "_" not in name and "^" not in name:
        return e.symbol(name, node)
    tree = e.surroundings.trees.get(name) or name_with_labels(parse(name).tree)
    return e.expression(tree)
