"""Any text is analysed, and every place stays inside it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from matderiv.text import read_document
from tests.meaning.understood import read

NOTE = r"""# A note

Let $W \in \mathbb{R}^{m\times n}$ be constant and $x$ a vector of length $n$, with $z = Wx + b$ and
$y_i \in \{0,1\}$ for $i = 1,\dots,m$. We use denominator layout. <!-- matderiv: b: m; layout: mixed -->

$$
\frac{\partial L}{\partial x} = W^\top \frac{\partial L}{\partial z} = W^\top \delta
$$

where $\delta = \partial L/\partial z$. For $f : \mathbb{R}^n \to \mathbb{R}$ we have
$f(x) \approx f(x_0) + \nabla f(x_0)^\top (x - x_0)$.
"""

WORDS = [
    "let ",
    "be ",
    "is ",
    "an ",
    "the ",
    "matrix ",
    "symmetric ",
    "of length ",
    "whose rows are ",
    "only through ",
]
SIGNS = [
    "$",
    "$$",
    "\n\n",
    " ",
    "}",
    "x",
    "_i",
    "^{",
    "^n",
    "=",
    ",",
    "(",
    ")",
    "|",
    ":",
    ";",
    "&",
    "'",
    "-->",
]
COMMANDS = [r"\frac{", r"\partial ", r"\in ", r"\mathbb{R}", r"\approx ", r"\dots", r"\nabla ", "\\\\"]
OTHERS = ["<!-- matderiv: ", "m x n", r"\begin{aligned}", r"\end{aligned}", "depends on "]
PIECES = st.sampled_from([*WORDS, *SIGNS, *COMMANDS, *OTHERS])


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_text_is_analysed(text: str) -> None:
    analysis = read(text)
    analysis.scope_at(len(text))
    places = [
        *((statement.start, statement.end) for statement in analysis.statements),
        *((claim.start, claim.end) for claim in analysis.claims),
        *((problem.start, problem.end) for problem in analysis.problems),
        *((request.start, request.end) for request in analysis.derivatives),
    ]

    assert all(0 <= start <= end <= len(text) for start, end in places)
    assert all(request.problem is not None or request.unreadable for request in analysis.derivatives)


def test_a_note_cut_anywhere_is_analysed() -> None:
    for end in range(0, len(NOTE), 3):
        analysis = read(NOTE[:end])

        assert all(claim.readings or claim.unreadable for claim in analysis.claims)


def test_what_the_note_says() -> None:
    analysis = read(NOTE)

    assert [claim.kind for claim in analysis.claims] == ["chain-rule", "derivative", "linearization"]
    assert all(claim.readings for claim in analysis.claims)


def test_carriage_returns_do_not_move_places() -> None:
    note = NOTE.replace("\n", "\r\n")
    claim = read(note).claims[0]

    assert note[claim.start : claim.end] == claim.tex


def test_an_empty_document() -> None:
    analysis = read("")

    assert (analysis.claims, analysis.problems) == ((), ())
    assert not read_document("", "latex").spans
