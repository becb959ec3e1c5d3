"""A derivative of an expression by variables, arranged in the layout of the elaboration."""

from __future__ import annotations

from matderiv import algebra as a
from matderiv.algebra import SCALAR, Expression
from matderiv.meaning.elaboration.nodes.derivatives.listed_variables import hessian, jacobian, numbers_of
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.errors import ElaborationError
from matderiv.meaning.elaboration.state.layouts import ARRAY_BY_SCALAR, DENOMINATOR, NUMERATOR, kind_of
from matderiv.syntax.tree import Node

HIGHEST_ORDER = 4
"""Derivatives of scalars by scalars above this order are not read; the cost of a check doubles with each."""


def root_symbol(expression: Expression) -> a.Symbol | None:
    """The symbol that a derivative's variable belongs to; None if it is no variable."""
    match expression:
        case a.Symbol():
            return expression
        case a.Named(symbol=symbol):
            return symbol
        case a.Member(family=family):
            return family
        case a.Entry(operand=inner) | a.Transpose(operand=inner):
            return root_symbol(inner)
        case a.Inverse(operand=inner) | a.Pseudoinverse(operand=inner):
            return root_symbol(inner)
        case a.Vec(operand=inner):
            return root_symbol(inner)
        case a.Product(factors=(a.EliminationMatrix(), a.Vec(operand=inner))):
            return root_symbol(inner)
    return None


def depends_on(body: Expression, variable: Expression) -> bool:
    """Whether a variable occurs in an expression; where a substitution replaces it, it does not."""
    root = root_symbol(variable)
    if root is None:
        return False
    seen: set[int] = set()
    waiting = [body]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, (a.Symbol, a.Named)) and root_name(node) == root.name:
            return True
        if isinstance(node, a.Substitution) and root_name(node.variable) == root.name:
            waiting.append(node.value)
            continue
        waiting.extend(node.children())
    return False


def is_constant(expression: Expression) -> bool:
    """Whether an expression is a symbol of which the note says that it is constant."""
    return isinstance(expression, a.Symbol) and "constant" in expression.properties


def _stands_still(e: Elaboration, body: Expression) -> bool:
    r"""Whether a product of arrays without the variable is differentiated, as in `\partial(y^\top y)/\partial\beta`.

    That these do not depend on the variable stays a guess.
    """
    symbols = [part for part in a.walk(body) if isinstance(part, a.Symbol)]
    if not isinstance(body, a.Product) or not symbols:
        return False
    e.given_up.update(part.name for part in symbols)
    return True


def root_name(expression: Expression) -> str | None:
    """The name of the symbol that an expression belongs to as a variable."""
    root = root_symbol(expression)
    return root.name if root is not None else None


def require_variable(node: Node, variable: Expression) -> None:
    """ElaborationError unless one can differentiate by the expression."""
    if root_symbol(variable) is None:
        raise ElaborationError.at(node, "a derivative by something that is no variable")


def differentiate(
    e: Elaboration, node: Node, body: Expression, variables: tuple[Expression, ...], fixed: str | None = None
) -> Expression:
    """The derivative in the elaboration's layout, or in a layout that the notation itself fixes."""
    body = e.resolve(body)
    variables = tuple(_written_out(body, e.resolve(variable)) for variable in variables)
    if all(_is_half_stacked(variable) for variable in variables):
        return _by_half_stacked(e, node, body, variables, fixed)
    stacked = _stacked_variable(body, variables)
    if stacked is not None:
        return _by_stacked(e, node, body, stacked, fixed)
    listed = _by_listed(e, body, variables, fixed)
    if listed is not None:
        return listed
    for variable in variables:
        if not depends_on(body, variable) and not is_constant(body):
            if _stands_still(e, body):
                continue
            root = root_symbol(variable)
            raise ElaborationError.at(
                node, f"nothing says how the numerator depends on {root.name if root else 'the variable'}"
            )
    if len(variables) != 1:
        return a.Derivative(body, variables, "mixed")
    kind = kind_of(body.shape, variables[0].shape)
    layout = fixed or _arrangement(e, kind)
    if kind == ARRAY_BY_SCALAR:
        derivative = a.Derivative(body, variables, "mixed")
        return a.Transpose(derivative) if layout == DENOMINATOR else derivative
    return a.Derivative(body, variables, layout)


def _by_listed(
    e: Elaboration, body: Expression, variables: tuple[Expression, ...], fixed: str | None
) -> Expression | None:
    """The derivative by a vector of numbers, where the body is written with the numbers and not with the vector."""
    numbers = numbers_of(variables[0])
    if not any(depends_on(body, number) for number in numbers) or depends_on(body, variables[0]):
        return None
    if len(variables) == 2 and variables[0] == variables[1] and body.shape == SCALAR:
        return hessian(body, numbers)
    if len(variables) != 1 or len(body.shape) > 1:
        return None
    layout = fixed or _arrangement(e, kind_of(body.shape, variables[0].shape))
    found = jacobian(body, numbers)
    return a.Transpose(found) if layout == DENOMINATOR else found


def _written_out(body: Expression, variable: Expression) -> Expression:
    r"""`A^{-1}` for a W that the note defines so, where the body contains A and no W."""
    if not isinstance(variable, a.Named) or depends_on(body, variable):
        return variable
    definition = variable.definition
    is_invertible = isinstance(definition, (a.Inverse, a.Pseudoinverse, a.Transpose))
    return definition if is_invertible and depends_on(body, definition) else variable


def _arrangement(e: Elaboration, kind: str | None) -> str:
    if kind is None:
        return "mixed"
    e.kinds.add(kind)
    return e.layout[kind]


def _stacked_variable(body: Expression, variables: tuple[Expression, ...]) -> a.Vec | None:
    r"""The vec of a matrix as the variable, by itself or under a name that the body does not use."""
    if len(variables) != 1:
        return None
    variable = variables[0]
    if isinstance(variable, a.Named) and not depends_on(body, variable):
        variable = variable.definition
    return variable if isinstance(variable, a.Vec) and depends_on(body, variable.operand) else None


def _by_stacked(
    e: Elaboration, node: Node, body: Expression, variable: a.Vec, fixed: str | None
) -> Expression:
    """The derivative by vec(X), from the derivative by X."""
    matrix = variable.operand
    axes = a.Derivative(body, (matrix,), "axes")
    own = len(body.shape)
    permuted: Expression = axes
    if len(matrix.shape) == 2 and variable.order == "column":
        permuted = a.AxisPermutation(axes, (*range(own), own + 1, own))
    layout = fixed or _arrangement(e, kind_of(body.shape, variable.shape))
    if body.shape == SCALAR:
        column = a.Reshape(permuted, variable.shape)
        return a.Transpose(column) if layout == NUMERATOR else column
    rows = a.jacobian_axes(body.shape)
    if len(rows) != 1:
        return a.Reshape(permuted, rows + variable.shape)
    jacobian = a.Reshape(permuted, rows + variable.shape)
    return a.Transpose(jacobian) if layout == DENOMINATOR else jacobian


def _is_half_stacked(variable: Expression) -> bool:
    """Whether a variable is vech(X), or its transpose."""
    plain = variable.operand if isinstance(variable, a.Transpose) else variable
    return isinstance(plain, a.Product) and isinstance(plain.factors[0], a.EliminationMatrix)


def _by_half_stacked(
    e: Elaboration, node: Node, body: Expression, variables: tuple[Expression, ...], fixed: str | None
) -> Expression:
    """The derivative by vech(X) of a symmetric X: as d vec(X) = D d vech(X), that by vec(X) times D."""
    plain = variables[0].operand if isinstance(variables[0], a.Transpose) else variables[0]
    assert isinstance(plain, a.Product)
    _, stacked = plain.factors
    assert isinstance(stacked, a.Vec)
    duplication = a.DuplicationMatrix(stacked.operand.shape[0])
    if len(variables) == 2:
        hessian = a.Derivative(body, (stacked, stacked), "mixed")
        return a.Product((a.Transpose(duplication), hessian, duplication))
    jacobian = a.Product((_by_stacked(e, node, body, stacked, NUMERATOR), duplication))
    layout = fixed or _arrangement(e, kind_of(body.shape, plain.shape))
    return jacobian if layout == NUMERATOR else a.Transpose(jacobian)


def arranged(e: Elaboration, value: Expression, variable: Expression, axes: Expression) -> Expression:
    """An array over the value's axes, then the variable's, put into the layout of the elaboration."""
    kind = kind_of(value.shape, variable.shape)
    layout = _arrangement(e, kind)
    if value.shape == SCALAR or variable.shape == SCALAR:
        plain = axes
        return a.Transpose(plain) if kind is not None and _is_turned(kind, layout) else plain
    shape = a.derivative_shape(value.shape, (variable.shape,), "mixed")
    plain = a.Reshape(axes, shape) if axes.shape != shape else axes
    return a.Transpose(plain) if kind is not None and _is_turned(kind, layout) else plain


def _is_turned(kind: str, layout: str) -> bool:
    """Whether the layout transposes what stands by axes."""
    if kind in ("scalar by vector", "scalar by matrix"):
        return layout == NUMERATOR
    return layout == DENOMINATOR
