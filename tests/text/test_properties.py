"""What holds for every text whatsoever."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matderiv.text import Document, MathSpan, ProseSpan, read_document, suppressions, update_document

LANGUAGES = ("markdown", "latex", "notebook")

FRAGMENTS = (
    r"$ $$ $$$ \$ \\ \( \) \[ \] \\( \\) \\[ \\] \begin{align} \end{align} \begin{aligned} \end{aligned} `"
    r" ``` ~~~ ```math ```{note} ```{math} ::: <!-- --> <script> </script> {math}` \text{ { } % %matderiv:off"
    r" \begin{verbatim} \end{verbatim} \iffalse \fi \verb| | \documentclass{a} \begin{document} \item # > -"
    r" \newcommand{\be}{\begin{equation}} \be \newcommand \def\R{x} --- 5 x^2 x = \frac{a}{b} and the _ 𝐀 é"
    r" 1. 的 \ matderiv: matderiv:off;disable=a"
).split(" ")
pieces = st.one_of(
    st.sampled_from([*FRAGMENTS, "\n", "\n\n", "\r\n", "\r", " ", "\t", "\n> ", "\n  "]), st.text(max_size=3)
)
LINES = (
    r"$$|$$ x = 1|x^2 = y|\alpha + \beta||| |Let $x$ be the vector.|where it is $5|```|```math|~~~|- item $a$"
    r"|> $$|> x = y|>|\begin{align}|\end{align}|a &= b|\[|\]|<!-- a|-->|# Title|\begin{verbatim}"
    r"|\end{verbatim}|% note|---|matderiv: off|```{note}|:::"
).split("|")
some_lines = st.lists(st.sampled_from(LINES), max_size=14).map("\n".join)
texts = st.one_of(st.lists(pieces, max_size=40).map("".join), some_lines)


@st.composite
def notebooks(draw: st.DrawFn) -> str:
    kinds = st.sampled_from(["markdown", "code"])
    cells = [
        {"cell_type": draw(kinds), "source": draw(st.one_of(texts, st.lists(texts, max_size=3)))}
        for _ in range(draw(st.integers(0, 3)))
    ]
    return json.dumps(
        {"cells": cells, "metadata": {}},
        ensure_ascii=draw(st.booleans()),
        indent=draw(st.sampled_from([None, 1])),
    )


documents = st.one_of(
    st.tuples(texts, st.sampled_from(LANGUAGES)), st.tuples(notebooks(), st.just("notebook"))
)


def views(document: Document) -> tuple[object, ...]:
    return (
        document.spans,
        document.paragraphs,
        document.directives,
        document.macro_sources,
        document.problems,
        [document.line_index.line_range(line) for line in range(document.line_index.line_count)],
    )


@given(documents)
def test_formulas_lie_in_the_text_in_order_and_do_not_overlap(case: tuple[str, str]) -> None:
    text, language = case
    end = 0
    for span in read_document(text, language).spans:
        assert end <= span.start <= span.content_start <= span.content_end <= span.end <= len(text)
        assert span.start < span.end
        end = span.end


@given(texts, st.sampled_from(["markdown", "latex"]))
def test_every_character_of_a_formula_is_found_again_in_the_document(text: str, language: str) -> None:
    for span in read_document(text, language).spans:
        places = [span.source.to_document(offset) for offset in range(len(span.source.text))]
        assert places == sorted(set(places))
        for offset, place in enumerate(places):
            written = text[place].replace("\r", "\n")
            assert span.content_start <= place < span.content_end
            assert span.source.text[offset] in (
                written,
                " " if text[place : place + 2] == "\r\n" else written,
            )
            assert span.source.from_document(place) == offset


@given(notebooks())
def test_formulas_of_a_notebook_are_found_again_in_its_json(text: str) -> None:
    for span in read_document(text, "notebook").spans:
        for offset, character in enumerate(span.source.text):
            start, end = span.source.range_to_document(offset, offset + 1)
            assert span.content_start <= start < end <= span.content_end
            decoded = json.loads(f'"{text[start:end]}"')
            assert character in (decoded, decoded.replace("\r", "\n"), " " if decoded == "\r" else decoded)


@given(documents)
def test_paragraphs_hold_every_formula_once_and_no_prose_twice(case: tuple[str, str]) -> None:
    text, language = case
    document = read_document(text, language)
    pieces = [piece for paragraph in document.paragraphs for piece in paragraph.pieces]
    assert [piece for piece in pieces if isinstance(piece, MathSpan)] == list(document.spans)
    end = 0
    for piece in pieces:
        assert end <= piece.start <= piece.end <= len(text)
        assert not isinstance(piece, ProseSpan) or piece.text.strip()
        end = piece.end


@given(documents)
def test_a_formula_is_found_at_each_of_its_characters(case: tuple[str, str]) -> None:
    document = read_document(*case)
    for span in document.spans:
        assert document.span_at(span.start) == span
        assert document.span_at(span.end - 1) == span


@given(documents)
def test_suppressions_can_be_read_from_every_document(case: tuple[str, str]) -> None:
    document = read_document(*case)
    found = suppressions(document)
    assert found.is_off("some-rule", 0) in (True, False)


@given(documents, st.lists(st.tuples(st.floats(0, 1), st.integers(0, 6), texts), min_size=1, max_size=4))
def test_an_edit_gives_what_a_full_reading_gives(
    case: tuple[str, str], edits: list[tuple[float, int, str]]
) -> None:
    text, language = case
    document = read_document(text, language)
    for place, length, replacement in edits:
        start = int(place * len(document.text))
        end = min(start + length, len(document.text))
        document = update_document(document, start, end, replacement)
        assert views(document) == views(read_document(document.text, language))


@given(
    texts, st.sampled_from(["markdown", "latex"]), st.sampled_from(["utf-8", "utf-16", "utf-32"]), st.data()
)
def test_edits_at_positions_give_what_a_full_reading_gives(
    text: str, language: str, encoding: str, data: st.DataObject
) -> None:
    document = read_document(text, language)
    for _ in range(3):
        lines = document.line_index
        line = data.draw(st.integers(0, lines.line_count))
        start = lines.offset(line, data.draw(st.integers(0, 8)), encoding)  # type: ignore[arg-type]
        end = min(start + data.draw(st.integers(0, 3)), len(document.text))
        document = update_document(document, start, end, data.draw(st.one_of(pieces, some_lines)))
        assert views(document) == views(read_document(document.text, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_update_beyond_the_text_is_clamped(language: str) -> None:
    assert update_document(read_document("ab", language), 5, 9, "c").text == "abc"
