"""What is wrong in the configuration files of the notes that are checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ..checking.report import FileReport
from ..workspace import Workspace
from ..workspace.problems import findings_in


def configuration_reports(workspace: Workspace, notes: Iterable[Path]) -> Iterator[FileReport]:
    """A report on each configuration file of the notes in which something is wrong."""
    for configuration, findings in findings_in(workspace, notes):
        if findings:
            yield FileReport(shown_path(configuration.path), problems=findings)


def shown_path(path: Path) -> str:
    """A path as it is named from here."""
    try:
        return path.relative_to(Path.cwd().resolve()).as_posix()
    except ValueError:
        return path.as_posix()
