"""Source of elementwise functions, softmax and its relatives, norms, and abstract functions."""

from __future__ import annotations

from matderiv.algebra import (
    SCALAR,
    Apply,
    Determinant,
    Elementwise,
    ElementwisePower,
    EntrySum,
    Expression,
    FunctionDerivative,
    Indicator,
    LogSumExp,
    Maximum,
    Norm,
    Softmax,
    derivative_shape,
    is_row,
)
from matderiv.notation.numpy_source.code import Code, CodeError, call, power
from matderiv.notation.numpy_source.generator import CodeFunction, Generator
from matderiv.notation.numpy_source.helpers import HELPERS
from matderiv.notation.numpy_source.rules_products import without_row_axis
from matderiv.notation.numpy_source.scalar_functions import scalar_function

_COMPARISONS = {">": ">", "≥": ">=", "<": "<", "≤": "<=", "=": "==", "≠": "!="}

_NORMS = {
    "1": "np.sum(np.abs({x}))",
    "2": "np.linalg.norm({x})",
    "inf": "np.max(np.abs({x}))",
    "frobenius": "np.linalg.norm({x})",
    "nuclear": 'np.linalg.norm({x}, "nuc")',
    "spectral": "np.linalg.norm({x}, 2)",
}


def _elementwise(generator: Generator, node: Elementwise) -> Code:
    if not isinstance(node.function, str):
        marks = "'" * node.order
        return call(
            function_parameter(generator, node.function.name + marks), generator.code(node.argument).text
        )
    if node.function == "log" and node.order == 0 and isinstance(node.argument, Determinant):
        inside = node.argument.operand
        if inside.shape != SCALAR and not generator.is_shared(node.argument):
            return Code(f"np.linalg.slogdet({generator.code(inside).text})[1]")
    code = scalar_function(node.function, node.order, generator.code(node.argument))
    for helper in HELPERS:
        if f"{helper}(" in code.text:
            generator.helper(helper)
    return code


def function_parameter(generator: Generator, latex: str) -> str:
    """The parameter for a function that only the caller knows."""
    name = generator.callables.get(latex)
    if name is None:
        name = generator.callables[latex] = generator.identifiers.of(latex, "function")
    return name


def _power(generator: Generator, node: ElementwisePower) -> Code:
    return power(generator.code(node.base), generator.code(node.exponent))


def _maximum(generator: Generator, node: Maximum) -> Code:
    return call("np.maximum", generator.code(node.left).text, generator.code(node.right).text)


def _softmax(generator: Generator, node: Softmax) -> Code:
    argument = generator.code(node.argument).text
    is_matrix = len(node.shape) == 2 and not is_row(node.shape)
    axis = {"row": ["axis=1"], "column": ["axis=0"]}.get(node.over, []) if is_matrix else []
    return call(generator.helper("_softmax"), argument, *axis)


def _log_sum_exp(generator: Generator, node: LogSumExp) -> Code:
    return call(generator.helper("_log_sum_exp"), generator.code(node.argument).text)


def _entry_sum(generator: Generator, node: EntrySum) -> Code:
    return call("np.sum", generator.code(node.argument).text)


def _norm(generator: Generator, node: Norm) -> Code:
    template = _NORMS.get(node.kind)
    if template is None:
        raise CodeError(f"no NumPy source for the norm {node.kind}")
    return Code(template.format(x=generator.code(node.argument).text))


def _indicator(generator: Generator, node: Indicator) -> Code:
    left, right = generator.code(node.left).text, generator.code(node.right).text
    return Code(f"np.where({left} {_COMPARISONS[node.relation]} {right}, 1.0, 0.0)")


def _apply(generator: Generator, node: Apply) -> Code:
    arguments = [generator.full(argument).text for argument in node.arguments]
    return without_row_axis(call(function_parameter(generator, node.function.name), *arguments), node)


def _function_derivative(generator: Generator, node: FunctionDerivative) -> Code:
    """The caller's function for the derivative: the value's axes first, then those of the variables."""
    slots = "" if len(node.function.domain) == 1 else "".join(f"_{slot + 1}" for slot in node.slots)
    order = "" if len(node.slots) == 1 else f"^{len(node.slots)}"
    sign = r"\nabla" if node.function.codomain == SCALAR or order else "J"
    function = node.function.name
    latex = f"J_{{{function}}}{slots}" if sign == "J" else f"{sign}{order}{slots} {function}"
    name = function_parameter(generator, latex)
    code = call(name, *(generator.full(argument).text for argument in node.arguments))
    axes = derivative_shape(
        node.function.codomain, tuple(node.function.domain[s] for s in node.slots), "axes"
    )
    if len(axes) == len(node.shape) == 2 and _is_turned(node):
        return Code(f"{code.text}.T")
    vector = len(node.shape) == 1 or is_row(node.shape)
    return Code(f"np.ravel({code.text})") if vector and len(axes) > 1 else code


def _is_turned(node: FunctionDerivative) -> bool:
    """Whether the node's layout has the axes of the variable first."""
    return node.layout == ("numerator" if node.function.codomain == SCALAR else "denominator")


RULES: dict[type[Expression], CodeFunction] = {
    Elementwise: _elementwise,
    ElementwisePower: _power,
    Maximum: _maximum,
    Softmax: _softmax,
    LogSumExp: _log_sum_exp,
    EntrySum: _entry_sum,
    Norm: _norm,
    Indicator: _indicator,
    Apply: _apply,
    FunctionDerivative: _function_derivative,
}
