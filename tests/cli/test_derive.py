"""`matderiv derive`: exit codes, the JSON of the contract, forms, layouts."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import matderiv as package
from matderiv.forms import FORMS
from tests.cli.running import Console, run_process

DEFAULT_FORMS = ["matrix", "index", "vec", "differential", "trace", "pullback", "numpy"]
A_AND_X = ("--given", r"A \in \mathbb{R}^{n\times n}", "--given", r"$x \in \mathbb{R}^n$")
W_AND_X = ("--given", r"W \in \mathbb{R}^{n\times m}", "--given", r"x \in \mathbb{R}^m")


def forms_of(result: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {form["form"]: form for form in result["forms"]}


def test_a_verified_derivative_exits_with_0(matderiv: Console) -> None:
    run = matderiv("derive", r"x^\top A x", "--wrt", "x", *A_AND_X)
    assert (run.code, run.err) == (0, "")
    assert r"(A + A^\top) x" in run.out
    assert "✓ verified" in run.out


@pytest.mark.parametrize("expression", [r"\frac{\operatorname{tr} X}{0}", r"\log(0) \operatorname{tr} X"])
def test_no_derivative_or_none_that_is_verified_exits_with_1(matderiv: Console, expression: str) -> None:
    run = matderiv("derive", expression, "--wrt", "X", "--given", r"X \in \mathbb{R}^{n\times n}")
    assert run.code == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["", "--wrt", "x"], "empty"),
        (["$ $", "--wrt", "x"], "empty"),
        ([r"x^\top x", "--wrt", "y"], "does not occur in the expression, which contains x"),
        ([r"x^\top x", "--wrt", ""], "empty"),
        ([r"x^\top x", "--wrt", "x", "--wrt", "x", "--wrt", "x"], "at most twice"),
        ([r"\frac{x", "--wrt", "x"], "missing"),
        ([r"f = x^\top x", "--wrt", "x"], "an equation has no derivative"),
        ([r"x^\top x", "--wrt", "x", "--given", "the weather is fine"], "What can be given: a membership"),
        ([r"x^\top x", "--wrt", "x", "--form", "grad"], "use matrix, index, vec, differential, trace"),
        ([r"x^\top x", "--wrt", "x", "--layout", "upright"], "denominator"),
        ([r"x^\top x", "--wrt", "x", "--vec", "diagonal"], "column"),
        ([r"x^\top x", "--wrt", "x", "--symmetric", "maybe"], "entries"),
        ([r"x^\top x", "--wrt", "x", "--format", "xml"], "json"),
        ([r"x^\top x"], "--wrt"),
        ([r"A + x", "--wrt", "x", *A_AND_X], "does not conform"),
    ],
)
def test_unusable_arguments_exit_with_2_and_say_what_to_do(
    matderiv: Console, arguments: list[str], words: str
) -> None:
    run = matderiv("derive", *arguments)
    assert run.code == 2
    assert run.out == ""
    assert words in run.err


def test_the_json_has_the_fields_of_the_contract(matderiv: Console) -> None:
    run = matderiv("derive", r"\log\det X", "--wrt", "X", "--given", r"X \in \mathbb{R}^{n\times n}",
                   "--given", "X positive definite", "--format", "json")  # fmt: skip
    result = run.json
    assert run.code == 0
    assert list(result) == [
        "schema", "expression", "wrt", "shapes", "layout", "forms", "conditions", "assumptions", "check", "timing",
    ]  # fmt: skip
    assert result["schema"] == 1
    assert result["expression"] == r"\log\det X"
    assert result["wrt"] == ["X"]
    assert result["shapes"] == {"value": [], "variables": {"X": ["n", "n"]}, "derivative": ["n", "n"]}
    assert result["layout"] == "mixed"
    assert [form["form"] for form in result["forms"]] == DEFAULT_FORMS
    for form in result["forms"]:
        content = {"code", "symbols"} if form["form"] == "numpy" else {"latex"}
        assert set(form) == {"form", "exists", "shape", "note"} | content
    assert all(isinstance(text, str) for text in (*result["conditions"], *result["assumptions"]))
    assert list(result["check"]) == ["verdict", "method", "sizes", "max_error", "reason"]
    assert result["check"]["verdict"] == "verified"
    assert set(result["timing"]) == {"symbolic_ms", "check_ms"}


def test_shapes_are_lists_of_dimension_strings(matderiv: Console) -> None:
    result = matderiv("derive", r"r W", "--wrt", "W", "--given", r"r \in \mathbb{R}^{1\times n}",
                      "--given", r"W \in \mathbb{R}^{n\times m}", "--format", "json").json  # fmt: skip
    assert result["shapes"]["value"] == ["1", "m"]
    assert result["shapes"]["variables"] == {"W": ["n", "m"], "r": ["1", "n"]}
    assert result["layout"] == "none"


def test_an_order_three_derivative_has_no_layout_and_the_axes_of_value_then_variable(
    matderiv: Console,
) -> None:
    result = matderiv("derive", "W x", "--wrt", "W", *W_AND_X, "--format", "json").json
    assert result["layout"] == "none"
    assert result["shapes"]["derivative"] == ["n", "n", "m"]
    assert forms_of(result)["vec"]["shape"] == ["n", "n*m"] or forms_of(result)["vec"]["shape"] == [
        "n",
        "m*n",
    ]


def test_form_all_gives_every_form_and_a_repeated_form_comes_once(matderiv: Console) -> None:
    base = ("derive", r"x^\top A x", "--wrt", "x", *A_AND_X, "--format", "json")
    every = [form["form"] for form in matderiv(*base, "--form", "all").json["forms"]]
    assert every == list(FORMS)
    chosen = matderiv(*base, "--form", "numpy", "--form", "matrix", "--form", "numpy").json["forms"]
    assert [form["form"] for form in chosen] == ["numpy", "matrix"]


def test_a_repeated_variable_gives_the_hessian(matderiv: Console) -> None:
    result = matderiv("derive", r"x^\top A x", "--wrt", "x", "--wrt", "x", *A_AND_X, "--format", "json").json
    assert result["wrt"] == ["x", "x"]
    assert result["shapes"]["derivative"] == ["n", "n"]
    assert forms_of(result)["matrix"]["latex"] in (r"A + A^\top", r"A^\top + A")


def test_the_numpy_form_runs_with_the_parameters_that_symbols_names(matderiv: Console) -> None:
    result = matderiv("derive", r"\lambda\, W^{(1)} x", "--wrt", "x", "--form", "numpy", "--format", "json",
                      "--given", r"W^{(1)} \in \mathbb{R}^{n\times m}",
                      "--given", r"x \in \mathbb{R}^m", "--given", r"\lambda \in \mathbb{R}").json  # fmt: skip
    (form,) = result["forms"]
    assert form["symbols"][r"\lambda"] == "lambda_"
    assert form["symbols"]["W^{(1)}"] == "W_1"
    names: dict[str, Any] = {}
    exec(form["code"], names)  # noqa: S102 - the code is the output under test
    weights = np.arange(6.0).reshape(2, 3)
    arguments = {r"\lambda": 2.0, "W^{(1)}": weights, "x": np.ones(3)}
    found = names["derivative"](
        **{name: arguments[tex] for tex, name in form["symbols"].items() if tex in arguments}
    )
    np.testing.assert_allclose(found, 2.0 * weights)


def derivative_in(layout: str, expression: str, *given: str) -> tuple[list[str], str]:
    statements = list(given)
    result = package.derive(expression, "x", statements, layout=layout, forms=["matrix"]).to_dict()
    assert result["check"]["verdict"] == "verified"
    assert result["layout"] == layout
    return result["shapes"]["derivative"], result["forms"][0]["latex"]


def test_layouts_give_transposed_results() -> None:
    given = (r"A \in \mathbb{R}^{m\times n}", r"x \in \mathbb{R}^n")
    assert derivative_in("numerator", "A x", *given) == (["m", "n"], "A")
    assert derivative_in("mixed", "A x", *given) == (["m", "n"], "A")
    assert derivative_in("denominator", "A x", *given) == (["n", "m"], r"A^\top")


def test_the_gradient_of_a_scalar_is_a_row_in_numerator_layout_only() -> None:
    given = (r"x \in \mathbb{R}^n",)
    assert derivative_in("numerator", r"x^\top x", *given)[0] == ["1", "n"]
    assert derivative_in("mixed", r"x^\top x", *given)[0] == ["n"]
    assert derivative_in("denominator", r"x^\top x", *given)[0] == ["n"]


def test_the_gradient_by_a_matrix_is_transposed_in_numerator_layout() -> None:
    given = [r"A \in \mathbb{R}^{m\times n}", r"X \in \mathbb{R}^{n\times m}"]
    shapes = {
        layout: package.derive(r"\operatorname{tr}(A X)", "X", given, layout=layout).to_dict()["shapes"]
        for layout in ("numerator", "denominator", "mixed")
    }
    assert shapes["numerator"]["derivative"] == ["m", "n"]
    assert shapes["denominator"]["derivative"] == shapes["mixed"]["derivative"] == ["n", "m"]


def test_row_major_vec_swaps_the_kronecker_product(matderiv: Console) -> None:
    base = ("derive", "W x", "--wrt", "W", *W_AND_X, "--form", "vec", "--format", "json")
    column, row = matderiv(*base).json, matderiv(*base, "--vec", "row").json
    assert column["forms"][0]["latex"] == r"x^\top \otimes I_n"
    assert row["forms"][0]["latex"] == r"I_n \otimes x^\top"
    assert "column" in column["forms"][0]["note"]
    assert "row" in row["forms"][0]["note"]


def test_the_conventions_for_a_symmetric_variable_differ(matderiv: Console) -> None:
    base = ("derive", r"\operatorname{tr}(A X)", "--wrt", "X", "--form", "matrix", "--format", "json",
            "--given", r"A, X \in \mathbb{R}^{n\times n}", "--given", "X symmetric")  # fmt: skip
    found = {
        convention: matderiv(*base, "--symmetric", convention).json
        for convention in ("unconstrained", "part", "entries")
    }
    assert all(result["check"]["verdict"] == "verified" for result in found.values())
    assert len({result["forms"][0]["latex"] for result in found.values()}) == 3


def test_no_colour_outside_of_a_terminal_and_colour_on_one(
    matderiv: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = ("derive", r"x^\top x", "--wrt", "x")
    assert "\x1b[" not in matderiv(*arguments).out
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" in matderiv(*arguments).out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in matderiv(*arguments).out


def test_python_m_matderiv_does_the_same() -> None:
    run = run_process("derive", r"x^\top A x", "--wrt", "x")
    assert run.code == 0
    assert r"(A + A^\top) x" in run.out


def test_the_python_function_takes_one_name_or_a_list_and_raises_what_the_command_says() -> None:
    assert package.derive("x^T x", "x").to_dict()["wrt"] == ["x"]
    assert package.derive("x^T x", ["x"]).check.verdict == "verified"
    with pytest.raises(package.ProblemError, match="does not occur"):
        package.derive("x^T x", wrt=["y"])
