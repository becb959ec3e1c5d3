r"""The unit vectors `\vec i`, `\mathbf j`, `\hat k`, in which gradients in the plane and in space are written."""

from __future__ import annotations

import re
from fractions import Fraction

from matderiv import algebra as a
from matderiv.algebra import Expression
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.decisions import Alternative
from matderiv.syntax.tree import Node

_STYLES = r"\\(?:vec|hat|bar|mathbf|boldsymbol|hat\{\\mathbf|hat\{\\boldsymbol)"
_UNIT = re.compile(_STYLES + r"(?: |\{)(?P<letter>[ijk])\}*")
_LETTERS = "ijk"
_SPACE = Alternative("3")
_PLANE = Alternative("2", only_on_fault=True)


def unit_vector(e: Elaboration, name: str, node: Node) -> Expression | None:
    """The unit vector that an undeclared name is, beside an i or j of the same style; None for any other name."""
    found = _UNIT.fullmatch(name)
    if found is None or not (found["letter"] in "ij" or _has_company(e, name, found["letter"])):
        return None
    axis = _LETTERS.index(found["letter"])
    size = 3 if axis == 2 else int(e.decisions.choose("unit vectors", _SPACE, _PLANE))
    e.assume(f"${name}$ is a unit vector of {size} coordinates")
    cells = tuple((a.Number(Fraction(int(row == axis))),) for row in range(size))
    return e.build(node, a.MatrixLiteral, cells)


def _has_company(e: Elaboration, name: str, letter: str) -> bool:
    written = e.surroundings.bare
    head, _, tail = name.rpartition(letter)
    return any(f"{head}{other}{tail}" in written for other in "ij")
