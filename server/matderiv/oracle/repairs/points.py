r"""The right function at the wrong point: `A^\top \nabla f(x)` as the gradient of `f(Ax)`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...algebra import Apply, Derivative, Elementwise, Expression, FunctionDerivative, FunctionSymbol, walk
from .rewriting import Repaired, everywhere
from .words import in_words

_MOST_POINTS = 4


def other_point(left: Expression, right: Expression) -> Iterator[Repaired]:
    """A function or its derivative at the arguments that the function has on the left side."""

    def change(node: Expression) -> Iterator[tuple[Expression, str]]:
        function = _function(node)
        for arguments in () if function is None else points_of(function, left):
            moved = _at(node, arguments)
            if moved != node:
                here, there = (", ".join(map(in_words, each)) for each in (_arguments(node), arguments))
                yield moved, f"{_name(function)} is taken at {here} instead of {there}"

    yield from everywhere(right, change)


def points_of(function: str | FunctionSymbol, side: Expression) -> list[tuple[Expression, ...]]:
    """The arguments at which a function stands in a side, each once."""
    found = (_arguments(node) for node in walk(side) if _function(node) == function)
    return list(dict.fromkeys(found))[:_MOST_POINTS]


def _function(node: Expression) -> str | FunctionSymbol | None:
    match node:
        case (
            Apply(function=function) | FunctionDerivative(function=function) | Elementwise(function=function)
        ):
            return function
        case Derivative(body=Apply(function=function, arguments=arguments), variables=variables) if (
            set(arguments) == set(variables) and len(arguments) == 1
        ):
            return function
    return None


def _arguments(node: Expression) -> tuple[Expression, ...]:
    match node:
        case Derivative(body=Apply(arguments=arguments)):
            return arguments
        case Apply(arguments=arguments) | FunctionDerivative(arguments=arguments):
            return arguments
        case Elementwise(argument=argument):
            return (argument,)
    return ()


def _at(node: Expression, arguments: tuple[Expression, ...]) -> Expression:
    match node:
        case Apply() | FunctionDerivative():
            return replace(node, arguments=arguments)
        case Derivative(body=Apply(function=function), variables=variables, layout=layout):
            return FunctionDerivative(function, (0,) * len(variables), arguments, layout)
        case Elementwise() if len(arguments) == 1:
            return replace(node, argument=arguments[0])
    return node


def _name(function: str | FunctionSymbol | None) -> str:
    return function.name if isinstance(function, FunctionSymbol) else str(function)
