"""The text as the client has it: edits of parts equal the whole, in every encoding, with every line end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from matderiv.lsp.documents import OpenDocument
from matderiv.text import Encoding, LineIndex

ALPHABET = "ab$\\𝐱é\u2028\x85\x0b\x0c\r\n"
texts = st.text(ALPHABET, max_size=40)
encodings = st.sampled_from(("utf-8", "utf-16", "utf-32"))


def opened(
    text: str, encoding: Encoding, uri: str = "file:///note.md", language: str = "markdown"
) -> OpenDocument:
    return OpenDocument(types.TextDocumentItem(uri, language, 1, text), encoding)


@given(texts, encodings, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), texts), max_size=6))
def test_edits_of_parts_give_the_text_of_the_client(
    text: str, encoding: Encoding, edits: list[tuple[int, int, str]]
) -> None:
    document = opened(text, encoding)
    for first, second, replacement in edits:
        lines = LineIndex.of(text)
        start, end = sorted((min(first, len(text)), min(second, len(text))))
        places = [types.Position(*lines.position(offset, encoding)) for offset in (start, end)]
        start, end = (lines.offset(place.line, place.character, encoding) for place in places)
        text = text[:start] + replacement + text[end:]
        document.change(types.TextDocumentContentChangePartial(types.Range(*places), replacement))
        assert document.lines.text == text
        assert list(document.lines.starts) == list(LineIndex.of(text).starts)


@given(texts, encodings)
def test_places_that_do_not_exist_clamp(text: str, encoding: Encoding) -> None:
    document = opened(text, encoding)
    beyond = types.Range(types.Position(0, 0), types.Position(10_000, 10_000))
    document.change(types.TextDocumentContentChangePartial(beyond, "new"))
    assert document.lines.text == "new"


def test_only_line_feeds_and_carriage_returns_end_lines() -> None:
    snapshot = opened("a\u2028b\x0cc\x85d\r\ne\rf\ng", "utf-16").snapshot()
    assert snapshot.offset(types.Position(1, 0)) == snapshot.text.index("e")
    assert snapshot.offset(types.Position(3, 0)) == snapshot.text.index("g")


@pytest.mark.parametrize(("encoding", "column"), [("utf-8", 4), ("utf-16", 2), ("utf-32", 1)])
def test_columns_count_units_of_the_encoding(encoding: Encoding, column: int) -> None:
    snapshot = opened("𝐱y", encoding).snapshot()
    assert snapshot.offset(types.Position(0, column)) == 1
    assert snapshot.range(1, 2)["start"] == {"line": 0, "character": column}


@pytest.mark.parametrize(
    ("uri", "language", "expected"),
    [
        ("file:///a.tex", "plaintext", "latex"),
        ("file:///a.md", "latex", "markdown"),
        ("untitled:Untitled-1", "latex", "latex"),
        ("untitled:Untitled-1", "markdown", "markdown"),
        ("vscode-notebook-cell:/a.ipynb#W0s", "markdown", "markdown"),
        ("file:///a.Rmd", "rmd", "markdown"),
    ],
)
def test_the_language_of_a_document(uri: str, language: str, expected: str) -> None:
    assert opened("", "utf-16", uri, language).language == expected
