"""The derivative of an expression by one or more variables."""

from __future__ import annotations

from collections.abc import Sequence

from matderiv.algebra import Condition, Entry, Expression, Index, Member, Symbol, transform_bottom_up

from ..contraction.subscripts import fresh_axes
from ..contraction.terms import Contribution, Term
from ..errors import NotDifferentiable
from ..presentation.recollection import recollected
from ..presentation.tensor import DerivativeTensor
from ..variables.generic import GenericVariables
from ..variables.structured import constrained
from ..variables.variable import Variable
from .accumulation import Differentiation
from .conditions import remaining
from .inner_derivatives import without_derivatives
from .tidying import tidied


def differentiate(
    expression: Expression, variables: Sequence[Expression], symmetric: str = "unconstrained"
) -> DerivativeTensor:
    """The derivative of `expression` by each variable in turn (two: the Hessian or mixed derivative).

    A variable is a Symbol, Named, Entry or Member, or the Transpose or Inverse of one. `symmetric` is the convention
    for variables that are declared symmetric: `unconstrained`, `part` or `entries`.
    Raises NotDifferentiable with a sentence for the user.
    """
    try:
        return _differentiate(expression, tuple(variables), symmetric)
    except RecursionError:
        raise NotDifferentiable("The expression is nested too deeply to be differentiated.") from None


def _differentiate(
    expression: Expression, variables: tuple[Expression, ...], symmetric: str
) -> DerivativeTensor:
    expression = without_derivatives(expression, differentiate)
    for wanted in variables:
        if isinstance(wanted, Symbol) and wanted.family_axes == len(wanted.shape) > 0:
            expression = _as_one_array(expression, wanted)
    generic = GenericVariables(variables if len(variables) > 1 else ())
    expression = generic.without_structure(expression)
    value_axes = fresh_axes(expression.shape)
    outer = value_axes
    terms: list[Term] = []
    conditions: dict[Condition | str, None] = {}
    all_axes = []
    for number, wanted in enumerate(variables):
        variable = Variable(wanted)
        axes = fresh_axes(variable.shape)
        run = Differentiation(variable, axes, outer)
        start = {expression: [Contribution(Term(), value_axes)]}
        free = tuple(index for index in outer if isinstance(index, Index))
        terms = run.of_terms(recollected(terms, free)) if number else run.accumulate(start)
        terms = constrained(tidied(terms), wanted, axes, symmetric)
        conditions.update(run.conditions)
        all_axes.append(axes)
        outer = (*outer, *axes)
    return DerivativeTensor(
        expression.shape,
        tuple(variable.shape for variable in variables),
        value_axes,
        tuple(all_axes),
        tuple(generic.restored(terms)),
        remaining(generic.restored_condition(condition) for condition in conditions),
    )


def _as_one_array(expression: Expression, family: Symbol) -> Expression:
    """Scalar members of a family, by which as a whole is differentiated, as entries of one array."""

    def change(node: Expression) -> Expression:
        return Entry(family, node.indices) if isinstance(node, Member) and node.family == family else node

    return transform_bottom_up(expression, change)
