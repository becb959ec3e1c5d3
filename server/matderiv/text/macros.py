"""Definitions of macros outside formulas: where they end, and which of them stand for delimiters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

DEFINING_COMMANDS = (
    r"(?:(?:re|provide)?newcommand|(?:re)?newenvironment|[gex]?def|let|DeclareMathOperator"
    r"|DeclareRobustCommand|DeclarePairedDelimiter|(?:New|Renew|Provide|Declare)Document(?:Command|Environment)"
    r"|(?:Ren|N)ewEnviron)(?![A-Za-z])\*?"
)
"""The commands that define macros, without their backslash."""

_NAME = r"(?:\\(?:[A-Za-z@]+|.)|\{\s*\\?(?:[A-Za-z@]+\*?|.)\s*\})"
_HEAD = re.compile(rf"\\({DEFINING_COMMANDS})\s*({_NAME})")
_LET = re.compile(r"\s*=?\s*(?:\\(?:[A-Za-z@]+|.)|\S)")
_PARAMETERS = re.compile(r"[^{}\\\n]*")
_OPTION = re.compile(r"\s*\[[^\]\n]*\]")
_BRACE_OR_ESCAPE = re.compile(r"\\.|[{}]", re.DOTALL)
_ALIAS = re.compile(r"\s*(?:\$\$|\\(?P<edge>begin|end)\s*\{(?P<name>[A-Za-z]+\*?)\}(?:\{\d\})?)\s*")
_OPENED = re.compile(r"\\begin\s*\{(?P<name>[A-Za-z]+\*?)\}|\\(?P<command>[A-Za-z]+)\s*$")
_GROUPS = {"newenvironment": 2, "renewenvironment": 2, "DeclarePairedDelimiter": 2}
_LONGEST_DEFINITION = 4000


def definition_end(text: str, start: int, limit: int) -> int | None:
    """Where the macro definition that begins at `start` ends; None if it is not complete before `limit`."""
    limit = min(limit, start + _LONGEST_DEFINITION)
    head = _HEAD.match(text, start, limit)
    if head is None:
        return None
    command = head[1].rstrip("*")
    place = head.end()
    if command == "let":
        match = _LET.match(text, place, limit)
        return match.end() if match else None
    if "Document" in command:
        return _groups_end(text, place, limit, 3 if command.endswith("Environment") else 2)
    if command.endswith("def"):
        place = _match_end(_PARAMETERS, text, place, limit)
    while (option := _OPTION.match(text, place, limit)) is not None:
        place = option.end()
    return _groups_end(text, place, limit, _GROUPS.get(command, 1))


def _match_end(pattern: re.Pattern[str], text: str, place: int, limit: int) -> int:
    match = pattern.match(text, place, limit)
    return match.end() if match else place


def _groups_end(text: str, place: int, limit: int, count: int) -> int | None:
    for _ in range(count):
        while place < limit and text[place].isspace():
            place += 1
        end = group_end(text, place, limit)
        if end is None:
            return None
        place = end
    return place


def group_end(text: str, start: int, limit: int) -> int | None:
    """Where the group in braces that opens at `start` ends."""
    if start >= limit or text[start] != "{":
        return None
    depth = 0
    for match in _BRACE_OR_ESCAPE.finditer(text, start, limit):
        brace = match[0]
        depth += 1 if brace == "{" else -1 if brace == "}" else 0
        if depth == 0:
            return match.end()
    return None


_COMMAND = re.compile(rf"(?<!\\)(?P<comment>%[^\n]*)|\\{DEFINING_COMMANDS}")


@lru_cache(maxsize=64)
def definitions_in(text: str) -> tuple[str, ...]:
    """Every macro definition of a text that is complete and not commented out, as it is written."""
    found: list[str] = []
    place = 0
    while (match := _COMMAND.search(text, place)) is not None:
        place = match.end()
        if match["comment"] is None and (end := definition_end(text, match.start(), len(text))) is not None:
            found.append(text[match.start() : end])
            place = end
    return tuple(found)


Aliases = tuple[tuple[str, str, str], ...]
"""What stands for delimiters: (what the author writes, "begin", "end" or "environment", environment)."""


def delimiter_aliases(sources: Iterable[str], environments: frozenset[str]) -> Aliases:
    r"""The aliases among macro definitions, as `\be` is one for `\begin{equation}`."""
    aliases: dict[str, tuple[str, str, str]] = {}
    for source in sources:
        head = _HEAD.match(source)
        if head is None:
            continue
        name = head[2].strip("{} \t")
        if "nviron" in head[1]:
            opened = _opened(source, head.end(), environments)
            if name not in environments and opened is not None:
                aliases[name] = (name, "environment", opened)
        elif "newcommand" in head[1] or "def" in head[1]:
            found = _alias(_first_group(source, head.end()), environments)
            if found and name.startswith("\\") and name[1:].isalpha():
                aliases[name] = (name, *found)
    return tuple(sorted(aliases.values()))


def _opened(source: str, place: int, environments: frozenset[str]) -> str | None:
    r"""The environment of formulas that an environment of the author's opens, with `\begin{align}` or `\align`."""
    bodies = source[place:].removeprefix("*")
    if bodies.lstrip().startswith("{") and "Document" in source[:place]:
        bodies = bodies[(group_end(bodies, bodies.find("{"), len(bodies)) or 0) :]
    names = (match["name"] or match["command"] for match in _OPENED.finditer(_first_group(bodies, 0)))
    return next((name for name in names if name in environments), None)


def _first_group(source: str, place: int) -> str:
    start = source.find("{", place)
    end = group_end(source, start, len(source)) if start >= 0 else None
    return source[start + 1 : end - 1] if end is not None else ""


def _alias(body: str, environments: frozenset[str]) -> tuple[str, str] | None:
    match = _ALIAS.fullmatch(body)
    if match is None or match["name"] not in environments:
        return None
    return match["edge"], match["name"]
