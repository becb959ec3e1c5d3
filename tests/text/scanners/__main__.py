"""Compares our scanner with others over folders of notes.

    python -m tests.text.scanners FOLDER... [--show CLASS]

Prints for each scanner the share of formulas that both find at the same place, and the differences by class.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from matderiv.lint.discovery import notes_below
from matderiv.text import TextError, decode, language_of, read_document

from .differences import class_of, classes, compare
from .others import LATEX_SCANNERS, MARKDOWN_SCANNERS

_LONGEST = 400_000


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.text.scanners")
    parser.add_argument("folders", nargs="+")
    parser.add_argument(
        "--show", default=None, metavar="CLASS", help="the places of one class of differences"
    )
    parser.add_argument("--most", type=int, default=10_000, help="notes looked at")
    options = parser.parse_args()
    agreed: Counter[str] = Counter()
    differing: dict[str, Counter[tuple[str, str]]] = {}
    notes = list(notes_below(options.folders).notes)[: options.most]
    for path in notes:
        _compare(path, agreed, differing, options.show)
    for name, differences in differing.items():
        total = agreed[name] + differences.total()
        print(
            f"{name}: {agreed[name]:,} of {total:,} formulas at the same place ({agreed[name] / max(total, 1):.1%})"
        )
        for group in classes():
            for side in ("ours", "theirs"):
                if differences[group, side]:
                    print(f"{differences[group, side]:8,}  only {side:6}  {group}")


def _compare(
    path: Path, agreed: Counter[str], differing: dict[str, Counter[tuple[str, str]]], shown: str | None
) -> None:
    language = language_of(path)
    if language == "notebook":
        return
    try:
        text = decode(path.read_bytes()).replace("\r\n", "\n")
    except (OSError, TextError):
        return
    if len(text) > _LONGEST:
        return
    document = read_document(text, language or "markdown")
    for name, scanner in (LATEX_SCANNERS if language == "latex" else MARKDOWN_SCANNERS).items():
        both, differences = compare(document, scanner)
        agreed[name] += both
        counts = differing.setdefault(name, Counter())
        for difference in differences:
            group = class_of(difference)
            counts[group, difference.side] += 1
            if shown is not None and shown == group:
                line = text.count("\n", 0, difference.start) + 1
                print(f"{path}:{line} only {difference.side}: {' '.join(difference.text.split())[:120]}")


if __name__ == "__main__":
    main()
