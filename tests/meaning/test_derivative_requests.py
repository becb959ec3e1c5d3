"""The derivatives that stand in a note, for hovers and actions."""

from __future__ import annotations

from tests.meaning.understood import read


def requests(note: str) -> list[str]:
    return [request.tex for request in read(note).derivatives]


def test_every_derivative_is_found_claim_or_not() -> None:
    note = r"Ask for $\frac{dW\mathbf{x}}{dW}$, $\nabla_x f$ and $\frac{\partial}{\partial X} \operatorname{tr}(AX)$."

    assert requests(note) == [
        r"\frac{dW\mathbf{x}}{dW}",
        r"\nabla_x f",
        r"\frac{\partial}{\partial X} \operatorname{tr}(AX)",
    ]


def test_differentials_of_variables_are_none() -> None:
    assert requests(r"$d(X^2) = X\,dX + dX\,X$") == ["d(X^2)"]


def test_a_request_is_understood_when_asked() -> None:
    note = r"Let $W \in \mathbb{R}^{n\times m}$ and $\mathbf{x} \in \mathbb{R}^m$: $\frac{dW\mathbf{x}}{dW}$"
    (request,) = read(note).derivatives

    assert note[request.start : request.end] == r"\frac{dW\mathbf{x}}{dW}"
    assert request.problem is not None
    assert [str(size) for size in request.problem.expression.shape] == ["n"]
    assert [[str(size) for size in variable.shape] for variable in request.problem.variables] == [["n", "m"]]


def test_what_is_not_understood_says_why() -> None:
    note = r"$A \in \mathbb{R}^{m\times n}$, $x \in \mathbb{R}^m$, $\frac{\partial Ax}{\partial x}$"
    (request,) = read(note).derivatives

    assert request.problem is None
    assert "conform" in request.unreadable


def test_the_smallest_request_around_a_place_comes_first() -> None:
    note = r"$\frac{\partial}{\partial t} \nabla_x f(x)$"
    around = read(note).derivatives_at(note.index("x f") + 1)

    assert [request.tex for request in around] == [
        r"\nabla_x f(x)",
        r"\frac{\partial}{\partial t} \nabla_x f(x)",
    ]
