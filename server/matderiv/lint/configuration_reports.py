"""What is wrong in the configuration files of the notes that are checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ..checking.report import FileReport, Finding, Position, Range
from ..text import LineIndex
from ..workspace import Workspace


def configuration_reports(workspace: Workspace, notes: Iterable[Path]) -> Iterator[FileReport]:
    """A report on each configuration file of the notes in which something is wrong."""
    configurations = (workspace.configuration(path) for path in notes)
    known = {found.path: found for found in configurations if found is not None}
    for path, configuration in sorted(known.items()):
        lines = LineIndex.of(configuration.text)
        problems = [
            Finding(
                _range(lines, problem.start, problem.end), problem.rule, problem.severity, problem.message
            )
            for problem in workspace.problems_of(configuration)
        ]
        if problems:
            yield FileReport(_shown(path).as_posix(), problems=tuple(problems))


def _range(lines: LineIndex, start: int, end: int) -> Range:
    first, last = lines.position(start, "utf-32"), lines.position(end, "utf-32")
    return Range(Position(*first), Position(*last))


def _shown(path: Path) -> Path:
    """A path as it is named from here."""
    try:
        return path.relative_to(Path.cwd().resolve())
    except ValueError:
        return path
