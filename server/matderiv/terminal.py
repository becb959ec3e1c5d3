"""What all commands have in common: exit codes, colours, messages about what cannot be used."""

from __future__ import annotations

import os
import sys
from typing import TextIO

FOUND, FINDINGS, UNUSABLE = 0, 1, 2


def wants_colour(stream: TextIO) -> bool:
    """Colours are for terminals whose user has not refused them."""
    return stream.isatty() and not os.environ.get("NO_COLOR")


def unusable(message: str) -> int:
    """Says what is wrong with the arguments or the input; gives the exit code for it."""
    sys.stderr.write(f"matderiv: {message}\n")
    return UNUSABLE


def write_exactly(text: str) -> None:
    """To standard output, with line ends as they are on every system."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(text)
        return
    sys.stdout.flush()
    buffer.write(text.encode())
    buffer.flush()
