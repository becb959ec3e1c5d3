"""Files that Markdown notes take in: headers with macros, and other notes."""

from __future__ import annotations

import pytest

from tests.workspace.conftest import Check, Write

MACROS = "\\newcommand{\\bx}{\\mathbf{x}}\n\\newcommand{\\bA}{\\mathbf{A}}\n"
SHAPES = r"Let $\bx \in \mathbb{R}^n$ and $\bA \in \mathbb{R}^{n \times n}$."
CLAIM = r"$$\nabla_{\bx}\, \bx^\top \bA \bx = (\bA + \bA^\top) \bx$$"


@pytest.mark.parametrize(
    "front_matter",
    [
        "include-in-header: macros.tex",
        'format:\n  html:\n    include-in-header:\n      - "macros.tex"',
        "output:\n  pdf_document:\n    includes:\n      in_header: macros.tex",
        "include-in-header:\n  - file: macros.tex",
    ],
)
def test_the_header_that_front_matter_names_brings_macros(
    write: Write, check: Check, front_matter: str
) -> None:
    write("macros.tex", MACROS)
    note = write("note.qmd", f"---\ntitle: A\n{front_matter}\n---\n\n{SHAPES}\n\n{CLAIM}\n")
    assert [claim.verdict for claim in check(note).claims] == ["verified"]


@pytest.mark.parametrize(
    "inclusion", ["{{< include _notation.md >}}", "```{include} _notation.md\n```", "![[_notation]]"]
)
def test_what_an_included_note_declares_counts(write: Write, check: Check, inclusion: str) -> None:
    write("_notation.md", f"$${MACROS}$$\n\n{SHAPES}\n")
    note = write("note.md", f"{inclusion}\n\n{CLAIM}\n")
    assert [claim.verdict for claim in check(note).claims] == ["verified"]


@pytest.mark.parametrize(
    "text",
    [
        "`{{< include a.md >}}`",
        "```\n{{< include a.md >}}\n```",
        "The directive `{include}` a.md",
        "{include} a.md",
    ],
)
def test_what_is_only_shown_includes_nothing(write: Write, check: Check, text: str) -> None:
    assert check(write("note.md", f"{text}\n")).problems == ()


def test_pictures_are_no_notes(write: Write, check: Check) -> None:
    assert check(write("note.md", "![[figure.png]]\n\n`\\input{code}`\n")).problems == ()
