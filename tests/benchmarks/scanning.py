"""The cold scan and parse of a long note, edits in notes of growing length, and the other scanners in the same run.

Times are those of the processor, so that other work on the machine counts little.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from itertools import count
from statistics import median

from matderiv.syntax import parse
from matderiv.text import read_document, update_document
from tests.scoring.cases import formulas
from tests.text.scanners.others import MARKDOWN_SCANNERS

from .reading import LINES, long_note

_COLD = """
import sys, time
from matderiv.syntax import parse
from matderiv.text import read_document
text = sys.stdin.read()
begin = time.process_time()
for span in read_document(text, "markdown").spans:
    parse(span.text)
print(1000 * (time.process_time() - begin))
"""


def main() -> None:
    text = long_note()
    _cold(text)
    _edits(text)
    _formulas()
    _others(text)


def milliseconds(call: Callable[[], object], repeats: int) -> float:
    """The median processor time of a call after one that warms up."""
    call()
    times = []
    for _ in range(repeats):
        begin = time.process_time()
        call()
        times.append(1000 * (time.process_time() - begin))
    return median(times)


def _cold(text: str) -> None:
    """In a process of its own, so that nothing is remembered; the import is not counted."""
    times = []
    for _ in range(3):
        run = subprocess.run(
            [sys.executable, "-c", _COLD], input=text.encode(), capture_output=True, check=True
        )
        times.append(float(run.stdout))
    print(f"cold scan and parse of {LINES:,} lines    {min(times):9.2f} ms   (budget: 600)")


def _edits(text: str) -> None:
    """One character in the middle of one, two and four such notes."""
    for copies in (1, 2, 4):
        document = read_document("\n\n".join([text] * copies), "markdown")
        middle = len(document.text) // 2
        full = milliseconds(lambda note=document.text: read_document(note, "markdown"), 1)
        edit = milliseconds(lambda note=document, place=middle: update_document(note, place, place, "x"), 25)
        print(
            f"one-character edit, {copies * LINES:6,} lines       {edit:9.2f} ms   "
            f"= {edit / full:.4f} of a scan ({full:.0f} ms; budget: 0.02)"
        )


def _formulas() -> None:
    fresh = count()
    mix = [case["tex"] for case in formulas()]
    times = milliseconds(lambda: [parse(f"{tex}%{next(fresh)}") for tex in mix], 9)
    print(
        f"parse of the {len(mix)} formulas of the cases {times:9.2f} ms   = {1000 * len(mix) / times:,.0f} a second"
    )


def _others(text: str) -> None:
    mine = milliseconds(lambda: read_document(text, "markdown"), 3)
    print(f"full scan, ours                        {mine:9.2f} ms")
    for name, scanner in MARKDOWN_SCANNERS.items():
        theirs = milliseconds(lambda scan=scanner: scan(text), 1)
        print(f"full scan, {name:22}      {theirs:9.2f} ms   (native code; fewer delimiters)")


if __name__ == "__main__":
    main()
