"""Reading a long note: the full scan, a one-character edit, parsing."""

from __future__ import annotations

from itertools import count

from matderiv.syntax import parse
from matderiv.text import read_document, update_document
from tests.scoring.cases import claims

from .timing import milliseconds

LINES = 10_000


def long_note() -> str:
    """The notes of the cases one after another, until there are enough lines."""
    notes = [case["note"] for case in claims()]
    text = ""
    while text.count("\n") < LINES:
        text += "\n\n".join(notes) + "\n\n"
    return text


def main() -> None:
    text = long_note()
    document = read_document(text, "markdown")
    middle = len(text) // 2
    full = milliseconds(lambda: read_document(text, "markdown"), 3)
    edit = milliseconds(lambda: update_document(document, middle, middle, "x"), 9)
    formulas = list(dict.fromkeys(span.text for span in document.spans))
    fresh = count()
    parsing = milliseconds(lambda: [parse(f"{tex}%{next(fresh)}") for tex in formulas], 3)
    print(f"full scan of {text.count(chr(10)):,} lines            {full:9.2f} ms")
    print(
        f"one-character edit                     {edit:9.2f} ms   = {edit / full:.4f} of a scan (budget: 0.02)"
    )
    print(
        f"parse of {len(formulas)} distinct formulas         {parsing:9.2f} ms   "
        f"= {1000 * len(formulas) / parsing:,.0f} a second (budget: 2,000)"
    )
