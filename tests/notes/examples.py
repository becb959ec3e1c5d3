"""The notes of `docs/examples`, checked once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import matderiv
from matderiv.checking import CheckedClaim

FOLDER = Path(__file__).parents[2] / "docs" / "examples"
LANGUAGES = {".md": "markdown", ".tex": "latex"}
NOTES = tuple(sorted(path.name for path in FOLDER.iterdir() if path.suffix in LANGUAGES))


def text_of(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


@cache
def claims_of(name: str) -> tuple[CheckedClaim, ...]:
    return matderiv.check(text_of(name), LANGUAGES[Path(name).suffix]).files[0].claims


def claim(name: str, fragment: str) -> CheckedClaim:
    """The only claim of a note whose TeX, with single spaces, contains a fragment."""
    wanted = " ".join(fragment.split())
    found = [each for each in claims_of(name) if wanted in " ".join(each.tex.split())]
    assert len(found) == 1, [each.tex for each in found or claims_of(name)]
    return found[0]
