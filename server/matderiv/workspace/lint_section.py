"""The `[lint]` section of `matderiv.toml`: rules, their levels, notes that are left out, and a baseline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pathspec import GitIgnoreSpec

from ..rules import DEFAULT_SETTINGS, RuleSettings, SettingsError, settings_from
from .configuration import Configuration
from .problem import ConfigurationProblem
from .toml_places import KeyPlace, key_places

_KEYS = ("select", "ignore", "severity", "per-file-ignores", "exclude", "baseline")


@dataclass(frozen=True)
class LintConfiguration:
    """What holds below `folder`. Patterns are those of .gitignore, relative to it."""

    folder: Path | None = None
    settings: RuleSettings = DEFAULT_SETTINGS
    excluded: GitIgnoreSpec = field(default_factory=lambda: GitIgnoreSpec([]))
    ignored_in: tuple[tuple[GitIgnoreSpec, tuple[str, ...]], ...] = ()
    baseline: Path | None = None

    def settings_for(self, path: Path) -> RuleSettings:
        """The settings for one note."""
        name = self._name(path)
        ignored = [
            rule for spec, rules in self.ignored_in if name and spec.match_file(name) for rule in rules
        ]
        return self.settings.ignoring(ignored)

    def excludes(self, path: Path) -> bool:
        name = self._name(path)
        return name is not None and self.excluded.match_file(name)

    def _name(self, path: Path) -> str | None:
        if self.folder is None:
            return None
        try:
            return path.resolve().relative_to(self.folder.resolve()).as_posix()
        except (OSError, ValueError):
            return None


NOTHING_CONFIGURED = LintConfiguration()


def read_lint_section(folder: Path, table: Mapping[str, Any]) -> LintConfiguration:
    """The section under `lint` in the table of a configuration file. Raises SettingsError with what to write."""
    section = table.get("lint", {})
    if not isinstance(section, Mapping):
        raise SettingsError("lint must be a table: write [lint] above its settings")
    for key in section:
        if key not in _KEYS:
            close = get_close_matches(key, _KEYS, 1)
            meant = f"did you mean {close[0]}?" if close else f"known are {', '.join(_KEYS)}"
            raise SettingsError(f"there is no setting lint.{key}; {meant}")
    baseline = section.get("baseline")
    if baseline is not None and not isinstance(baseline, str):
        raise SettingsError("lint.baseline must be the name of a file")
    ignored = _table(section, "per-file-ignores")
    ignored_in = tuple(
        (patterns([pattern]), settings_from(ignore=_texts(rules, f"lint.per-file-ignores.{pattern}")).ignore)
        for pattern, rules in ignored.items()
    )
    levels = _table(section, "severity")
    return LintConfiguration(
        folder,
        settings_from(
            _texts(section.get("select", []), "lint.select"),
            _texts(section.get("ignore", []), "lint.ignore"),
            {name: str(level) for name, level in levels.items()},
        ),
        patterns(_texts(section.get("exclude", []), "lint.exclude")),
        ignored_in,
        folder / baseline if baseline else None,
    )


def problem_of_lint_section(configuration: Configuration) -> Iterator[ConfigurationProblem]:
    """What is wrong in the section, at its first key."""
    try:
        read_lint_section(configuration.path.parent, configuration.table)
    except SettingsError as error:
        places = (place for place in key_places(configuration.text) if "lint" in place.path)
        place = next(places, KeyPlace((), 0, 0, 0, 0))
        yield ConfigurationProblem(place.start, place.end, "unusable-setting", str(error))


def patterns(lines: Sequence[str]) -> GitIgnoreSpec:
    """Patterns as in .gitignore. Raises SettingsError for one that is none."""
    try:
        return GitIgnoreSpec.from_lines(lines)
    except ValueError as error:
        raise SettingsError(f"{', '.join(lines)}: no pattern as in .gitignore ({error})") from error


def _table(section: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = section.get(key, {})
    if not isinstance(value, Mapping):
        raise SettingsError(f"lint.{key} must be a table: write [lint.{key}] above its entries")
    return value


def _texts(value: object, name: str) -> list[str]:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return value
    raise SettingsError(f"{name} must be a list of strings")
