"""Code of a derivative in the note: a block behind the formula, with what was verified."""

import pytest

from tests.ide.note import note

DECLARED = "Let $A$ be an $n\\times n$ matrix and $x\\in\\mathbb{R}^n$.\n\n"
QUADRATIC = r"\frac{\partial x^\top A x}{\partial x}"


@pytest.mark.parametrize(
    ("library", "line"),
    [
        ("NumPy", "import numpy as np"),
        ("JAX", "import jax.numpy as jnp"),
        ("SymPy", "import sympy"),
    ],
)
def test_the_code_stands_in_a_block_behind_the_formula(library: str, line: str) -> None:
    before = f"{DECLARED}$$\n‸{QUADRATIC}\n$$\n\nMore.\n"
    text = note(before).chosen(f"Insert the derivative (code for {library})")
    assert f"$$\n\n```python\n{line}\n" in text
    assert "def derivative(*, A, x):" in text
    assert text.endswith("```\n\nMore.\n")


def test_what_a_library_does_not_have_is_refused_with_the_reason() -> None:
    text = note(
        "Let $X\\in\\mathbb{R}^{n\\times n}$.\n\n$$\n‸\\frac{\\partial \\operatorname{tr}(e^X)}{\\partial X}\n$$\n"
    )
    assert "there is no code for SymPy" in text.chosen("Insert the derivative (code for SymPy)")
