"""Generated NumPy code for second derivatives against `jax.hessian` under jit, and `torch.func.hessian` if it is there.

`python -m tests.benchmarks.against_jax [SIZE …]` needs JAX (`make .venv/.jax`). Both sides compute the whole Hessian in
double precision from the same arrays, with one thread each (where the module is run by itself); JAX in the better of
forward over reverse and reverse over reverse, its compilation apart. For the matrix factorization the compressed
Hessian, which determines the whole, is timed too.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from time import perf_counter
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1")

import numpy as np

from matderiv import derive

from .timing import milliseconds

SIZES = (16, 64, 256, 1024)
MANY_ENTRIES = 1_000_000
RANK = 5
LAYERS = 10


@dataclass(frozen=True)
class Task:
    """A scalar by its variable: the question in LaTeX, the same function for JAX, and arrays for a size."""

    tex: str
    variable: str
    given: tuple[str, ...]
    function: Callable[..., Any]
    arrays: Callable[[int, np.random.Generator], dict[str, np.ndarray]]


def logistic(np_: Any, at: dict[str, Any]) -> Any:
    return np_.sum(np_.log1p(np_.exp(-at["y"] * (at["X"] @ at["w"]))))


def quadratic(np_: Any, at: dict[str, Any]) -> Any:
    return at["x"] @ at["A"] @ at["x"]


def factorization(np_: Any, at: dict[str, Any]) -> Any:
    return np_.sum((at["T"] - at["U"] @ at["V"].T) ** 2)


def network(np_: Any, at: dict[str, Any]) -> Any:
    value = at["x"]
    for layer in range(1, LAYERS + 1):
        value = np_.maximum(at[f"W^{{({layer})}}"] @ value, 0.0)
    return value @ value


def _network_tex() -> str:
    tex = "x"
    for layer in range(1, LAYERS + 1):
        tex = rf"\operatorname{{ReLU}}(W^{{({layer})}} {tex})"
    return rf"\|{tex}\|_2^2"


TASKS = {
    "logistic regression": Task(
        r"\mathbf{1}^\top\log(\mathbf{1} + \exp(-y \odot (Xw)))",
        "w",
        (r"X \in \mathbb{R}^{m\times n}", r"w \in \mathbb{R}^n", r"y \in \mathbb{R}^m"),
        logistic,
        lambda n, random: {
            "X": random.normal(size=(2 * n, n)) / n**0.5,
            "w": random.normal(size=n),
            "y": np.sign(random.normal(size=2 * n)),
        },
    ),
    "quadratic": Task(
        r"x^\top A x",
        "x",
        (r"A \in \mathbb{R}^{n\times n}", r"x \in \mathbb{R}^n"),
        quadratic,
        lambda n, random: {"A": random.normal(size=(n, n)), "x": random.normal(size=n)},
    ),
    "matrix factorization": Task(
        r"\|T - UV^\top\|_F^2",
        "U",
        (r"T \in \mathbb{R}^{m\times n}", r"U \in \mathbb{R}^{m\times p}", r"V \in \mathbb{R}^{n\times p}"),
        factorization,
        lambda n, random: {
            "T": random.normal(size=(n, n)),
            "U": random.normal(size=(n, RANK)),
            "V": random.normal(size=(n, RANK)),
        },
    ),
    "ten-layer ReLU network": Task(
        _network_tex(),
        "x",
        (
            r"x \in \mathbb{R}^n",
            *(rf"W^{{({layer})}} \in \mathbb{{R}}^{{n\times n}}" for layer in range(1, LAYERS + 1)),
        ),
        network,
        lambda n, random: {
            "x": random.normal(size=n),
            **{
                f"W^{{({layer})}}": random.normal(size=(n, n)) * (2 / n) ** 0.5
                for layer in range(1, LAYERS + 1)
            },
        },
    ),
}


def generated(task: Task) -> tuple[dict[str, Any], dict[str, str]]:
    (form,) = derive(task.tex, [task.variable, task.variable], task.given, forms=["numpy"]).forms
    namespace: dict[str, Any] = {}
    exec(form.code, namespace)  # noqa: S102 - generated code, which is what is measured
    return namespace, dict(form.symbols)


def jax_times(task: Task, arrays: dict[str, np.ndarray], repeats: int) -> tuple[float, float, np.ndarray]:
    """The best time of JAX, its compilation, and the Hessian."""
    import jax

    jax.config.update("jax_enable_x64", True)
    at = {name: jax.numpy.asarray(value) for name, value in arrays.items()}

    def function(variable: Any) -> Any:
        return task.function(jax.numpy, {**at, task.variable: variable})

    found = []
    for mode in (jax.jacfwd, jax.jacrev):
        hessian = jax.jit(mode(jax.jacrev(function)))
        start = perf_counter()
        value = hessian(at[task.variable]).block_until_ready()
        compilation = 1000 * (perf_counter() - start)
        time = milliseconds(lambda h=hessian: h(at[task.variable]).block_until_ready(), repeats)
        found.append((time, compilation, np.asarray(value)))
    return min(found, key=lambda item: item[0])


def torch_time(task: Task, arrays: dict[str, np.ndarray]) -> float | None:
    if find_spec("torch") is None:
        return None
    import torch

    at = {name: torch.as_tensor(value) for name, value in arrays.items()}

    def function(variable: Any) -> Any:
        return task.function(torch, {**at, task.variable: variable})

    hessian = torch.func.hessian(function)
    return milliseconds(lambda: hessian(at[task.variable]), 5)


def measure(name: str, task: Task, size: int) -> str:
    arrays = task.arrays(size, np.random.default_rng(0))
    repeats = 5 if arrays[task.variable].size ** 2 <= MANY_ENTRIES else 1
    namespace, symbols = generated(task)
    arguments = {parameter: arrays[latex] for latex, parameter in symbols.items()}
    own = milliseconds(lambda: namespace["derivative"](**arguments), repeats)
    text = f"{name:24} n = {size:5}   NumPy {own:9.3f} ms"
    time = float("nan")
    try:
        time, compilation, expected = jax_times(task, arrays, repeats)
    except RuntimeError as error:
        text += f"   JAX: {str(error).partition(':')[0].lower().replace('_', ' ')}"
    else:
        found = namespace["derivative"](**arguments)
        wrong = np.max(np.abs(found - expected)) / max(1.0, np.max(np.abs(expected)))
        text += f"   JAX {time:9.3f} ms (compiled in {compilation:6.0f} ms)"
        text += f"   ratio {time / own:7.2f}   error {wrong:.0e}"
    if "compressed" in namespace:
        needed = set(namespace["compressed"].__kwdefaults__ or ()) | _parameters(namespace["compressed"])
        parts = {key: value for key, value in arguments.items() if key in needed}
        short = milliseconds(lambda: namespace["compressed"](**parts), 5)
        text += f"   compressed {short:.4f} ms, ratio {time / short:.0f}"
    torch = torch_time(task, arrays)
    return text if torch is None else f"{text}   torch {torch:.3f} ms"


def _parameters(function: Any) -> set[str]:
    return set(function.__code__.co_varnames[: function.__code__.co_kwonlyargcount])


def main(sizes: tuple[int, ...] = SIZES) -> None:
    if find_spec("jax") is None:
        print("generated code against JAX             JAX is not installed: make .venv/.jax")
        return
    for name, task in TASKS.items():
        for size in sizes:
            print(measure(name, task, size), flush=True)


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
