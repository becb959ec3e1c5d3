"""Bytes that are text, and bytes that are not."""

from __future__ import annotations

import pytest

from matderiv.text import TextError, decode, language_of


def test_utf_8_is_decoded_without_its_byte_order_mark() -> None:
    assert decode("Größe $x$".encode()) == "Größe $x$"
    assert decode(b"\xef\xbb\xbfabc") == "abc"
    assert decode(b"") == ""


@pytest.mark.parametrize(("data", "offset"), [(b"ab\n\xe9 caf", 3), (b"\xef\xbb\xbfa\xff", 4), (b"\x80", 0)])
def test_what_is_no_utf_8_says_where_and_what_to_do(data: bytes, offset: int) -> None:
    with pytest.raises(TextError, match="save it as UTF-8") as raised:
        decode(data)
    assert raised.value.offset == offset
    assert f"byte offset {offset}" in str(raised.value)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_other_encodings_are_named(encoding: str) -> None:
    with pytest.raises(TextError, match=encoding.upper()):
        decode("text".encode(encoding))


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("a/b.md", "markdown"),
        ("B.MARKDOWN", "markdown"),
        ("c.qmd", "markdown"),
        ("c.Rmd", "markdown"),
        ("d.tex", "latex"),
        ("e.ipynb", "notebook"),
        ("f.txt", None),
        ("md", None),
    ],
)
def test_languages_go_by_the_name_of_the_file(path: str, language: str | None) -> None:
    assert language_of(path) == language
