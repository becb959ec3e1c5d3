"""Comments that switch rules off: for a line, from one place to another, or for the file.

A directive holds statements separated by `;`. Read here are `off`, `on`, `disable`, `enable`, `disable-line`,
`disable-next-line` and `disable-file`; all but the first two may name rules: `disable=rule-a, rule-b`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from matderiv.text.document import Document
from matderiv.text.lines import LineIndex
from matderiv.text.spans import Directive

_STATEMENT = re.compile(
    r"\s*(?P<verb>off|on|disable(?:-next-line|-line|-file)?|enable)(?:\s*[=:\s]\s*(?P<rules>[\w\s,-]+?))?\s*"
)
_EVERY_RULE = ""


class _Switch(NamedTuple):
    """A rule (or every rule: "") is switched off or on from a place on."""

    place: int
    is_off: bool


@dataclass(frozen=True)
class Suppressions:
    """Which rules are off where in one document."""

    ranges: tuple[tuple[int, int, str], ...]
    switches: dict[str, tuple[_Switch, ...]]
    rules: frozenset[str]

    def is_off(self, rule: str, offset: int) -> bool:
        """Whether the note has switched the rule off at this offset."""
        return self._is_switched_off(rule, offset) or any(
            start <= offset < end and named in (rule, _EVERY_RULE) for start, end, named in self.ranges
        )

    def _is_switched_off(self, rule: str, offset: int) -> bool:
        last = max(self._last_switch(rule, offset), self._last_switch(_EVERY_RULE, offset))
        return last.is_off

    def _last_switch(self, rule: str, offset: int) -> _Switch:
        switches = self.switches.get(rule, ())
        index = bisect_right(switches, offset, key=lambda switch: switch.place) - 1
        return switches[index] if index >= 0 else _Switch(-1, False)


def is_suppression(statement: str) -> bool:
    """Whether a statement of a directive switches rules and so declares nothing."""
    return _STATEMENT.fullmatch(statement) is not None


def suppressions(document: Document) -> Suppressions:
    """What the document's directives switch off."""
    ranges: list[tuple[int, int, str]] = []
    switches: dict[str, list[_Switch]] = {}
    for directive, verb, rules in _statements(document):
        for rule in rules or (_EVERY_RULE,):
            if verb in ("off", "disable", "on", "enable"):
                switches.setdefault(rule, []).append(_Switch(directive.end, verb in ("off", "disable")))
            else:
                ranges.append((*_range(document, verb, directive), rule))
    named = {rule for _, _, rule in ranges} | set(switches)
    return Suppressions(
        tuple(ranges),
        {rule: tuple(found) for rule, found in switches.items()},
        frozenset(named - {_EVERY_RULE}),
    )


def _statements(document: Document) -> Iterator[tuple[Directive, str, tuple[str, ...]]]:
    for directive in document.directives:
        for statement in re.split(r"[;\n]", directive.body):
            match = _STATEMENT.fullmatch(statement)
            if match is not None:
                rules = tuple(re.findall(r"[\w-]+", match["rules"] or ""))
                yield directive, match["verb"], rules


def _range(document: Document, verb: str, directive: Directive) -> tuple[int, int]:
    """What the statement covers: the file, or a line with the formulas that begin on it."""
    if verb == "disable-file":
        return 0, len(document.text) + 1
    lines = document.line_index
    line = lines.line_of(directive.start)
    if verb == "disable-next-line":
        line = _next_line(lines, lines.line_of(directive.end))
    first, last = lines.line_range(line)
    return first, max(
        [last + 1, *(span.end for span in document.spans_between(first, last) if span.start < last)]
    )


def _next_line(lines: LineIndex, line: int) -> int:
    """The next line that is not blank; the line itself if there is none."""
    for following in range(line + 1, lines.line_count):
        start, end = lines.line_range(following)
        if lines.text[start:end].strip():
            return following
    return line
