r"""Scripts on what looks like a call and is a product: in `b'(X')^{-1}` the inverse is that of the last factor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from matderiv.algebra import Expression
from matderiv.meaning.elaboration.context import Elaboration
from matderiv.meaning.elaboration.errors import ShapeFaultError
from matderiv.syntax import tree as t

Scripted: TypeAlias = t.Transpose | t.Inverse | t.InverseTranspose | t.Power | t.Prime
Reader: TypeAlias = Callable[[Elaboration, Scripted], Expression]


def on_last_factor(reader: Callable[..., Expression]) -> Reader:
    """The reader of a script, which reads a script on a product in the guise of a call as one on its last factor."""

    def read(e: Elaboration, node: Scripted) -> Expression:
        base = node.base
        if (
            isinstance(base, t.Call)
            and len(base.arguments) == 1
            and base.delimiters in ("()", "[]")
            and _is_product(e, base)
        ):
            last = t.Group(
                base.function.end, base.end, base.delimiters[:1], base.delimiters[1:], base.arguments[0]
            )
            factors = (base.function, replace(node, start=last.start, base=last))
            return e.expression(t.Juxtaposition(node.start, node.end, factors))
        return reader(e, node)

    return read


def _is_product(e: Elaboration, call: t.Call) -> bool:
    """Whether a call is read as a product."""
    try:
        e.expression(call)
    except ShapeFaultError:
        if id(call) not in e.products:
            raise
    return id(call) in e.products
