"""What is remembered across edits is what would be read anew, and hardly anything is read twice."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matderiv.meaning import Claim, analyse
from matderiv.meaning import claims as claims_module
from matderiv.meaning.remembered_readings import forget_readings
from matderiv.text import Document, read_document, update_document

NOTE = r"""# Least squares

Let $A \in \mathbb{R}^{m\times n}$, $x \in \mathbb{R}^n$ and $b \in \mathbb{R}^m$. Write $r = Ax - b$.

$$\frac{\partial}{\partial x} \|r\|^2 = 2A^\top(Ax - b)$$

The matrix $S$ is symmetric. Define $f(x) = x^\top S x$, so that $\nabla f(x) = 2 S x$.

## Another part

We use denominator layout. Let $g(x) = u^\top x + \log h(x)$ and $h : \mathbb{R}^n \to \mathbb{R}$.

$$\nabla g(x) = u + \frac{\nabla h(x)}{h(x)}, \qquad \frac{\partial (B y)}{\partial y} = B^\top$$

where $u$ is constant. With $z_i = w^\top x_i$ and $L = \sum_i \ell(z_i)$,
$\frac{\partial L}{\partial w} = \sum_i \ell'(z_i) x_i$.
"""
PIECES = [
    "",
    "x",
    "A",
    "$",
    "\n\n",
    "^\\top",
    " symmetric",
    "$S = S^\\top$",
    "\\",
    "2",
    "numerator layout",
    "{",
    "W",
]


def read_anew(text: str) -> tuple[Claim, ...]:
    forget_readings()
    return analyse(read_document(text, "markdown")).claims


places = st.integers(min_value=0, max_value=len(NOTE))
edits = st.lists(st.tuples(places, st.integers(0, 6), st.sampled_from(PIECES)), min_size=1, max_size=3)


def edited(document: Document, place: int, removed: int, text: str) -> Document:
    start = min(place, len(document.text))
    return update_document(document, start, min(start + removed, len(document.text)), text)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(edits)
def test_claims_after_edits_are_those_of_the_whole_text(changes: list[tuple[int, int, str]]) -> None:
    document = read_document(NOTE, "markdown")
    assert analyse(document).claims == read_anew(NOTE)
    found: list[tuple[str, tuple[Claim, ...]]] = []
    for change in changes:
        document = edited(document, *change)
        found.append((document.text, analyse(document).claims))
    for text, claims in found:
        assert claims == read_anew(text)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The steps that were read, and not remembered."""
    found: list[str] = []
    elaborated = claims_module._understood

    def counted(statement, step, scope, refused):  # type: ignore[no-untyped-def]
        found.append(statement.formula.source.text[step.text_start : step.text_end])
        return elaborated(statement, step, scope, refused)

    monkeypatch.setattr(claims_module, "_understood", counted)
    forget_readings()
    return found


def claims_after(document: Document, old: str, new: str) -> Document:
    start = document.text.index(old)
    document = update_document(document, start, start + len(old), new)
    _ = analyse(document).claims
    return document


def test_only_what_changed_is_read_again(read: list[str]) -> None:
    document = read_document(NOTE, "markdown")
    everything = len(analyse(document).claims)
    assert len(read) == everything
    read.clear()
    document = claims_after(document, "# Least", "# On least")
    assert read == []
    document = claims_after(document, "= 2 S x", "= 3 S x")
    assert read == [r"\nabla f(x) = 3 S x"]
    read.clear()
    claims_after(document, r"r = Ax - b", r"r = Ax + b")
    assert read == [r"\frac{\partial}{\partial x} \|r\|^2 = 2A^\top(Ax - b)"]


def test_what_depends_on_a_declaration_is_read_again(read: list[str]) -> None:
    document = read_document(NOTE, "markdown")
    _ = analyse(document).claims
    read.clear()
    claims_after(document, "$S$ is symmetric", "$S$ is symmetric and positive definite")
    assert r"\nabla f(x) = 2 S x" in read
    assert r"\frac{\partial}{\partial x} \|r\|^2 = 2A^\top(Ax - b)" not in read
