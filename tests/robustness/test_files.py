"""Files that no author meant to write: each has a clear answer, and nothing else is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import matderiv as package
from tests.cli.running import Console

CLAIM = "Let $x\\in\\mathbb{R}^n$.\n\n$$\\frac{\\partial x^\\top x}{\\partial x} = 3x$$\n"


@pytest.mark.parametrize("name", ["a.md", "a.tex", "a.ipynb"])
@pytest.mark.parametrize("content", [b"", b"\n", b" \t\r\n", b"\x00" * 1000, b"\xef\xbb\xbf"])
def test_files_with_nothing_in_them(matderiv: Console, tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    run = matderiv("check", path, "--format", "json")
    assert run.code in (0, 1)
    assert run.json["files"][0]["claims"] == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"caf\xe9", "byte 0xe9 at byte offset 3 (line 1)"),
        (b"\xff\xfea\x00", "UTF-16"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not valid UTF-8"),
        (b"ok\n\xed\xa0\x80", "(line 2)"),
    ],
)
def test_a_file_that_is_no_utf_8(matderiv: Console, tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "a.md").write_bytes(content)
    (tmp_path / "b.md").write_text(CLAIM, encoding="utf-8")
    run = matderiv("check", tmp_path)
    assert run.code == 2
    assert words in run.err
    assert "save it as UTF-8" in run.err
    assert "✗ refuted" in run.out


def test_a_missing_file_and_a_folder_without_notes(matderiv: Console, tmp_path: Path) -> None:
    run = matderiv("check", tmp_path / "missing.md")
    assert (run.code, "no such file or folder" in run.err) == (2, True)
    (tmp_path / "image.png").write_bytes(b"\x89PNG")
    assert matderiv("check", tmp_path).code == 0


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        "null",
        '{"cells": 3}',
        '{"cells": [null, 1, {"cell_type": "markdown"}, {"cell_type": "markdown", "source": [1, null]}]}',
        '{"cells": [{"cell_type": "markdown", "source": "$$x' + "\\\\" * 7 + '"}]}',
        '{"cells": ' + "[" * 100_000,
        "<<<<<<< HEAD\n{}",
    ],
)
def test_broken_notebooks(matderiv: Console, tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.ipynb"
    path.write_text(text, encoding="utf-8")
    run = matderiv("check", path, "--format", "json")
    assert run.code in (0, 1)
    json.dumps(package.check(text, "notebook").to_dict(), allow_nan=False)


def test_nothing_is_read_that_input_names(matderiv: Console, tmp_path: Path) -> None:
    (tmp_path / "outside.tex").write_text("\\def\\secret{x}", encoding="utf-8")
    note = tmp_path / "inside" / "a.tex"
    note.parent.mkdir()
    note.write_text("\\input{../outside}\\include{/etc/passwd}\n" + CLAIM, encoding="utf-8")
    run = matderiv("check", note)
    assert run.code == 1
    assert "root:" not in run.out + run.err


def large_note(size: int) -> str:
    paragraph = "Prose with $x$ and a price of 5$, and `code $y$`, and\n$$ a_1 + b_2 = c $$\n\n"
    return CLAIM + paragraph * (size // len(paragraph)) + CLAIM


def both_ends_are_checked(matderiv: Console, path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    run = matderiv("check", path, "--format", "json")
    assert run.code == 1
    assert run.json["summary"]["refuted"] == 2


@pytest.mark.parametrize("name", ["a.md", "a.tex"])
def test_a_note_of_thousands_of_formulas(matderiv: Console, tmp_path: Path, name: str) -> None:
    both_ends_are_checked(matderiv, tmp_path / name, large_note(150_000))


def test_fifty_megabytes_of_prose(matderiv: Console, tmp_path: Path) -> None:
    prose = "Some words about matrices, but none of them in a formula. " * 8 + "\n\n"
    both_ends_are_checked(matderiv, tmp_path / "a.md", CLAIM + prose * ((50 << 20) // len(prose)) + CLAIM)


@pytest.mark.parametrize(
    "junk", ["$", "$$", "\\(", "{", "<!--", "```", "`", "\\begin{align}", "|", "\\", "a"]
)
def test_a_hundred_thousand_characters_of_one_thing(junk: str) -> None:
    text = CLAIM + junk * (100_000 // len(junk))
    for language in ("markdown", "latex"):
        report = package.check(text, language).files[0]
        assert [claim.verdict for claim in report.claims][:1] == ["refuted"]
