r"""Normal densities: `\mathcal{N}(x \mid \mu, \Sigma)` of vectors and, with a variance, of numbers."""

from __future__ import annotations

from matderiv.algebra import SCALAR, Expression, MathematicalConstant
from matderiv.meaning.declarations.formulas.distributions import density_arguments
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.names import symbol_name
from matderiv.syntax import parse
from matderiv.syntax import tree as t

_OF_VECTORS = parse(r"\det(2\pi S)^{-1/2}\exp(-\frac12(x-m)^\top S^{-1}(x-m))").tree
_OF_NUMBERS = parse(r"(2\pi S)^{-1/2}\exp(-\frac{(x-m)^2}{2S})").tree


def normal_density(e: Elaboration, node: t.Call) -> Expression | None:
    """The value of a density that the note does not define itself; None for any other call."""
    arguments = density_arguments(node)
    if arguments is None or _is_defined(e, node):
        return None
    point, mean, covariance = (e.expression(argument) for argument in arguments)
    e.assume(f"${symbol_name(node.function)}$ is the normal density")
    template = _OF_NUMBERS if covariance.shape == SCALAR else _OF_VECTORS
    with e.binding({"x": point, "m": mean, "S": covariance, r"\pi": MathematicalConstant("pi")}):
        return e.expression(template)


def _is_defined(e: Elaboration, node: t.Call) -> bool:
    facts = e.scope.get(symbol_name(node.function) or "")
    return facts is not None and (facts.definition is not None or facts.function is not None)
