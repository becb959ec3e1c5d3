"""How many formulas are lost when one delimiter of a note is broken, as it is while somebody types.

    python -m tests.text.damage FOLDER... [--samples N]

In each note, delimiters (dollars and brackets) are taken out one at a time; counted are the formulas, but for the
broken one, that are not found any more. Beside ours stands a scanner that pairs dollars greedily from the left.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from matderiv.lint.discovery import notes_below
from matderiv.text import Document, TextError, decode, language_of, read_document, update_document

Spans = list[tuple[int, int]]

_DOLLARS = re.compile(r"(?<!\\)\$\$?")
_LONGEST = 300_000


def ours(text: str, language: str) -> Spans:
    return [(span.start, span.end) for span in read_document(text, language).spans]


def greedy(text: str, _language: str) -> Spans:
    """Each dollar with the next one of its kind."""
    found: Spans = []
    opening: re.Match[str] | None = None
    for match in _DOLLARS.finditer(text):
        if opening is None:
            opening = match
        elif len(match[0]) == len(opening[0]):
            found.append((opening.start(), match.end()))
            opening = None
    return found


def damage(before: Spans, broken: tuple[int, int], cut: tuple[int, int], after: Spans) -> int:
    """How many formulas but the broken one are gone."""
    width = cut[1] - cut[0]
    kept = set(after)
    return sum(
        (start - width * (start >= cut[1]), end - width * (end >= cut[1])) not in kept
        for start, end in before
        if (start, end) != broken
    )


def cuts(
    document: Document, samples: int, source: random.Random
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Formulas between dollars or brackets, each with the one of its delimiters that is taken out."""
    spans = [span for span in document.spans if span.delimiter in ("$", "$$", "\\(", "\\[")]
    for span in source.sample(spans, min(samples, len(spans))):
        width = len(span.delimiter)
        place = source.choice([span.start, span.end - width])
        yield (span.start, span.end), (place, place + width)


def damages_of(text: str, language: str, samples: int, seed: Any) -> tuple[list[int], list[int]]:
    """The damage of each cut, to ours and to the greedy scanner."""
    document = read_document(text, language)
    before = [(span.start, span.end) for span in document.spans]
    before_greedily = greedy(text, language)
    found: list[int] = []
    found_greedily: list[int] = []
    for broken, cut in cuts(document, samples, random.Random(seed)):
        updated = update_document(document, *cut, "")
        after = [(span.start, span.end) for span in updated.spans]
        found.append(damage(before, broken, cut, after))
        found_greedily.append(damage(before_greedily, broken, cut, greedy(updated.text, language)))
    return found, found_greedily


def distribution(values: list[int]) -> str:
    ordered = sorted(values)
    at: Callable[[float], int] = lambda share: ordered[int(share * (len(ordered) - 1))]  # noqa: E731
    mean = sum(ordered) / len(ordered)
    return f"median {at(0.5)}  p90 {at(0.9)}  p99 {at(0.99)}  max {ordered[-1]}  mean {mean:.2f}  n = {len(ordered)}"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.text.damage")
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--samples", type=int, default=20, help="cuts a note (default: 20)")
    options = parser.parse_args()
    found: list[int] = []
    found_greedily: list[int] = []
    for path in notes_below(options.folders).notes:
        language = language_of(path) or "markdown"
        text = _text(path)
        if language == "notebook" or text is None or len(text) > _LONGEST:
            continue
        mine, greedily = damages_of(text, language, options.samples, path.name)
        found += mine
        found_greedily += greedily
        if mine and max(mine) > 10:
            print(f"{path}: {max(mine)} formulas lost by one cut")
    print(f"ours     {distribution(found)}")
    print(f"greedy   {distribution(found_greedily)}")


def _text(path: Path) -> str | None:
    try:
        return decode(path.read_bytes())
    except (OSError, TextError):
        return None


if __name__ == "__main__":
    main()
