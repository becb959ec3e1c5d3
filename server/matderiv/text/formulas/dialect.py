"""What distinguishes the reading of Markdown from that of LaTeX within a stretch of text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from matderiv.text.formulas.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a stretch of lines is read.

    `stretch_end` matches at a line end behind which a stretch is over; where its group `special` took part,
    what follows is no ordinary text (a fence, a comment). `boundary` matches where a line begins a new
    paragraph, its group `only` a line that is one by itself, its group `marker` what is no prose of it.
    `prefix` matches what containers put in front of a line. In `cautious` dialects a backslash before a
    bracket may be a plain escape.
    """

    tokens: Callable[[str, int, int], Tokens]
    stretch_end: re.Pattern[str]
    boundary: re.Pattern[str]
    prefix: re.Pattern[str] | None
    cautious: bool
