"""Checks files, folders or standard input, and decides the exit code."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from ..checking import CheckResult, FileReport, check_document
from ..text import TextError, decode, language_of
from ..workspace import Workspace
from .configuration_reports import configuration_reports
from .discovery import notes_below
from .findings import Strictness, findings_in


class InputError(Exception):
    """Arguments that do not fit together; the message says what to do."""


def check_paths(
    paths: Sequence[str], language: str | None, standard_input: BinaryIO
) -> tuple[CheckResult, tuple[str, ...]]:
    """The reports of all notes, and a message for each path that could not be read."""
    if "-" in paths:
        return _check_standard_input(paths, language, standard_input)
    reports: list[FileReport] = []
    workspace = Workspace([Path(path) for path in paths if Path(path).is_dir()])
    found = notes_below(paths)
    unreadable = list(found.unusable)
    for path in found.notes:
        try:
            text = decode(path.read_bytes())
        except (OSError, TextError) as error:
            unreadable.append(f"{path}: {_words(error)}")
            continue
        kind = language_of(str(path)) or "markdown"
        reports.append(check_document(text, kind, _name(path), workspace.inherited(path, text, kind)))
    return CheckResult((*configuration_reports(workspace, found.notes), *reports)), tuple(unreadable)


def _check_standard_input(
    paths: Sequence[str], language: str | None, stream: BinaryIO
) -> tuple[CheckResult, tuple[str, ...]]:
    if len(paths) > 1:
        raise InputError("- (standard input) cannot be combined with other paths")
    if language is None:
        raise InputError("standard input needs --language markdown, latex or notebook")
    try:
        text = decode(stream.read())
    except TextError as error:
        return CheckResult(()), (f"standard input: {error}",)
    inherited = Workspace().inherited(Path.cwd() / "-", text, language)
    return CheckResult((check_document(text, language, "-", inherited),)), ()


def _words(error: OSError | TextError) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)


def _name(path: Path) -> str:
    return path.as_posix()


def exit_code(result: CheckResult, strictness: Strictness) -> int:
    """0 without findings, 1 with."""
    return int(any(findings_in(file, strictness) for file in result.files))
