"""Which files `matderiv check` takes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from matderiv.lint import notes_below
from matderiv.lint.discovery import Discovery


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", encoding="utf-8")


def names(folder: Path, found: Discovery) -> list[str]:
    assert found.unusable == []
    return [path.relative_to(folder).as_posix() for path in found.notes]


def test_folders_are_searched_recursively_for_all_kinds_of_notes(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "b.markdown", "c.qmd", "d.Rmd", "e/f.tex", "e/g.ipynb", "e/h.py", "README")
    expected = ["a.md", "b.markdown", "c.qmd", "d.Rmd", "e/f.tex", "e/g.ipynb"]
    assert names(tmp_path, notes_below([str(tmp_path)])) == expected


def test_gitignore_is_honoured_also_from_the_folders_above(tmp_path: Path) -> None:
    write(tmp_path, ".git/config", "notes/a.md", "notes/drafts/b.md", "notes/keep.md", "build/c.md")
    (tmp_path / ".gitignore").write_text("build/\n*.md\n!keep.md\n", encoding="utf-8")
    (tmp_path / "notes" / ".gitignore").write_text("!a.md\n", encoding="utf-8")
    assert names(tmp_path, notes_below([str(tmp_path)])) == ["notes/a.md", "notes/keep.md"]
    assert names(tmp_path, notes_below([str(tmp_path / "notes")])) == ["notes/a.md", "notes/keep.md"]


def test_a_named_file_is_taken_even_if_ignored_and_only_once(tmp_path: Path) -> None:
    write(tmp_path, ".git/config", "a.md")
    (tmp_path / ".gitignore").write_text("*.md\n", encoding="utf-8")
    path = str(tmp_path / "a.md")
    assert names(tmp_path, notes_below([path, path])) == ["a.md"]


def test_a_missing_path_and_an_unknown_ending_are_named_and_nothing_else_is_lost(tmp_path: Path) -> None:
    write(tmp_path, "a.docx")
    write(tmp_path, "b.md")
    found = notes_below([str(tmp_path / "missing.md"), str(tmp_path / "b.md"), str(tmp_path / "a.docx")])
    assert names(tmp_path, Discovery(found.notes)) == ["b.md"]
    missing, strange = found.unusable
    assert "missing.md: no such file or folder" in missing
    assert ".md .markdown" in strange


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_in_a_circle_and_links_to_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.md").touch()
    (tmp_path / "self").symlink_to(tmp_path)
    (tmp_path / "circle.md").symlink_to(tmp_path / "circle.md")
    (tmp_path / "nothing.md").symlink_to(tmp_path / "missing")
    assert [path.name for path in notes_below([str(tmp_path)]).notes] == ["a.md"]


def test_a_folder_called_gitignore_ignores_nothing(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").mkdir()
    (tmp_path / "a.md").touch()
    assert [path.name for path in notes_below([str(tmp_path)]).notes] == ["a.md"]
