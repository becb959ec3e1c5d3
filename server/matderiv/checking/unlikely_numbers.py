"""Claims that hold because a capital letter beside matrices was guessed to be a number.

`\\frac{\\partial}{\\partial A} AB = B^\\top` is what one writes who has forgotten a trace; it is
true of numbers A only.
"""

from __future__ import annotations

import re

from ..algebra import Derivative, Symbol, walk
from ..meaning import Reading

_CAPITAL = re.compile(r"(?:\\(?:mathbf|boldsymbol)\{)?[A-Z]\}?")


def unlikely_number(reading: Reading) -> str:
    """That a matrix is differentiated by capital letters that were guessed to be numbers."""
    return " and ".join(f"${name}$ is a number" for name in _unlikely_numbers(reading))


def _unlikely_numbers(reading: Reading) -> tuple[str, ...]:
    guessed = {name for name, role in reading.grounds.roles if role == "scalar" and _CAPITAL.fullmatch(name)}
    if not guessed or reading.left is None:
        return ()
    found = {
        variable.name
        for node in walk(reading.left)
        if isinstance(node, Derivative) and len(node.body.shape) == 2
        for variable in node.variables
        if isinstance(variable, Symbol) and variable.name in guessed
    }
    return tuple(sorted(found))
