r"""The letter `\sigma` of a function: the sigmoid, or any function of numbers."""

from __future__ import annotations

from matderiv import algebra as a
from matderiv.algebra import Expression
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.decisions import Alternative

SIGMOID_NAMES = frozenset({r"\sigma", r"\mathbf{\sigma}", r"\boldsymbol{\sigma}"})


def sigmoid(e: Elaboration, name: str, primes: int, argument: Expression, *, is_declared: bool) -> Expression:
    """The sigmoid; an elementwise function that the note declares is first tried as any other."""
    the_sigmoid = Alternative("sigmoid", assumption=rf"${name}$ is the sigmoid")
    if is_declared:
        choices = (Alternative("any"), the_sigmoid)
    else:
        choices = (the_sigmoid, Alternative("any", assumption=rf"${name}$ is some elementwise function"))
    choice = e.decisions.choose(rf"function {name}", *choices)
    function = "sigmoid" if choice == "sigmoid" else a.FunctionSymbol(name, ((),), ())
    return a.Elementwise(function, argument, primes)
