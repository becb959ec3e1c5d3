"""Why no derivation can be written."""

from __future__ import annotations


class NoSteps(Exception):  # noqa: N818 - says what there is not
    """A derivative that cannot be derived in lines; the message says why."""
