"""Times of one call, repeated; the machine is noisy, so medians count."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from statistics import median


def milliseconds(call: Callable[[], object], repeats: int = 5) -> float:
    """The median time of a call after one that warms up."""
    call()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        call()
        times.append(1000 * (time.perf_counter() - start))
    return median(times)


def summary(times: Sequence[float]) -> str:
    ordered = sorted(times)
    high = ordered[int(0.9 * (len(ordered) - 1))]
    return f"median {median(ordered):7.2f} ms   p90 {high:7.2f} ms   max {ordered[-1]:7.2f} ms   n = {len(ordered)}"
