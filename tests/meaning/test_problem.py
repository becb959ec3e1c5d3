"""Derivatives asked for on the command line, and what can be given about their symbols."""

from __future__ import annotations

import pytest

from matderiv.algebra import Named, Symbol, walk
from matderiv.meaning import ProblemError, read_problem
from matderiv.meaning.declarations.given import facts_in_given
from matderiv.meaning.scopes.indices import index_knowledge
from matderiv.meaning.scopes.timeline import scope_of
from tests.meaning.understood import describe


def given(statement: str, name: str) -> str:
    facts = facts_in_given(statement)
    scope = scope_of(facts, index_knowledge(frozenset(), facts))
    return describe(scope.symbols[name])


@pytest.mark.parametrize(
    ("statement", "name", "expected"),
    [
        (r"X \in \mathbb{R}^{m\times n}", "X", "m×n"),
        (r"$X \in \mathbb{R}^{m\times n}$ is symmetric", "X", "m×n, symmetric"),
        ("A symmetric", "A", "matrix, symmetric"),
        ("$A$ is symmetric", "A", "matrix, symmetric"),
        ("A skew", "A", "matrix, skew"),
        (r"\Sigma symmetric positive definite", r"\Sigma", "matrix, positive definite, symmetric"),
        ("L lower triangular", "L", "matrix, lower triangular"),
        ("X of full column rank", "X", "full column rank"),
        ("X with positive determinant", "X", "matrix, positive determinant"),
        ("x without zero entries", "x", "without zero entries"),
        ("x nonzero", "x", "nonzero"),
        ("a constant", "a", "constant"),
        ("p a probability vector", "p", "vector, probability vector"),
        ("x a row vector", "x", "row"),
        (r"y with entries \pm 1", "y", "signs"),
        (r"\phi elementwise", r"\phi", "elementwise"),
        (r"\sin matrix function", r"\sin", "matrix function"),
        (r"\mathrm{softmax} applied to each row", r"\softmax", "over each row"),
        (r"\sigma sigmoid", r"\sigma", "sigmoid"),
        (r"\lambda_2(A) second smallest eigenvalue of A", r"\lambda_2", "scalar, eigenvalue, of A"),
        (r"s = \sigma(Xw)", "s", "defined"),
        (r"T_{ij} = t_{i-j+n}", "T", "family i j, defined"),
        (r"f: \mathbb{R}^n \to \mathbb{R}", "f", "function vector n -> scalar"),
        ("x vector of length n", "x", "vector n"),
    ],
)
def test_statements_that_can_be_given(statement: str, name: str, expected: str) -> None:
    assert given(statement, name) == expected


def test_a_property_of_an_expression() -> None:
    problem = read_problem(
        r"\operatorname{tr}((X+A)^{-1})", ["X"], [r"X, A \in \mathbb{R}^{n\times n}", "X+A invertible"]
    )

    assert [condition.property for condition in problem.conditions] == ["invertible"]


def test_an_expression_and_its_variable() -> None:
    problem = read_problem("$x^T A x$", ["x"], [r"A \in \mathbb{R}^{n\times n}", r"x \in \mathbb{R}^n"])

    assert problem.expression.shape == ()
    assert [str(size) for size in problem.variables[0].shape] == ["n"]


def test_a_hessian_has_its_variable_twice() -> None:
    problem = read_problem("x^T A x", ["x", "x"], [r"A \in \mathbb{R}^{n\times n}"])

    assert problem.variables[0] == problem.variables[1]


def test_a_defined_symbol_can_be_the_variable() -> None:
    problem = read_problem(r"\|z\|^2", ["z"], ["z = Wx + b", r"W \in \mathbb{R}^{m\times n}"])

    assert isinstance(problem.variables[0], Named)


def test_conventions_of_the_arguments() -> None:
    problem = read_problem("a^T x", ["x"], [], layout="numerator", vec="row", symmetric="entries")

    assert (problem.layout, problem.vec_order, problem.symmetric) == ("numerator", "row", "entries")


def test_a_definition_reaches_the_expression() -> None:
    problem = read_problem(
        r"\operatorname{tr}(AT)",
        ["t"],
        [r"A, T \in \mathbb{R}^{n\times n}", r"t \in \mathbb{R}^{2n-1}", "T_{ij} = t_{i-j+n}"],
    )
    symbols = {node.name for node in walk(problem.expression) if isinstance(node, Symbol)}

    assert "t" in symbols


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("x^T x", ["y"], []), "does not occur"),
        (("x^T x", [], []), "--wrt"),
        (("", ["x"], []), "empty"),
        ((r"x^T \frac{", ["x"], []), "character"),
        (("x^T x", ["x"], ["blah blah"]), "What can be given"),
        ((r"\sigma_i(X)", ["X"], [r"X \in \mathbb{R}^{n\times n}"]), "seems to be a function"),
        (("Ax", ["x"], [r"A \in \mathbb{R}^{m\times n}", r"x \in \mathbb{R}^m"]), "does not conform"),
    ],
)
def test_what_cannot_be_asked_says_what_to_do(
    arguments: tuple[str, list[str], list[str]], words: str
) -> None:
    with pytest.raises(ProblemError, match=words):
        read_problem(*arguments)
