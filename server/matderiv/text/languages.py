"""Which kinds of files matderiv reads."""

from __future__ import annotations

from os import PathLike, fspath
from pathlib import PurePath

MARKDOWN = "markdown"
LATEX = "latex"
NOTEBOOK = "notebook"

_LANGUAGE_OF_SUFFIX = {
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".qmd": MARKDOWN,
    ".rmd": MARKDOWN,
    ".tex": LATEX,
    ".ipynb": NOTEBOOK,
}


def language_of(path: str | PathLike[str]) -> str | None:
    """The language of a file by its name, or None where matderiv does not read such files."""
    return _LANGUAGE_OF_SUFFIX.get(PurePath(fspath(path)).suffix.lower())
