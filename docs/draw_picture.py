"""Draws docs/check.svg: what `matderiv check` says about docs/picture.md, as a terminal shows it.

Run `python docs/draw_picture.py` after a change of the report.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape
from pathlib import Path

from matderiv import check
from matderiv.lint import FORMATS, LintResult, linted

HERE = Path(__file__).parent
LINE, LETTER, WIDTH, MARGIN = 19, 8.05, 104, 16
COLOURS = {"31": "#e06c75", "32": "#98c379", "33": "#e5c07b", "90": "#7f848e"}


def wrapped(line: str) -> list[str]:
    """A line cut at spaces where it is too long; escape sequences stand only at its beginning."""
    plain = re.sub("\x1b\\[[0-9]+m", "", line)
    if len(plain) <= WIDTH:
        return [line]
    cut = plain.rfind(" ", 0, WIDTH)
    return [plain[:cut], *wrapped("      " + plain[cut + 1 :])]


def spans(line: str) -> str:
    """The line as SVG text, coloured as the terminal is."""
    parts = re.split("\x1b\\[([0-9]+)m", line)
    pieces = [escape(parts[0])]
    for code, text in zip(parts[1::2], parts[2::2], strict=True):
        fill = COLOURS.get(code)
        pieces.append(f'<tspan fill="{fill}">{escape(text)}</tspan>' if fill else escape(text))
    return "".join(pieces)


def main() -> None:
    note = HERE / "picture.md"
    found = check(note.read_text("utf-8")).files[0]
    report = LintResult((linted(replace(found, path="notes.md")),))
    text = "$ matderiv check notes.md\n" + FORMATS["text"](report, True)
    lines = [piece for line in text.splitlines() for piece in wrapped(line)]
    height = 2 * MARGIN + LINE * len(lines)
    width = 2 * MARGIN + LETTER * WIDTH
    rows = "\n".join(
        f'<text x="{MARGIN}" y="{MARGIN + LINE * (k + 0.8):.0f}" xml:space="preserve">{spans(line)}</text>'
        for k, line in enumerate(lines)
    )
    style = "font-family:ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace;font-size:13px"
    (HERE / "check.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height}" fill="#dcdfe4" '
        f'style="{style}">\n<rect width="100%" height="100%" rx="8" fill="#282c34"/>\n{rows}\n</svg>\n',
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
