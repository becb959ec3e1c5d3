"""Generated SymPy source: run on SymPy's symbols, it gives what the NumPy source gives."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import sympy

from matderiv import derive
from tests.scoring.cases import problems
from tests.scoring.finite_differences import draw, sizes_of
from tests.sympy_issues.evaluation import value_of

PROBLEMS = {problem["id"]: problem for problem in problems()}
WITHOUT_COUNTERPART = {"trsin", "trexp", "eig"}


def run(code: str, arguments: dict[str, Any]) -> Any:
    namespace: dict[str, Any] = {}
    exec(code, namespace)  # noqa: S102 - generated code, which is what is tested
    return namespace["derivative"](**arguments)


@pytest.mark.parametrize(
    "name",
    ["quad", "mf", "logreg", "softmax", "det", "lddiag", "attn", "cubic", "norm", "gaussmu", "symtrAX"],
)
def test_sympy_and_numpy_agree(name: str) -> None:
    problem = PROBLEMS[name]
    options = {"symmetric": problem["symmetric"], "forms": ["numpy", "sympy"]}
    numpy_form, sympy_form = derive(problem["tex"], problem["wrt"], problem["given"], **options).forms
    values = draw(problem, sizes_of(problem)[0], 1)
    named = {tex: np.asarray(values[symbol], float) for tex, symbol in problem["names"].items()}
    expected = run(numpy_form.code, {name: named[tex] for tex, name in numpy_form.symbols.items()})
    at: dict[Any, Any] = {}
    arguments = {}
    for tex, parameter in sympy_form.symbols.items():
        value = named[tex] if named[tex].ndim != 1 else named[tex][:, None]
        symbol = sympy.MatrixSymbol(parameter, *value.shape) if value.ndim else sympy.Symbol(parameter)
        at[symbol] = value
        arguments[parameter] = symbol
    found = np.squeeze(value_of(run(sympy_form.code, arguments), at))
    np.testing.assert_allclose(found, np.squeeze(expected), rtol=1e-9, atol=1e-10)


def test_entries_of_what_has_more_axes_take_indices() -> None:
    problem = PROBLEMS["Xinv_X"]
    (form,) = derive(problem["tex"], problem["wrt"], problem["given"], forms=["sympy"]).forms
    X = sympy.MatrixSymbol("X", 3, 3)
    entry = run(form.code, {"X": X, "i": 0, "j": 1, "k": 2, "l": 1})
    matrix = np.arange(9.0).reshape(3, 3) + 5 * np.eye(3)
    inverse = np.linalg.inv(matrix)
    np.testing.assert_allclose(value_of(entry, {X: matrix}), -inverse[0, 2] * inverse[1, 1])


@pytest.mark.parametrize("name", sorted(WITHOUT_COUNTERPART))
def test_what_sympy_does_not_have_is_said(name: str) -> None:
    problem = PROBLEMS[name]
    (form,) = derive(problem["tex"], problem["wrt"], problem["given"], forms=["sympy"]).forms
    assert not form.exists
    assert "SymPy" in form.note
