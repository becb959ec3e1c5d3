"""Where two scanners differ, and why: each difference belongs to the first class that explains it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from matderiv.text import Document

from .others import Range, Scanner

OURS, THEIRS = "ours", "theirs"


@dataclass(frozen=True)
class Difference:
    """A range that only one of two scanners takes for a formula.

    `around` are its lines, `paragraph` what stands before it up to a blank line, and itself.
    """

    side: str
    start: int
    end: int
    text: str
    around: str
    paragraph: str
    delimiter: str
    overlaps: bool
    in_preamble: bool
    in_drawing: bool
    in_fence: bool


def compare(document: Document, scanner: Scanner) -> tuple[int, list[Difference]]:
    """How many formulas both find in the same place, and the differences."""
    text = document.text
    ours = {(span.start, span.end): span.delimiter for span in document.spans}
    theirs = set(scanner(text))
    both = theirs & ours.keys()
    sides = ((OURS, set(ours) - both, theirs - both), (THEIRS, theirs - both, set(ours) - both))
    return len(both), [
        _difference(text, side, place, ours.get(place, "$"), others)
        for side, places, others in sides
        for place in sorted(places)
    ]


def _difference(text: str, side: str, place: Range, delimiter: str, others: set[Range]) -> Difference:
    start, end = place
    overlaps = any(first < end and start < last for first, last in others)
    in_preamble = start < text.find("\\begin{document}")
    paragraph = text[text.rfind("\n\n", 0, start) + 1 : end].lstrip()
    in_drawing = max(text.rfind(f"\\begin{{{name}}}", 0, start) for name in _DRAWINGS) > max(
        text.rfind(f"\\end{{{name}}}", 0, start) for name in _DRAWINGS
    )
    fences = _FENCE.findall(text, 0, start)
    in_fence = bool(fences) and bool(fences[-1].strip())
    lines = _lines(text, place)
    where = (in_preamble, in_drawing, in_fence)
    return Difference(side, start, end, text[start:end], lines, paragraph, delimiter, overlaps, *where)


def _lines(text: str, place: Range) -> str:
    end = text.find("\n", place[1])
    return text[text.rfind("\n", 0, place[0]) + 1 : end if end >= 0 else len(text)]


_FENCE = re.compile(r"^[ \t>]*(?:`{3,}|~{3,}|:{3,})([^\n]*)$", re.MULTILINE)
_DRAWINGS = ("tikzpicture", "tikzcd", "scope", "axis")
_WORDS = re.compile(r"(?<![\\A-Za-z{])[A-Za-z]{3,} [A-Za-z]{2,}")
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff]{2}")
_BLOCK_MARK = re.compile(r"\n[ \t>]*(?:[-+*=]|\d+[.)]|#|<|\|)")


def _is_unknown_delimiter(d: Difference) -> bool:
    return d.side == OURS and d.delimiter not in ("$", "$$")


def _has_wide_dollars(d: Difference) -> bool:
    return d.side == OURS and d.delimiter == "$" and re.search(r"^\$\s|\s\$$", d.text) is not None


def _stands_beside_a_letter(d: Difference) -> bool:
    whole = re.escape(d.text)
    return d.side == OURS and re.search(rf"{whole}[\dA-Za-z]|[\dA-Za-z]{whole}", d.around) is not None


def _holds_words(d: Difference) -> bool:
    return d.side == THEIRS and bool(_WORDS.search(d.text) or _EAST_ASIAN.search(d.text))


def _stands_in_html(d: Difference) -> bool:
    return d.paragraph.startswith("<") or re.search(r"<[a-zA-Z/!]|\{%|\]\(|^\[", d.around) is not None


_CLASSES: dict[str, Callable[[Difference], bool]] = {
    "a delimiter that they do not know": _is_unknown_delimiter,
    "the preamble": lambda d: d.in_preamble,
    "a drawing": lambda d: d.side == THEIRS and d.in_drawing,
    "a directive of MyST": lambda d: d.side == OURS and d.in_fence,
    "spaces inside of the dollars": _has_wide_dollars,
    "a line of a display that begins a block": lambda d: d.side == OURS and bool(_BLOCK_MARK.search(d.text)),
    "a display with a blank line": lambda d: "\n\n" in re.sub(r"\n[ \t>]+", "\n", d.text),
    "HTML, Liquid or a reference around it": _stands_in_html,
    "an indented line": lambda d: d.side == OURS and re.match(r"(?: {4}|\t)", d.around) is not None,
    "a digit or letter beside a dollar": _stands_beside_a_letter,
    "words between two dollars": _holds_words,
    "an amount of money": lambda d: d.side == THEIRS and re.match(r"\$\d", d.text) is not None,
    "code or a macro definition": lambda d: (
        d.side == THEIRS and bool(re.search(r"`|\\(?:newcommand|def)", d.around))
    ),
    "a table": lambda d: d.around.lstrip(" >").startswith("|") or d.around.count("|") > 2,
    "a formula within a formula": lambda d: d.side == THEIRS and d.overlaps,
    "the other way of pairing of the same dollars": lambda d: d.overlaps,
    "a comment, verbatim text or a drawing": lambda d: bool(
        re.search(r"%|verb|tikz|listing|minted", d.around)
    ),
}

UNEXPLAINED = "unexplained"


def class_of(difference: Difference) -> str:
    """The first class that explains a difference."""
    return next((name for name, holds in _CLASSES.items() if holds(difference)), UNEXPLAINED)


def classes() -> Iterator[str]:
    yield from (*_CLASSES, UNEXPLAINED)
