"""The claims of a note elaborated: all 2,000 of them, and again after one character was typed.

Processor time is measured, as what else runs on a machine would change it several times over.
"""

from __future__ import annotations

import time
from statistics import median

from matderiv.meaning import analyse
from matderiv.text import Document, read_document, update_document

from .notes import note_of_claims

CLAIMS = 2_000
EDITS = 7


def main() -> None:
    text = note_of_claims(CLAIMS)
    document = read_document(text, "markdown")
    analysis = analyse(document)
    started = time.process_time()
    count = len(analysis.claims)
    first = 1000 * (time.process_time() - started)
    print(f"claims of a note elaborated            {first:9.2f} ms   for {count:,} claims (budget: 1000)")
    times = []
    for _ in range(EDITS):
        place = len(document.text) // 2
        document = update_document(document, place, place, "x")
        times.append(_milliseconds_to_analyse(document))
    print(
        f"the same after a one-character edit    {median(times):9.2f} ms   max {max(times):.2f}, all of its analysis"
    )


def _milliseconds_to_analyse(document: Document) -> float:
    started = time.process_time()
    analysis = analyse(document)
    _ = analysis.claims, analysis.derivatives
    return 1000 * (time.process_time() - started)


if __name__ == "__main__":
    main()
