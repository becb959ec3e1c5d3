r"""A long note in which every claim is another one: as a course writes them, with sections, definitions and prose."""

from __future__ import annotations

import random

_DECLARATIONS = (
    r"Let $A \in \mathbb{R}^{m\times n}$, $X \in \mathbb{R}^{n\times n}$, $x \in \mathbb{R}^n$, $b \in \mathbb{R}^m$, "
    r"$w \in \mathbb{R}^n$ and $W \in \mathbb{R}^{p\times m}$."
)
_CLAIMS = (
    (r"C\, x^\top X x", "x", r"C (X + X^\top) x"),
    (r"C \|A x - b\|_2^2", "x", r"2 \cdot C A^\top (A x - b)"),
    (r"C\, b^\top A x + w^\top x", "x", r"C A^\top b + w"),
    (r"C \operatorname{tr}(X X^\top)", "X", r"2 \cdot C X"),
    (r"C \log\det X", "X", r"C X^{-\top}"),
    (r"\exp(C\, w^\top x)", "x", r"C \exp(C\, w^\top x) w"),
    (r"\frac{1}{2C} \|W(A x - b)\|^2", "x", r"\frac{1}{C} A^\top W^\top W (A x - b)"),
    (r"\log(C + x^\top x)", "x", r"\frac{2 x}{C + x^\top x}"),
    (r"\sum_i x_i^2 + C\, w^\top x", "x", r"2 x + C w"),
    (r"C \operatorname{tr}(A X A^\top)", "X", r"C A^\top A"),
)


def note_of_claims(claims: int) -> str:
    """A Markdown note with this many claims, about four lines each."""
    numbers = random.Random(0)
    parts = [_DECLARATIONS]
    for number in range(claims):
        if number % 50 == 0:
            parts.append(_section(number))
        body, variable, derivative = numbers.choice(_CLAIMS)
        factor = str(number + 2)
        value, result = body.replace("C", factor), derivative.replace("C", factor)
        parts.append(
            f"The next step, number {number}, is\n"
            f"$$\\frac{{\\partial}}{{\\partial {variable}}} \\left({value}\\right) = {result}$$"
        )
    return "\n\n".join(parts) + "\n"


def _section(number: int) -> str:
    return (
        f"## Part {number}\n\n"
        f"Write $y_{{{number}}} = A x + {number + 1} b$ and $f_{{{number}}}(x) = \\|y_{{{number}}}\\|^2$, "
        f"where $u_{{{number}}} \\in \\mathbb{{R}}^n$ is a constant vector.\n\n"
        f"$$\\nabla f_{{{number}}}(x) = 2 A^\\top (A x + {number + 1} b)$$"
    )
