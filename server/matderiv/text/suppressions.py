"""Comments that switch rules off: for a line, from one place to another, or for the file.

A directive holds statements separated by `;`. Read here are `off`, `on`, `disable`, `enable`, `disable-line`,
`disable-next-line` and `disable-file`; all but the first two may name rules: `disable=rule-a, rule-b`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from matderiv.text.document import Document
from matderiv.text.languages import NOTEBOOK
from matderiv.text.spans import Directive

_STATEMENT = re.compile(
    r"\s*(?P<verb>off|on|disable(?:-next-line|-line|-file)?|enable)(?:\s*[=:\s]\s*(?P<rules>[\w\s,-]+?))?\s*"
)
_EVERY_RULE = ""
_LINE_END = re.compile(r"\r\n?|\n")
_LINE_END_IN_NOTEBOOK = re.compile(r"\r\n?|\n|(?<!\\)(?:\\\\)*\\n")
_NOTHING = re.compile(r'[\s",\[\]]*(?:\\n)?[\s",\[\]]*')


@dataclass(frozen=True, slots=True)
class Switch:
    """A statement about one rule, or about every rule (`rule` is empty), and where the name or statement stands.

    What it says holds at the offsets from `first` to `last`, of which the latter does not count; a switch without a
    `last` holds until another one.
    """

    start: int
    end: int
    rule: str
    is_off: bool
    first: int
    last: int | None = None


@dataclass(frozen=True)
class Suppressions:
    """Which rules are off where in one document; `switches` are in its order."""

    switches: tuple[Switch, ...]

    @property
    def rules(self) -> frozenset[str]:
        """The names of rules that the document mentions."""
        return frozenset(switch.rule for switch in self.switches) - {_EVERY_RULE}

    def is_off(self, rule: str, offset: int) -> bool:
        """Whether the note has switched the rule off at this offset."""
        return self.switch_for(rule, offset) is not None

    def switch_for(self, rule: str, offset: int) -> Switch | None:
        """The statement that switches the rule off at this offset; the narrowest, of equals the last."""
        for switch in self._with_end:
            if switch.first <= offset < (switch.last or 0) and switch.rule in (rule, _EVERY_RULE):
                return switch
        last = max(
            (found for name in {rule, _EVERY_RULE} if (found := self._last_open(name, offset))),
            key=lambda switch: switch.first,
            default=None,
        )
        return last if last is not None and last.is_off else None

    @cached_property
    def _with_end(self) -> tuple[Switch, ...]:
        """Those for a line before those for the file."""
        with_end = (switch for switch in self.switches if switch.last is not None)
        return tuple(sorted(with_end, key=lambda switch: (switch.last or 0) - switch.first))

    @cached_property
    def _open(self) -> dict[str, tuple[Switch, ...]]:
        found: dict[str, list[Switch]] = {}
        for switch in self.switches:
            if switch.last is None:
                found.setdefault(switch.rule, []).append(switch)
        return {rule: tuple(switches) for rule, switches in found.items()}

    def _last_open(self, rule: str, offset: int) -> Switch | None:
        switches = self._open.get(rule, ())
        index = bisect_right(switches, offset, key=lambda switch: switch.first) - 1
        return switches[index] if index >= 0 else None


def is_suppression(statement: str) -> bool:
    """Whether a statement of a directive switches rules and so declares nothing."""
    return _STATEMENT.fullmatch(statement) is not None


def suppressions(document: Document) -> Suppressions:
    """What the document's directives switch off."""
    return Suppressions(
        tuple(switch for directive in document.directives for switch in _switches(document, directive))
    )


def _switches(document: Document, directive: Directive) -> Iterator[Switch]:
    for part in re.finditer(r"[^;\n]+", directive.body):
        match = _STATEMENT.fullmatch(part[0])
        if match is None:
            continue
        verb = match["verb"]
        first, last = _reach(document, verb, directive)
        for name, start, end in _names(match, part.start()):
            place = directive.source.range_to_document(start, end)
            yield Switch(*place, name, verb not in ("on", "enable"), first, last)


def _names(match: re.Match[str], origin: int) -> Iterator[tuple[str, int, int]]:
    """The rules that a statement names, with their places in the directive; else every rule."""
    if match["rules"] is None:
        yield _EVERY_RULE, origin + match.start("verb"), origin + match.end("verb")
        return
    for name in re.finditer(r"[\w-]+", match["rules"]):
        start = origin + match.start("rules") + name.start()
        yield name[0], start, start + len(name[0])


def _reach(document: Document, verb: str, directive: Directive) -> tuple[int, int | None]:
    """The offsets that a statement speaks of: the file, what follows, or a line with the formulas that begin on it."""
    if verb == "disable-file":
        return 0, len(document.text) + 1
    if verb not in ("disable-line", "disable-next-line"):
        return directive.end, None
    first, last = _line_around(document, directive.start)
    if verb == "disable-next-line":
        first, last = _next_line(document, _line_around(document, directive.end)[1])
    formulas = document.spans_between(first, last)
    return first, max([last + 1, *(span.end for span in formulas if span.start < last)])


def _line_end(document: Document) -> re.Pattern[str]:
    """In a notebook a line of the note ends where its JSON says so."""
    return _LINE_END_IN_NOTEBOOK if document.language == NOTEBOOK else _LINE_END


def _line_around(document: Document, offset: int) -> tuple[int, int]:
    """Where the line of an offset begins and ends."""
    start, end = document.line_index.line_range(document.line_index.line_of(offset))
    for match in _line_end(document).finditer(document.text, start, end):
        if match.end() > offset:
            return start, match.end() if document.language == NOTEBOOK else match.start()
        start = match.end()
    return start, end


def _next_line(document: Document, place: int) -> tuple[int, int]:
    """The next line behind a place that is not blank; an empty one at the end if there is none."""
    text = document.text
    while place < len(text):
        found = _line_end(document).match(text, place)
        first, last = _line_around(document, found.end() if found else place)
        if _NOTHING.fullmatch(text, first, last) is None:
            return first, last
        place = max(last, place + 1)
    return len(text), len(text)
