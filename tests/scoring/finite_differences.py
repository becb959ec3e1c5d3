"""The true derivative of a bank problem: finite differences of its `numpy_f`."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import scipy.linalg
import scipy.special
from scipy.linalg import expm
from scipy.special import expit, softmax

Array = np.ndarray
_JAX = SimpleNamespace(
    nn=SimpleNamespace(softmax=softmax, sigmoid=expit),
    scipy=SimpleNamespace(linalg=SimpleNamespace(expm=expm)),
)
SIZES = ({"m": 3, "n": 4, "p": 2, "q": 5}, {"m": 5, "n": 3, "p": 4, "q": 2})


def sizes_of(problem: dict[str, Any]) -> tuple[dict[str, int], ...]:
    """Both size sets, but for functions that are written for n = 4."""
    return SIZES[:1] if "range(4)" in problem["numpy_f"] else SIZES


def axis_size(dimension: str, sizes: dict[str, int]) -> int:
    if dimension == "2n-1":
        return 2 * sizes["n"] - 1
    return sizes[dimension] if dimension in sizes else int(dimension)


def draw(problem: dict[str, Any], sizes: dict[str, int], seed: int) -> dict[str, Any]:
    """Random values for all variables, safe for their property; tall matrices where full column rank is asked for."""
    random = np.random.default_rng(seed)
    values = {}
    for name, variable in problem["variables"].items():
        shape = tuple(axis_size(dimension, sizes) for dimension in variable["shape"])
        values[name] = _value(random, shape, variable["property"])
    return values


# A value with a property, made from normally distributed entries.
_KINDS: dict[str, Callable[[Array], Any]] = {
    "inv": lambda normal: normal + 3 * np.eye(len(normal)),
    "symmetric": lambda normal: (normal + normal.T) / 2,
    "pd": lambda normal: normal @ normal.T + np.eye(len(normal)),
    "pos": lambda normal: np.abs(normal) + 0.5,
    "sign": np.sign,
    "small": lambda normal: 0.1 * normal,
    "big": lambda normal: np.abs(normal) + 3,
    "unit": expit,
    "binary": lambda normal: np.where(normal > 0, 1.0, 0.0),
    "prob": softmax,
    "skew": lambda normal: (normal - normal.T) / 2,
    "diagonal": lambda normal: np.diag(np.diag(normal)),
    "upper": np.triu,
    "lower": np.tril,
    "orthogonal": lambda normal: np.linalg.qr(normal)[0],
    "tall": lambda normal: normal,
    "five": lambda normal: 5.0,
}


def _value(random: np.random.Generator, shape: tuple[int, ...], kind: str | None) -> Any:
    normal = np.asarray(random.normal(size=shape))
    return _KINDS[kind](normal) if kind else normal


def function_of(problem: dict[str, Any], values: dict[str, Any]) -> Any:
    """`numpy_f` at some values. The strings come from `tests/cases`, which are part of the tests."""
    source = problem["numpy_f"].removeprefix("SYM:")
    code = compile(source, problem["id"], "eval")
    names = {"jnp": np, "np": np, "jax": _JAX, "scipy": scipy, "sum": sum, "range": range, **values}
    return np.asarray(eval(code, names))  # noqa: S307 - an expression of our own test data


def _basis(problem: dict[str, Any], name: str, shape: tuple[int, ...]) -> list[Array]:
    """Directions of perturbation, one for each entry of the variable."""
    directions = []
    symmetric_part = "eigvalsh" in problem["numpy_f"]
    entries = problem["numpy_f"].startswith("SYM:")
    for index in np.ndindex(shape):
        direction = np.zeros(shape)
        direction[index] = 1.0
        if symmetric_part:
            direction = (direction + direction.T) / 2
        elif entries:
            direction = np.maximum(direction, direction.T)
        directions.append(direction)
    return directions


def derivative(problem: dict[str, Any], values: dict[str, Any]) -> Array:
    """Axes: the value's, then those of each variable. Fourth-order differences; second derivatives by nesting."""
    names = [problem["names"][tex] for tex in problem["wrt"]]

    def differentiate(point: dict[str, Any], remaining: list[str], step: float) -> Array:
        if not remaining:
            return function_of(problem, point)
        *others, name = remaining
        centre = np.asarray(point[name], dtype=float)
        columns = []
        for direction in _basis(problem, name, centre.shape):
            total = 0.0
            for weight, offset in ((1, -2), (-8, -1), (8, 1), (-1, 2)):
                moved = {**point, name: centre + offset * step * direction}
                total = total + weight * differentiate(moved, others, step)
            columns.append(total / (12 * step))
        stacked = np.stack(columns, axis=-1)
        return stacked.reshape(stacked.shape[:-1] + centre.shape)

    return differentiate(values, names, 1e-3)
