"""What fixes would change, as a unified diff that `patch -p0` takes."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_NO_LINE_END = "\n\\ No newline at end of file\n"


def unified_diff(path: str, before: str, after: str) -> str:
    """Line ends are kept as they are; empty if nothing changes."""
    found = difflib.unified_diff(_LINE.findall(before), _LINE.findall(after), path, path, n=3)
    return "".join(_lines(found))


def _lines(found: Iterator[str]) -> Iterator[str]:
    for line in found:
        yield line if line.endswith("\n") else line + _NO_LINE_END
