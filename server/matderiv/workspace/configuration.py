"""The configuration of a folder of notes: `matderiv.toml`, or `[tool.matderiv]` in `pyproject.toml`.

Sections of other parts of the program (`lint`, `rules`) are handed over as they are, in `table`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from ..text import Companion, Directive, SourceText
from ..text.macro_tables import macro_definition
from .problem import ConfigurationProblem
from .settings import MACROS, OTHER_SECTIONS, SETTINGS, option_entry
from .toml_places import KeyPlace, key_places, strings_in

CONFIGURATION_FILES = ("matderiv.toml", "pyproject.toml")

_PLACE = re.compile(r"\(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)")


@dataclass(frozen=True)
class Configuration:
    """What a configuration file says. `problems` have offsets into its `text`.

    `entries` are those of a directive that stands before every note; `macros` are definitions in LaTeX;
    `preamble` names files with more of them, relative to the folder of the file.
    """

    path: Path
    text: str
    table: Mapping[str, Any]
    entries: str = ""
    macros: str = ""
    preamble: tuple[str, ...] = ()
    preamble_place: tuple[int, int] = (0, 0)
    problems: tuple[ConfigurationProblem, ...] = ()

    def companions(self) -> Iterator[Companion]:
        """What stands before every note because of the file."""
        if self.macros:
            yield Companion(self.path.name, self.macros, "latex")
        if self.entries:
            yield Companion(self.path.name, f"<!-- matderiv: {self.entries} -->\n", "markdown")


def read_configuration(path: Path, text: str) -> Configuration | None:
    """The configuration in a file; None in a `pyproject.toml` that holds none."""
    prefix = ("tool", "matderiv") if path.name == "pyproject.toml" else ()
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        if prefix and "[tool.matderiv" not in text:
            return None
        return Configuration(path, text, {}, problems=(_syntax_problem(text, str(error)),))
    table: Any = content
    for name in prefix:
        table = table.get(name) if isinstance(table, Mapping) else None
    if not isinstance(table, Mapping):
        return None
    return _Reading(path, text, table, prefix).configuration()


def unreadable_configuration(path: Path) -> Configuration:
    """What a file says that is no text, or too large."""
    problem = ConfigurationProblem(
        0, 0, "unreadable-configuration", "this cannot be read; it has to be UTF-8 text of at most 1 MB"
    )
    return Configuration(path, "", {}, problems=(problem,))


def _syntax_problem(text: str, message: str) -> ConfigurationProblem:
    found = _PLACE.search(message)
    offset = len(text)
    if found and found["line"]:
        lines = text.splitlines(keepends=True)
        offset = sum(map(len, lines[: int(found["line"]) - 1])) + int(found["column"]) - 1
    offset = min(offset, max(len(text) - 1, 0))
    words = message[: found.start()].strip() if found else message
    return ConfigurationProblem(
        offset, min(offset + 1, len(text)), "unreadable-configuration", f"this is no valid TOML: {words}"
    )


class _Reading:
    """Reads the keys of a table one by one and collects what they say."""

    def __init__(self, path: Path, text: str, table: Mapping[str, Any], prefix: tuple[str, ...]) -> None:
        self.path, self.text, self.table = path, text, table
        self.places = {
            place.path[len(prefix) :]: place
            for place in key_places(text)
            if place.path[: len(prefix)] == prefix
        }
        self.entries: list[str] = []
        self.macros: list[str] = []
        self.preamble: tuple[str, ...] = ()
        self.problems: list[ConfigurationProblem] = []

    def configuration(self) -> Configuration:
        for key, value in self.table.items():
            self._read(key, value)
        return Configuration(
            self.path,
            self.text,
            self.table,
            "\n".join(self.entries),
            "\n".join(self.macros),
            self.preamble,
            self.place_of_preamble,
            tuple(sorted(self.problems, key=lambda problem: problem.start)),
        )

    def _read(self, key: str, value: object) -> None:
        if key == MACROS:
            self._read_macros(value)
        elif key == "declarations":
            self._read_declarations(value)
        elif key == "preamble":
            self._read_preamble(value)
        elif key in SETTINGS:
            entry = option_entry(key, value)
            if entry is None:
                self._complain((key,), f"{key} must be {SETTINGS[key].expected}")
            else:
                self.entries.append(entry)
        elif key not in OTHER_SECTIONS:
            self._complain((key,), _unknown(key))

    def _read_macros(self, value: object) -> None:
        if not isinstance(value, Mapping):
            self._complain((MACROS,), r"macros must be a table such as '\bX' = '\mathbf{X}'")
            return
        for name, body in value.items():
            definition = macro_definition(str(name), body)
            if definition is None:
                self._complain(
                    (MACROS, str(name)),
                    r"a macro must be a name and its body, '\bX' = '\mathbf{X}', or its body and the number of "
                    r"its arguments, '\norm' = ['\|#1\|', 1]",
                )
            else:
                self.macros.append(definition)

    def _read_declarations(self, value: object) -> None:
        texts = _texts(value)
        if texts is None:
            self._complain(("declarations",), "declarations must be a string, or a list of strings")
            return
        place = self.places.get(("declarations",))
        literals = list(strings_in(self.text, place)) if place else []
        for source in literals or map(SourceText, texts):
            self._read_entries(source)

    def _read_entries(self, source: SourceText) -> None:
        from ..meaning.declarations.directives import read_directive

        self.entries.append(source.text)
        start = source.origin
        directive = Directive(start, start + len(source.text), source, "configuration")
        self.problems.extend(
            ConfigurationProblem(each.start, each.end, each.rule, each.message, each.severity)
            for each in read_directive(directive).problems
        )

    def _read_preamble(self, value: object) -> None:
        texts = _texts(value)
        if texts is None:
            self._complain(
                ("preamble",), "preamble must be the name of a file with macros, or a list of names"
            )
        else:
            self.preamble = tuple(texts)

    @property
    def place_of_preamble(self) -> tuple[int, int]:
        place = self.places.get(("preamble",))
        return (place.start, place.end) if place else (0, 0)

    def _complain(self, path: tuple[str, ...], message: str) -> None:
        place = self.places.get(path) or self.places.get(path[:1]) or KeyPlace(path, 0, 0, 0, 0)
        rule = "unusable-setting"
        self.problems.append(ConfigurationProblem(place.start, place.end, rule, message))


def _texts(value: object) -> list[str] | None:
    """A string or a list of strings as a list; None for anything else."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return value
    return None


def _unknown(key: str) -> str:
    known = [*SETTINGS, "declarations", "preamble", MACROS, *sorted(OTHER_SECTIONS)]
    close = get_close_matches(key, known, 1)
    meant = f"; did you mean {close[0]}?" if close else ""
    return f"there is no setting {key}{meant} (known: {', '.join(known)})"
