"""What the worker process may take from the machine: it gives way to everything else."""

from __future__ import annotations

import os
import sys

from ..threads import ONE_THREAD

_MEMORY = 4 << 30
_BELOW_NORMAL_PRIORITY_CLASS = 0x4000
_CREATE_NO_WINDOW = 0x08000000


def environment() -> dict[str, str]:
    """The environment of the worker: small matrices need no threads, and its output is no terminal."""
    return {**os.environ, **ONE_THREAD, "PYTHONIOENCODING": "utf-8"}


def creation_flags() -> int:
    """Windows sets the priority when a process starts; elsewhere the process lowers its own."""
    return _BELOW_NORMAL_PRIORITY_CLASS | _CREATE_NO_WINDOW if sys.platform == "win32" else 0


def lower_own_priority() -> None:
    if hasattr(os, "nice"):
        os.nice(10)


def limit_own_memory() -> None:
    """A runaway computation gets a MemoryError instead of the machine's memory, where the platform can."""
    try:
        import resource
    except ImportError:
        return
    try:
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        limit = _MEMORY if hard == resource.RLIM_INFINITY else min(_MEMORY, hard)
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    except (OSError, ValueError):
        return
