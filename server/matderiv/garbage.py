"""How often Python looks for cyclic garbage: trees and expressions have no cycles, and there are very many of them."""

from __future__ import annotations

import gc

_THRESHOLDS = (2_000, 20, 50)


def collect_rarely() -> None:
    """What is loaded by now is never looked at again, the rest more seldom than by default."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
