"""What the answers to all requests have in common."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from pygls.exceptions import JsonRpcInternalError

from .reading import Reading

logger = logging.getLogger(__name__)

_Answer = TypeVar("_Answer")


async def when_asked(
    reading: asyncio.Future[Reading], answer: Callable[[Reading], Awaitable[_Answer]]
) -> _Answer:
    """The answer that one reading gives; the reading goes on if the request is cancelled.

    An error becomes an error reply that names its kind and place, and nothing of the note.
    """
    try:
        return await answer(await asyncio.shield(reading))
    except Exception as error:
        where = _place_of(error)
        logger.error("a request failed: %s", where)
        raise JsonRpcInternalError(f"matderiv failed: {where}") from None


def _place_of(error: Exception) -> str:
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    if place is None:
        return type(error).__name__
    return f"{type(error).__name__} in {place.tb_frame.f_code.co_qualname}, line {place.tb_lineno}"
