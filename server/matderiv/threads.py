"""How many threads numerical libraries start: for small matrices they cost more than they bring."""

from __future__ import annotations

import os

ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"), "1"
)
"""The environment in which no library starts a second one."""


def start_no_threads() -> None:
    """In this process and those that it starts, if numpy is not loaded yet and the user has not said otherwise."""
    for name, count in ONE_THREAD.items():
        os.environ.setdefault(name, count)
