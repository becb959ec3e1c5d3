"""What is wrong in the configuration files of notes, as findings with lines and columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ..checking.report import Finding, Position, Range
from ..text import Encoding, LineIndex
from .configuration import Configuration
from .workspace import Workspace


def findings_in(
    workspace: Workspace, notes: Iterable[Path], encoding: Encoding = "utf-32"
) -> Iterator[tuple[Configuration, tuple[Finding, ...]]]:
    """Each configuration file that holds for one of the notes, with what is wrong in it.

    `encoding` is what columns count.
    """
    configurations = (workspace.configuration(path) for path in notes)
    known = {found.path: found for found in configurations if found is not None}
    for _, configuration in sorted(known.items()):
        lines = LineIndex.of(configuration.text)
        yield (
            configuration,
            tuple(
                Finding(
                    _range(lines, problem.start, problem.end, encoding),
                    problem.rule,
                    problem.severity,
                    problem.message,
                )
                for problem in workspace.problems_of(configuration)
            ),
        )


def _range(lines: LineIndex, start: int, end: int, encoding: Encoding) -> Range:
    first, last = lines.position(start, encoding), lines.position(end, encoding)
    return Range(Position(*first), Position(*last))
