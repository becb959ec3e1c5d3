"""Reports of earlier runs, kept by content."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from matderiv.checking import FileReport, Finding
from matderiv.checking.report import Position, Range
from matderiv.lint.cache import ReportCache
from matderiv.lint.checking_notes import check_note
from matderiv.lint.notes import Note
from matderiv.text import Companion, Inherited
from tests.cli.running import Console

TEXT = "Let $x\\in\\mathbb{R}^n$.\n\n$$\\nabla_x x^\\top x = 3x$$\n"


def note(text: str = TEXT, name: str = "a.md", **more: object) -> Note:
    return Note(name, text, "markdown", Path(name), **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def report() -> FileReport:
    return check_note(note())


@pytest.fixture
def cache(tmp_path: Path, report: FileReport) -> ReportCache:
    """A cache that holds the report."""
    found = ReportCache(tmp_path)
    found.put(note(), report)
    return found


def entries(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file() and path.name != "CACHEDIR.TAG")


def test_the_same_report_comes_back_under_any_name(cache: ReportCache, report: FileReport) -> None:
    assert cache.get(note()) == report
    renamed = cache.get(note(name="b.md"))
    assert renamed is not None
    assert (renamed.path, renamed.claims) == ("b.md", report.claims)


@pytest.mark.parametrize(
    "other",
    [
        note(TEXT + " "),
        note(strict=True),
        note(inherited=Inherited((Companion("m.tex", "\\def\\x{y}", "latex"),))),
        Note("a.md", TEXT, "latex", Path("a.md")),
    ],
)
def test_all_that_a_report_depends_on_tells_entries_apart(cache: ReportCache, other: Note) -> None:
    assert cache.get(other) is None


def test_no_text_of_the_note_lies_in_the_folder(cache: ReportCache, tmp_path: Path) -> None:
    import zlib

    (path,) = entries(tmp_path)
    stored = path.read_bytes()
    assert b"nabla" not in stored
    for start in (0, 16):
        with pytest.raises(zlib.error):
            zlib.decompress(stored[start:])


@pytest.mark.parametrize("damage", [b"", b"x", b"\x00" * 100])
def test_a_damaged_entry_counts_as_missing(cache: ReportCache, tmp_path: Path, damage: bytes) -> None:
    (path,) = entries(tmp_path)
    path.write_bytes(damage)
    assert cache.get(note()) is None
    stored = bytearray(path.read_bytes())
    path.write_bytes(bytes(stored))


def test_one_flipped_bit_is_noticed(cache: ReportCache, tmp_path: Path) -> None:
    (path,) = entries(tmp_path)
    stored = bytearray(path.read_bytes())
    stored[len(stored) // 2] ^= 1
    path.write_bytes(bytes(stored))
    assert cache.get(note()) is None


def test_the_entries_used_longest_ago_make_room(tmp_path: Path, report: FileReport) -> None:
    cache = ReportCache(tmp_path, largest=3000)
    names = [note(f"{TEXT}{number}") for number in range(10)]
    for age, each in enumerate(names):
        before = set(entries(tmp_path))
        cache.put(each, report)
        (path,) = set(entries(tmp_path)) - before
        os.utime(path, (age, age))
    cache.close()
    assert sum(path.stat().st_size for path in entries(tmp_path)) <= 3000
    assert cache.get(names[-1]) is not None
    assert cache.get(names[0]) is None


def test_a_failure_of_matderiv_is_not_kept(tmp_path: Path) -> None:
    place = Range(Position(0, 0), Position(0, 0))
    failed = FileReport("a.md", problems=(Finding(place, "internal-error", "error", "failed"),))
    cache = ReportCache(tmp_path)
    cache.put(note(), failed)
    assert cache.get(note()) is None


def test_a_folder_that_cannot_be_used_is_an_empty_cache(tmp_path: Path, report: FileReport) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    cache = ReportCache(blocked / "below")
    cache.put(note(), report)
    assert cache.get(note()) is None
    cache.close()


def test_the_second_run_checks_nothing(
    matderiv: Console, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.md"
    path.write_text(TEXT)
    first = matderiv("check", path, "--format", "json", "--cache-dir", tmp_path / "kept")

    def fail(*_: object, **__: object) -> None:
        raise AssertionError("checked again")

    monkeypatch.setattr("matderiv.checking.document.check_document", fail)
    assert matderiv("check", path, "--format", "json", "--cache-dir", tmp_path / "kept") == first
    assert matderiv("check", path, "--no-cache").code == 2


def test_the_cache_is_cleaned(matderiv: Console, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(TEXT)
    matderiv("check", path)
    folder = Path(matderiv("cache", "dir").out.strip())
    assert len(list(entries(folder))) == 1
    assert "1 reports removed" in matderiv("cache", "clean").out
    assert list(entries(folder)) == []
