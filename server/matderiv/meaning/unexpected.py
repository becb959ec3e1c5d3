"""Words for errors that nobody foresaw: one formula may fail, but never takes the rest of a note with it."""

from __future__ import annotations

import logging
from pathlib import PurePath

_LOG = logging.getLogger("matderiv")


def unexpected(error: Exception) -> str:
    """Why a formula has no answer, for the reader. The traceback goes to the log, at level debug.

    The error's own message stays out of it: it may quote anything.
    """
    if isinstance(error, RecursionError):
        return "too large: the formula is nested too deeply"
    if isinstance(error, MemoryError):
        return "too large: there is not enough memory"
    _LOG.debug("unexpected error", exc_info=error)
    return f"matderiv failed here ({type(error).__name__}{_place(error)}); please report it"


def _place(error: Exception) -> str:
    traceback = error.__traceback__
    while traceback is not None and traceback.tb_next is not None:
        traceback = traceback.tb_next
    if traceback is None:
        return ""
    return f" at {PurePath(traceback.tb_frame.f_code.co_filename).name}:{traceback.tb_lineno}"
