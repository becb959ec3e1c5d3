"""What the client asks of the worker process: a job, and the document that it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from hashlib import sha256
from typing import Any


class Priority(IntEnum):
    """Which job goes first; lower is sooner."""

    ASKED_FOR = 0
    AT_CURSOR = 1
    BACKGROUND = 2


@dataclass(frozen=True)
class DocumentText:
    """A document by its content. The worker keeps what it read under `key`, so the text goes over only once."""

    text: str
    language: str

    @cached_property
    def key(self) -> str:
        content = self.text.encode("utf-8", "surrogatepass")
        return f"{self.language}:{sha256(content).hexdigest()}"


@dataclass(frozen=True, slots=True)
class Job:
    """`name` is a key of the table `jobs.JOBS`; `budget` is in seconds."""

    name: str
    document: DocumentText | None = None
    parameters: Mapping[str, Any] = field(default_factory=dict)
    budget: float = 10.0
