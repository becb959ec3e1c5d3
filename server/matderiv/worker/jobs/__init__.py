"""The jobs of the worker process, by name. Each takes the documents, a document's key and its own parameters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..library import Library
from .check_claim import check_claim
from .check_range import check_range
from .derive_forms import derive_forms
from .warm import warm

JobFunction = Callable[[Library, str | None, dict[str, Any]], dict[str, Any]]

JOBS: dict[str, JobFunction] = {
    "check-claim": check_claim,
    "check-range": check_range,
    "derive-forms": derive_forms,
    "warm": warm,
}
