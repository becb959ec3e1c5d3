"""The verdicts on the claims in a part of a document, without a look at the others."""

from __future__ import annotations

from typing import Any

from ...checking import judge
from ..library import Library


def check_range(library: Library, key: str | None, parameters: dict[str, Any]) -> dict[str, Any]:
    """`start` and `end` are document offsets; the result has the `verdicts` on all claims that they touch."""
    analysis = library.get(key).analysis
    start, end = parameters["start"], parameters["end"]
    touched = (
        analysis.claim(statement, step)
        for statement in analysis.statements
        for step in statement.steps
        if step.start < end and start < step.end
    )
    return {"verdicts": [judge(analysis, claim).verdict for claim in touched]}
