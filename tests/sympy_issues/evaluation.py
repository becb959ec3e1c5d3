"""SymPy's expressions evaluated with NumPy, class by class; nothing of matderiv takes part."""

from __future__ import annotations

from functools import reduce
from typing import Any

import numpy as np

FUNCTIONS = {"exp": np.exp, "log": np.log, "sin": np.sin, "cos": np.cos, "Abs": np.abs, "sign": np.sign}


def value_of(node: Any, at: dict[Any, Any]) -> Any:
    """A number or a two-dimensional array; `at` has the values of symbols, sizes and bound indices."""
    if node in at:
        return at[node]
    for kind in type(node).__mro__:
        rule = RULES.get(kind.__name__)
        if rule is not None:
            return rule(node, at)
    raise TypeError(f"no value of {type(node).__name__}")


def _all(node: Any, at: dict[Any, Any]) -> list[Any]:
    return [value_of(argument, at) for argument in node.args]


def _times(left: Any, right: Any) -> Any:
    return left @ right if np.ndim(left) == np.ndim(right) == 2 else left * right


def _matrix_power(node: Any, at: dict[Any, Any]) -> Any:
    base, exponent = _all(node, at)
    return np.linalg.matrix_power(base, int(exponent))


def _sum(node: Any, at: dict[Any, Any]) -> Any:
    body, *limits = node.args
    if not limits:
        return value_of(body, at)
    symbol, lower, upper = limits[-1]
    inner = node.func(body, *limits[:-1]) if limits[:-1] else body
    bounds = range(int(value_of(lower, at)), int(value_of(upper, at)) + 1)
    return sum(value_of(inner, {**at, symbol: index}) for index in bounds)


def _function_matrix(node: Any, at: dict[Any, Any]) -> Any:
    rows, columns = (int(value_of(size, at)) for size in node.shape)
    i, j = node.lamda.variables
    return np.array(
        [[value_of(node.lamda.expr, {**at, i: a, j: b}) for b in range(columns)] for a in range(rows)]
    )


def _entry(node: Any, at: dict[Any, Any]) -> Any:
    matrix, row, column = _all(node, at)
    return matrix[int(row), int(column)]


def _applied(node: Any, at: dict[Any, Any]) -> Any:
    (variable,) = node.function.variables
    array = value_of(node.expr, at)
    return value_of(node.function.expr, {**at, variable: array}) * np.ones(array.shape)


def _shaped(make: Any) -> Any:
    return lambda node, at: make([int(value_of(size, at)) for size in node.shape])


RULES: dict[str, Any] = {
    "Number": lambda node, at: float(node),
    "NumberSymbol": lambda node, at: float(node),
    "Add": lambda node, at: sum(_all(node, at)),
    "MatAdd": lambda node, at: sum(_all(node, at)),
    "Mul": lambda node, at: reduce(_times, _all(node, at)),
    "MatMul": lambda node, at: reduce(_times, _all(node, at)),
    "Pow": lambda node, at: value_of(node.base, at) ** value_of(node.exp, at),
    "MatPow": _matrix_power,
    "Transpose": lambda node, at: value_of(node.arg, at).T,
    "Inverse": lambda node, at: np.linalg.inv(value_of(node.arg, at)),
    "Trace": lambda node, at: np.trace(value_of(node.arg, at)),
    "Determinant": lambda node, at: np.linalg.det(value_of(node.arg, at)),
    "HadamardProduct": lambda node, at: np.prod(_all(node, at), axis=0),
    "HadamardPower": lambda node, at: value_of(node.base, at) ** value_of(node.exp, at),
    "KroneckerProduct": lambda node, at: reduce(np.kron, _all(node, at)),
    "Identity": _shaped(lambda shape: np.eye(shape[0])),
    "OneMatrix": _shaped(np.ones),
    "ZeroMatrix": _shaped(np.zeros),
    "MatrixBase": lambda node, at: np.array(
        [[value_of(node[i, j], at) for j in range(node.shape[1])] for i in range(node.shape[0])]
    ),
    "DiagMatrix": lambda node, at: np.diag(np.ravel(value_of(node.args[0], at))),
    "DiagonalOf": lambda node, at: np.diag(value_of(node.arg, at))[:, None],
    "ElementwiseApplyFunction": _applied,
    "MatrixElement": _entry,
    "Sum": _sum,
    "FunctionMatrix": _function_matrix,
    "KroneckerDelta": lambda node, at: float(value_of(node.args[0], at) == value_of(node.args[1], at)),
    **{name: (lambda node, at, f=function: f(_all(node, at)[0])) for name, function in FUNCTIONS.items()},
}
