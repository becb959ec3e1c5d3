r"""Calls of functions that the field knows: `\operatorname{tr}(AX)`, `\max(0, x)`, `\operatorname{diag}(a, b)`."""

from __future__ import annotations

from matderiv.algebra import Expression
from matderiv.meaning.elaboration.nodes.calls.heads import Head
from matderiv.meaning.elaboration.nodes.derivatives.chains import chain_product
from matderiv.meaning.elaboration.nodes.functions.functions import apply_known
from matderiv.meaning.elaboration.nodes.functions.maxima import maximum_of
from matderiv.meaning.elaboration.nodes.products.multiplication import multiply
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.decisions import Alternative
from matderiv.meaning.elaboration.state.errors import ElaborationError
from matderiv.meaning.names import symbol_name
from matderiv.syntax import tree as t

DIAGONAL_FUNCTIONS = frozenset({"diag", "Diag"})


def of_the_field(e: Elaboration, node: t.Call, head: Head, arguments: tuple[t.Node, ...]) -> Expression:
    assert head.name is not None
    name = head.name.lstrip("\\")
    if name in ("max", "min"):
        return maximum_of(e, node, name, arguments)
    if name == "prod":
        return chain_of_arguments(e, node, arguments)
    if len(arguments) > 1 and name in DIAGONAL_FUNCTIONS and not all(map(_is_name_or_dots, arguments)):
        listed = t.Sequence(arguments[0].start, arguments[-1].end, arguments, ",")
        arguments = (t.Group(listed.start, listed.end, "(", ")", listed),)
    if len(arguments) != 1:
        raise ElaborationError.at(node, f"the function {name} of {len(arguments)} arguments")
    before, behind = _argument_and_factors(e, node, name, arguments[0])
    argument = e.expression(before)
    value = apply_known(e, node, name, argument, entrywise=node.broadcast, order=head.primes)
    return multiply(e, node, [value, *map(e.expression, behind)]) if behind else value


def _argument_and_factors(
    e: Elaboration, node: t.Call, name: str, argument: t.Node
) -> tuple[t.Node, tuple[t.Node, ...]]:
    r"""What a bare determinant is of: of all that follows, `\det AB`, or of the first factor, `\det X\,X^{-T}`."""
    if name != "det" or node.delimiters or not isinstance(argument, t.Juxtaposition):
        return argument, ()
    first, *rest = argument.factors
    whole, short = Alternative("whole"), Alternative("first")
    inverted = [each.base for each in rest if isinstance(each, t.Inverse | t.InverseTranspose)]
    is_inverted = _called(first) is not None and _called(first) in map(_called, inverted)
    order = (short, whole) if is_inverted else (whole, short)
    if e.decisions.choose("where the argument of det ends", *order) == "whole":
        return argument, ()
    return first, tuple(rest)


def _called(node: t.Node) -> str | None:
    """The name of a symbol, with or without its arguments."""
    return symbol_name(node.function if isinstance(node, t.Call) else node)


def _is_name_or_dots(node: t.Node) -> bool:
    r"""Whether an argument says no more than that something is diagonal: `\operatorname{diag}(w_1, \dots, w_n)`."""
    return isinstance(node, t.Ellipsis) or symbol_name(node) is not None


def chain_of_arguments(e: Elaboration, node: t.Node, arguments: tuple[t.Node, ...]) -> Expression:
    found = chain_product(e, node, [e.expression(argument) for argument in arguments])
    if found is None:
        raise ElaborationError.at(node, "prod of factors that are no chain of derivatives")
    return found
