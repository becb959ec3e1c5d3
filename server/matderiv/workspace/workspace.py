"""What the notes of a workspace inherit from the files around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ..text import (
    NOTHING_INHERITED,
    Companion,
    Inclusion,
    Inherited,
    MissingFile,
    definitions_in,
    inclusions_in,
    language_of,
)
from ..text.languages import LATEX
from .boundaries import boundary_of, is_inside, repository_of
from .configuration import CONFIGURATION_FILES, Configuration, read_configuration, unreadable_configuration
from .files import LARGEST_FILE, Files
from .flattening import Flattening
from .lint_section import problem_of_lint_section
from .problem import ConfigurationProblem
from .resolution import resolve
from .roots import is_root, text_before


class Workspace:
    """The files around notes. `folders` are those that were opened or named; `is_closed` keeps to them.

    A closed workspace (an editor's) never looks for a configuration above its folders.
    """

    def __init__(
        self, folders: Sequence[Path] = (), files: Files | None = None, is_closed: bool = False
    ) -> None:
        self.files = files or Files()
        self._folders = tuple(_resolved(folder) for folder in folders)
        self._is_closed = is_closed
        self._configurations: dict[Path, tuple[str, Configuration | None]] = {}

    def inherited(self, path: Path, text: str, language: str) -> Inherited:
        """What a note with this text inherits. Never raises: what cannot be read is not inherited."""
        path = _resolved(path)
        configuration = self.configuration(path)
        boundary = self._boundary(path, configuration)
        before = tuple(self._before(path, text, language, boundary, configuration))
        included, missing = self._included(path, text, language, boundary)
        if not before and not included and not missing:
            return NOTHING_INHERITED
        return Inherited(before, included, missing)

    def configuration(self, path: Path) -> Configuration | None:
        """The configuration that holds for a note: the first one found upwards from it."""
        path = _resolved(path)
        for folder in self._folders_upwards(path):
            for name in CONFIGURATION_FILES:
                found = self._configuration_in(folder / name)
                if found is not None:
                    return found
        return None

    def _folders_upwards(self, path: Path) -> Iterator[Path]:
        last = boundary_of(path, self._folders) if self._is_closed else repository_of(path)
        for folder in path.parents:
            yield folder
            if folder == last:
                return

    def _configuration_in(self, path: Path) -> Configuration | None:
        text = self.files.text(path)
        if text is None:
            is_ours = path.name == CONFIGURATION_FILES[0] and self.files.is_file(path)
            return unreadable_configuration(path) if is_ours else None
        known = self._configurations.get(path)
        if known is None or known[0] != text:
            known = self._configurations[path] = text, read_configuration(path, text)
        return known[1]

    def _boundary(self, path: Path, configuration: Configuration | None) -> Path:
        """The given folder, or the repository; a configuration file above shows that its folder belongs together."""
        found = boundary_of(path, self._folders)
        if self._is_closed:
            return found
        outer = [found, repository_of(path), configuration.path.parent if configuration else None]
        return min((folder for folder in outer if folder), key=lambda folder: len(folder.parts))

    def problems_of(self, configuration: Configuration) -> tuple[ConfigurationProblem, ...]:
        """What is wrong in a configuration file, also that files are missing which it names."""
        boundary = self._boundary(configuration.path, configuration)
        found = [*configuration.problems, *problem_of_lint_section(configuration)]
        for name in configuration.preamble:
            path = configuration.path.parent / name
            if not is_inside(path, boundary) or self.files.text(path) is None:
                start, end = configuration.preamble_place
                message = f"{name} is no file of the workspace that can be read (UTF-8, at most 1 MB)"
                found.append(ConfigurationProblem(start, end, "missing-file", message))
        return tuple(found)

    def _before(
        self, path: Path, text: str, language: str, boundary: Path, configuration: Configuration | None
    ) -> Iterator[Companion]:
        if configuration is not None:
            yield from self._preamble(configuration, boundary)
            yield from configuration.companions()
        if language == LATEX and not is_root(text):
            found = text_before(path, text, boundary, self.files)
            if found is not None:
                yield found

    def _preamble(self, configuration: Configuration, boundary: Path) -> Iterator[Companion]:
        for name in configuration.preamble:
            path = configuration.path.parent / name
            text = self.files.text(path) if is_inside(path, boundary) else None
            if text is not None:
                yield Companion(name, "\n".join(definitions_in(text)), LATEX)

    def _included(
        self, path: Path, text: str, language: str, boundary: Path
    ) -> tuple[tuple[tuple[str, Companion], ...], tuple[MissingFile, ...]]:
        found: dict[str, Companion] = {}
        missing: dict[str, MissingFile] = {}
        for inclusion in inclusions_in(text, language):
            if inclusion.target in found or inclusion.target in missing:
                continue
            companion = self._companion(inclusion, path, boundary)
            if isinstance(companion, Companion):
                found[inclusion.target] = companion
            elif companion:
                missing[inclusion.target] = MissingFile(inclusion.target, companion)
        return tuple(found.items()), tuple(missing.values())

    def _companion(self, inclusion: Inclusion, path: Path, boundary: Path) -> Companion | str:
        """The file that is taken in; else words about why not, none for what need not be in the workspace."""
        target = resolve(inclusion, (path.parent, boundary), boundary)
        if target is None or target == path:
            return _why_missing(inclusion, path, boundary) if target is None else ""
        text = self.files.text(target)
        name = target.relative_to(boundary).as_posix()
        if text is None:
            return f"{name} is not read: it is larger than {LARGEST_FILE // 1_000_000} MB, or no UTF-8 text"
        if inclusion.kind in ("package", "class"):
            return Companion(name, "\n".join(definitions_in(text)), LATEX)
        flattened = Flattening(self.files, boundary, path.parent, visited={path}).add(target, text)
        return Companion(name, flattened, language_of(target) or LATEX)


def _why_missing(inclusion: Inclusion, path: Path, boundary: Path) -> str:
    if inclusion.kind != "file":
        return ""
    try:
        is_there = any((path.parent / (inclusion.target + suffix)).is_file() for suffix in ("", ".tex"))
    except (OSError, ValueError):
        is_there = False
    if is_there:
        return f"{inclusion.target} is not read: it lies outside of the workspace {boundary.name}"
    return f"{inclusion.target} is not found in the workspace; its macros and declarations are not known"


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):
        return path.absolute()
