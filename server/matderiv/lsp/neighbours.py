"""The files around the open documents: what each document inherits from them, and what is wrong in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pygls.uris import from_fs_path, to_fs_path

from ..checking.report import Finding
from ..rules import DEFAULT_SETTINGS, RuleSettings, SettingsError
from ..text import NOTHING_INHERITED, Encoding, Inherited
from ..workspace import Files, Workspace
from ..workspace.lint_section import read_lint_section
from ..workspace.problems import findings_in

_LIFETIME_OF_LISTS = 10.0


class Neighbours:
    """One workspace. The texts of open documents count, not those on disk. Used by the thread that reads."""

    def __init__(self) -> None:
        self._texts: dict[Path, str] = {}
        self._files = Files(self._texts.get, _LIFETIME_OF_LISTS)
        self._workspace = Workspace((), self._files, is_closed=True)

    def set_folders(self, uris: Iterable[str]) -> None:
        """The folders that the editor has open; nothing outside of them is read."""
        folders = [path for uri in uris if (path := path_of(uri)) is not None]
        self._workspace = Workspace(folders, self._files, is_closed=True)

    def inherited(self, uri: str, text: str, language: str) -> Inherited:
        """What an open document inherits; nothing where it is no file yet."""
        path = path_of(uri)
        return NOTHING_INHERITED if path is None else self._workspace.inherited(path, text, language)

    def settings(self, uri: str) -> RuleSettings:
        """What a configuration file says about rules; nothing where it cannot be used."""
        path = path_of(uri)
        configuration = self._workspace.configuration(path) if path is not None else None
        if path is None or configuration is None:
            return DEFAULT_SETTINGS
        try:
            section = read_lint_section(configuration.path.parent, configuration.table)
        except SettingsError:
            return DEFAULT_SETTINGS
        return section.settings_for(path)

    def put(self, uri: str, text: str) -> None:
        path = path_of(uri)
        if path is not None:
            self._texts[path] = text

    def drop(self, uri: str) -> None:
        path = path_of(uri)
        if path is not None:
            self._texts.pop(path, None)

    def forget_lists(self) -> None:
        """Files were made or removed."""
        self._files.forget_lists()

    def configurations(
        self, uris: Iterable[str], encoding: Encoding
    ) -> Iterator[tuple[str, tuple[Finding, ...]]]:
        """URI and problems of each configuration file of the documents."""
        paths = [path for uri in uris if (path := path_of(uri)) is not None]
        for configuration, findings in findings_in(self._workspace, paths, encoding):
            uri = from_fs_path(str(configuration.path))
            if uri is not None:
                yield uri, findings


def path_of(uri: str) -> Path | None:
    """The file of a URI; None for any that is none."""
    if not uri.startswith("file:"):
        return None
    try:
        name = to_fs_path(uri)
        return Path(name).resolve() if name else None
    except (OSError, RuntimeError, ValueError):
        return None
