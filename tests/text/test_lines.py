"""Lines, columns and offsets in the three encodings of the protocol."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matderiv.text import Encoding, LineIndex

ENCODINGS: tuple[Encoding, ...] = ("utf-8", "utf-16", "utf-32")
CODEC = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
UNIT = {"utf-8": 1, "utf-16": 2, "utf-32": 4}
texts = st.text(st.sampled_from("ab é的𝐀\n\r\u2028\x85\x0b\x0c"), max_size=30)


def test_only_three_line_ends_end_a_line() -> None:
    index = LineIndex.of("a\nb\r\nc\rd\u2028e\x85f\x0cg\x0bh")
    assert [index.line_range(line) for line in range(index.line_count)] == [(0, 1), (2, 3), (5, 6), (7, 16)]


@pytest.mark.parametrize(
    ("encoding", "columns"),
    [("utf-8", [0, 1, 3, 7, 8]), ("utf-16", [0, 1, 2, 4, 5]), ("utf-32", [0, 1, 2, 3, 4])],
)
def test_columns_count_units_of_the_encoding(encoding: Encoding, columns: list[int]) -> None:
    index = LineIndex.of("x\naé𝐀b")
    assert [index.position(offset, encoding)[1] for offset in range(2, 7)] == columns
    assert [index.offset(1, column, encoding) for column in columns] == list(range(2, 7))


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_positions_beyond_the_text_are_clamped(encoding: Encoding) -> None:
    index = LineIndex.of("ab\r\ncd")
    assert index.offset(0, 99, encoding) == 2
    assert index.offset(1, 99, encoding) == 6
    assert index.offset(9, 0, encoding) == 6
    assert index.offset(-1, 0, encoding) == 0
    assert index.position(3, encoding) == (0, 2)
    assert index.position(99, encoding) == (1, 2)


def test_a_column_inside_a_character_is_where_the_character_starts() -> None:
    index = LineIndex.of("𝐀b")
    assert index.offset(0, 1, "utf-16") == 0
    assert index.offset(0, 2, "utf-8") == 0


@given(texts, st.sampled_from(ENCODINGS))
def test_columns_are_lengths_in_the_encoding(text: str, encoding: Encoding) -> None:
    index = LineIndex.of(text)
    for offset in range(len(text) + 1):
        line, character = index.position(offset, encoding)
        start, end = index.line_range(line)
        before = text[start : min(offset, end)]
        assert character == len(before.encode(CODEC[encoding])) // UNIT[encoding]
        assert index.offset(line, character, encoding) == min(offset, end)


@given(texts, st.lists(st.tuples(st.integers(0, 30), st.integers(0, 5), texts), max_size=5))
def test_an_updated_index_is_that_of_the_new_text(text: str, edits: list[tuple[int, int, str]]) -> None:
    index = LineIndex.of(text)
    for place, length, replacement in edits:
        start = min(place, len(index.text))
        end = min(start + length, len(index.text))
        new_text = index.text[:start] + replacement + index.text[end:]
        index = index.updated(start, end, replacement, new_text)
        assert list(index.starts) == list(LineIndex.of(new_text).starts)
        assert [index.line_of(offset) for offset in range(len(new_text))] == [
            LineIndex.of(new_text).line_of(offset) for offset in range(len(new_text))
        ]
