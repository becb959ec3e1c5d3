"""What is called: a name with its primes and the power of its value."""

from __future__ import annotations

from dataclasses import dataclass

from matderiv.meaning.names import symbol_name
from matderiv.syntax import tree as t


@dataclass(frozen=True, slots=True)
class Head:
    """What is called: a name, how often it is differentiated, and to which power its value is taken."""

    node: t.Node
    name: str | None
    primes: int = 0
    exponent: t.Node | None = None


def head_of(function: t.Node) -> Head:
    r"""`\sin^2`, `\phi'`, `f` taken apart."""
    primes, exponent = 0, None
    while isinstance(function, (t.Prime, t.Power, t.Styled)):
        if isinstance(function, t.Prime):
            primes, function = primes + function.count, function.base
        elif isinstance(function, t.Power):
            exponent, function = function.exponent, function.base
        else:
            function = function.body
    name = function.name if isinstance(function, t.FunctionName) else symbol_name(function)
    return Head(function, name, primes, exponent)
