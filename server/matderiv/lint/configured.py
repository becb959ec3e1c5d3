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
        self._of_folders: dict[Path, LintConfiguration] = {}

    def inherited(self, path: Path, text: str, language: str) -> Inherited:
        """What a note takes from the files around it."""
        return self._workspace.inherited(path, text, language)

    def lint_for(self, path: Path) -> LintConfiguration:
        """What holds for a note. Raises SettingsError, which names the file."""
        known = self._of_folders.get(path.parent)
        if known is None:
            known = self._of_folders[path.parent] = self._found_for(path)
        return known

    def _found_for(self, path: Path) -> LintConfiguration:
        configuration = self._workspace.configuration(path)
        if configuration is None:
            return NOTHING_CONFIGURED
        try:
            return read_lint_section(configuration.path.parent, configuration.table)
        except SettingsError as error:
            raise SettingsError(f"{shown_path(configuration.path)}: {error}") from error

    def reports(self, notes: Iterable[Path], settings: RuleSettings) -> Iterator[LintedFile]:
        """What is wrong in the configuration files of notes."""
        one_a_folder = {path.parent: path for path in notes}
        for report in configuration_reports(self._workspace, one_a_folder.values()):
            configured = self.lint_for(Path(report.path)).settings
            yield linted(report, configured.with_more(settings))
