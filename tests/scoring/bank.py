"""Scores the derivative problems: the NumPy form and the printed LaTeX against finite differences."""

from __future__ import annotations

from typing import Any

import numpy as np

from matderiv import derive
from matderiv.api import ProblemError

from .finite_differences import axis_size, derivative, draw, sizes_of
from .printed import values_of_printed_forms

_TOLERANCE = 1e-6


def judge_problem(problem: dict[str, Any]) -> tuple[str, str]:
    """right: both forms agree with the differences at two seeds and sizes; not_understood: no derivative, said so."""
    try:
        result = derive(
            problem["tex"], problem["wrt"], problem["given"], symmetric=problem["symmetric"], forms=["all"]
        )
    except ProblemError as error:
        return "not_understood", str(error)
    if result.check.verdict != "verified":
        return "not_understood", f"not verified: {result.check.reason}"
    code = next(form for form in result.forms if form.form == "numpy")
    if not code.exists:
        return "not_understood", code.note
    for sizes in sizes_of(problem):
        for seed in (1, 2):
            reason = _compare(problem, result, code, sizes, seed)
            if reason:
                return "wrong", f"{reason} (sizes {sizes}, seed {seed})"
    return "right", ""


def _compare(problem: dict[str, Any], result: Any, code: Any, sizes: dict[str, int], seed: int) -> str:
    if _too_wide(problem, sizes):
        return ""
    values = draw(problem, sizes, seed)
    expected = derivative(problem, values)
    named = {tex: values[name] for tex, name in problem["names"].items()}
    namespace: dict[str, Any] = {}
    exec(code.code, namespace)  # noqa: S102 - code that matderiv generated, which is what is tested
    arguments = {parameter: named[tex] for tex, parameter in code.symbols.items()}
    if not _agree(np.asarray(namespace["derivative"](**arguments)), expected):
        return "the NumPy form is wrong"
    printed = list(values_of_printed_forms(result, named, sizes))
    if not printed:
        return "no printed form could be read again"
    wrong = [form for form, value in printed if not _agree(value, expected)]
    return f"the printed LaTeX is wrong: {', '.join(wrong)}" if wrong else ""


def _too_wide(problem: dict[str, Any], sizes: dict[str, int]) -> bool:
    """Full column rank needs at least as many rows as columns."""
    for variable in problem["variables"].values():
        if variable["property"] == "tall":
            return axis_size(variable["shape"][0], sizes) < axis_size(variable["shape"][1], sizes)
    for statement in problem["given"]:
        if "full column rank" in statement:
            rows, columns = problem["variables"][problem["names"][statement.split()[0]]]["shape"]
            if axis_size(rows, sizes) < axis_size(columns, sizes):
                return True
    return False


def _agree(found: np.ndarray, expected: np.ndarray) -> bool:
    if found.shape != expected.shape:
        return False
    scale = max(1.0, float(np.max(np.abs(expected))))
    return bool(np.max(np.abs(found - expected)) <= _TOLERANCE * scale)
