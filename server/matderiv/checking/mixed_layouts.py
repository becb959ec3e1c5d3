"""One hint for a note that mixes layouts, at the claims of the minority: they may all be right by themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .report import CheckedClaim

RULE = "mixed-layout"


@dataclass(frozen=True, slots=True)
class Minority:
    """The first claim, by its number, in the layout that its note has less often, and what to say there."""

    claim: int
    message: str


def minorities(verdicts: Sequence[CheckedClaim | None]) -> Iterator[Minority]:
    """One for each kind of derivative that stands in several layouts, of which none is declared."""
    shown: dict[str, list[tuple[int, str]]] = {}
    for number, verdict in enumerate(verdicts):
        if verdict is not None and verdict.arrangement is not None:
            kind, layout = verdict.arrangement
            shown.setdefault(kind, []).append((number, layout))
    for kind, claims in shown.items():
        counts = Counter(layout for _, layout in claims)
        if len(counts) > 1:
            yield _minority(kind, claims, counts)


def _minority(kind: str, claims: list[tuple[int, str]], counts: Counter[str]) -> Minority:
    (usual, most), *_ = counts.most_common()
    first, layout = next((number, layout) for number, layout in claims if layout != usual)
    message = (
        f"{layout} layout, while this note writes derivatives of this kind ({kind}) in {usual} layout "
        f"{_times(most)}; say which one is meant, or transpose this one"
    )
    return Minority(first, message)


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
