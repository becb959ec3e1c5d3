"""The configuration files around notes, each read once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ..rules import RuleSettings, SettingsError
from ..text import Inherited
from ..workspace import Workspace
from ..workspace.lint_section import NOTHING_CONFIGURED, LintConfiguration, read_lint_section
from .configuration_reports import configuration_reports, shown_path
from .findings import LintedFile, linted


class Configurations:
    """What configuration files say about notes; they are found upwards from each note."""

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self._workspace = Workspace(folders)
        self._known: dict[Path, LintConfiguration] = {}

    def inherited(self, path: Path, text: str, language: str) -> Inherited:
        """What a note takes from the files around it."""
        return self._workspace.inherited(path, text, language)

    def lint_for(self, path: Path) -> LintConfiguration:
        """What holds for a note. Raises SettingsError, which names the file."""
        configuration = self._workspace.configuration(path)
        if configuration is None:
            return NOTHING_CONFIGURED
        known = self._known.get(configuration.path)
        if known is None:
            try:
                known = read_lint_section(configuration.path.parent, configuration.table)
            except SettingsError as error:
                raise SettingsError(f"{shown_path(configuration.path)}: {error}") from error
            self._known[configuration.path] = known
        return known

    def reports(self, notes: Iterable[Path], settings: RuleSettings) -> Iterator[LintedFile]:
        """What is wrong in the configuration files of notes."""
        for report in configuration_reports(self._workspace, notes):
            configured = self.lint_for(Path(report.path)).settings
            yield linted(report, configured.with_more(settings))
