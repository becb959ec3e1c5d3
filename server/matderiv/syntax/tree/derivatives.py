"""Differentials, gradients and derivative operators."""

from __future__ import annotations

from dataclasses import dataclass

from matderiv.syntax.tree.base import Node
from matderiv.syntax.tree.scripts import Power, Subscript


@dataclass(frozen=True, slots=True)
class Differential(Node):
    r"""`dX`, `d(\ln|X|)`, `\mathrm{d}X`, `\partial f`; `\partial^2 f` has the order 2; a bare sign no operand.

    `symbol` is `d`, `\partial` or, in a fraction, `\delta` (the style of the d is in the source). As a numerator it
    takes everything, elsewhere one factor with its scripts: `d X^{-1}` is d of the inverse. `upright` is a d with a
    style or command of its own, which cannot be taken for the letter.
    """

    symbol: str
    order: Node | None
    operand: Node | None
    upright: bool = False


@dataclass(frozen=True, slots=True)
class DerivativeOperator(Node):
    r"""`\frac{\partial}{\partial X} body`: the operand is the whole product after it. `fraction` is a Fraction
    or a Division whose numerator is a bare Differential. The operator alone is just its fraction."""

    fraction: Node
    operand: Node


@dataclass(frozen=True, slots=True)
class Partial(Node):
    r"""`\partial_x f`, `\partial_{ij}^2 f`, `\partial_i`."""

    variable: Node
    order: Node | None
    operand: Node | None


@dataclass(frozen=True, slots=True)
class Gradient(Node):
    r"""`\nabla f`, `\nabla_x f(x)`, `\nabla^2 f`: `operator` is the NablaSymbol with its scripts.

    `\nabla f^T` is Transpose(Gradient(f)). A bare nabla is no Gradient but the operator itself.
    """

    operator: Node
    operand: Node

    @property
    def variable(self) -> Node | None:
        """The subscript of the nabla."""
        return _script(self.operator, Subscript, "script")

    @property
    def order(self) -> Node | None:
        """The superscript of the nabla: 2 in a Hessian."""
        return _script(self.operator, Power, "exponent")


def _script(operator: Node, kind: type[Node], field: str) -> Node | None:
    while isinstance(operator, (Subscript, Power)):
        if isinstance(operator, kind):
            found = getattr(operator, field)
            return found if isinstance(found, Node) else None
        operator = operator.base
    return None
