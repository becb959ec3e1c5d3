"""Where a fact comes from, in the author's own words."""

from __future__ import annotations

from matderiv.meaning.scopes.scope import Source

from .markdown import code

_LONGEST = 80


def quoted(text: str, source: Source | None) -> str:
    """`: ` and the words of the document `text` that a fact was read from; empty where it stands nowhere."""
    if source is not None and source.file:
        return f": {code(_short(source.text))} in {source.file}"
    if source is None or not 0 <= source.start < source.end <= len(text):
        return ""
    words = " ".join(text[source.start : source.end].split())
    return f": {code(_short(words))}"


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
