"""Folders of notes, and what is understood of one of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from matderiv.checking import FileReport, check_document
from matderiv.text import language_of
from matderiv.workspace import Workspace

Write = Callable[[str, str], Path]
Check = Callable[[Path], FileReport]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file of the workspace, which is a folder with a folder around it."""

    def write(name: str, text: str) -> Path:
        path = tmp_path / "workspace" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """Checks a file as `matderiv check` does on the workspace."""

    def check(path: Path) -> FileReport:
        text, language = path.read_text(encoding="utf-8"), language_of(path) or "markdown"
        workspace = Workspace([tmp_path / "workspace"])
        return check_document(text, language, path.name, workspace.inherited(path, text, language))

    return check
