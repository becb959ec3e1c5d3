"""Formulas of notebooks, with their place in the JSON text."""

from __future__ import annotations

import json

from matderiv.text import read_document, update_document

CELLS = [
    {
        "cell_type": "code",
        "metadata": {"source": ["$no$"]},
        "outputs": [{"text": ["$no$"]}],
        "source": ["a = '$no$'"],
    },
    {
        "cell_type": "markdown",
        "metadata": {},
        "source": ["Let $W$ be\n", "\n", "$$\\frac{a}{b}\n", '= "c" é 𝐀$$\n'],
    },
    {"source": "where $s \\in \\mathbb{R}$", "cell_type": "markdown"},
    {"cell_type": "raw", "source": "$no$"},
]
NOTEBOOK = {"cells": CELLS, "metadata": {"cells": [{"cell_type": "x"}]}, "nbformat": 4}


def test_formulas_of_markdown_cells_are_found() -> None:
    document = read_document(json.dumps(NOTEBOOK, indent=1), "notebook")
    assert [span.text for span in document.spans] == ["W", '\\frac{a}{b}\n= "c" é 𝐀', r"s \in \mathbb{R}"]


def test_ranges_point_into_the_json() -> None:
    for ensure_ascii in (True, False):
        text = json.dumps(NOTEBOOK, indent=1, ensure_ascii=ensure_ascii)
        spans = read_document(text, "notebook").spans
        assert text[spans[0].start : spans[0].end] == "$W$"
        source = spans[1].source
        start = source.text.index("\\frac")
        first, last = source.range_to_document(start, start + len("\\frac{a}"))
        assert text[first:last] == "\\\\frac{a}"
        first, last = source.range_to_document(len(source.text) - 1, len(source.text))
        assert text[first:last] == ("\\ud835\\udc00" if ensure_ascii else "𝐀")


def test_a_sentence_goes_on_in_the_next_cell() -> None:
    document = read_document(json.dumps(NOTEBOOK), "notebook")
    assert len(document.paragraphs) == 1


def test_what_is_no_notebook_is_a_problem_with_a_place() -> None:
    for text in (
        "",
        "{",
        '{"cells": [',
        '{"cells": 3}',
        "[]",
        "[" * 100_000,
        '{"cells": [{"cell_type": "markdown", "source": "$x$"}]',
    ):
        document = read_document(text, "notebook")
        assert [problem.rule for problem in document.problems] == ["invalid-notebook"]
        assert all(0 <= problem.start <= problem.end <= len(text) for problem in document.problems)


def test_the_cells_before_a_fault_are_read() -> None:
    document = read_document('{"cells": [{"cell_type": "markdown", "source": "$x$"}, {', "notebook")
    assert [span.text for span in document.spans] == ["x"]


def test_an_edit_of_the_json_is_read() -> None:
    text = json.dumps(NOTEBOOK)
    place = text.index("$W$") + 1
    document = update_document(read_document(text, "notebook"), place, place + 1, "V")
    assert document.spans[0].text == "V"
