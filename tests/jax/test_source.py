"""Generated JAX source: the same values as the NumPy source, also traced."""

from __future__ import annotations

import re
from typing import Any

import pytest

from matderiv import derive
from tests.scoring.cases import problems
from tests.scoring.finite_differences import draw, sizes_of

PROBLEMS = {problem["id"]: problem for problem in problems()}


def source_of(problem: dict[str, Any], form: str) -> Any:
    found = derive(
        problem["tex"], problem["wrt"], problem["given"], symmetric=problem["symmetric"], forms=[form]
    )
    return found.forms[0]


@pytest.mark.parametrize("name", ["quad", "logregH", "trexp", "mfH"])
def test_no_numpy_is_left(name: str) -> None:
    form = source_of(PROBLEMS[name], "jax")
    assert form.exists
    assert not re.search(r"\bnp\.|\bnumpy as np", form.code)


@pytest.mark.jax
@pytest.mark.parametrize("name", PROBLEMS)
def test_jax_and_numpy_agree(name: str) -> None:
    jax = pytest.importorskip("jax")
    numpy = pytest.importorskip("numpy")
    problem = PROBLEMS[name]
    values = draw(problem, sizes_of(problem)[0], 1)
    named = {tex: values[symbol] for tex, symbol in problem["names"].items()}
    results = []
    for form in ("numpy", "jax"):
        code = source_of(problem, form)
        namespace: dict[str, Any] = {}
        exec(code.code, namespace)  # noqa: S102 - generated code, which is what is tested
        arguments = {parameter: numpy.asarray(named[tex]) for tex, parameter in code.symbols.items()}
        function = jax.jit(namespace["derivative"]) if form == "jax" else namespace["derivative"]
        results.append(numpy.asarray(function(**arguments)))
    numpy.testing.assert_allclose(results[1], results[0], rtol=1e-9, atol=1e-11)
