"""What the client asks of the worker process: a job, and the document that it is about."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from hashlib import sha256
from typing import Any

from ..text import NOTHING_INHERITED, Inherited


class Priority(IntEnum):
    """Which job goes first; lower is sooner."""

    ASKED_FOR = 0
    AT_CURSOR = 1
    BACKGROUND = 2


@dataclass(frozen=True)
class DocumentText:
    """A document by its content, with what it inherits from the files around it.

    The worker keeps what it read under `key`, so the text goes over only once.
    """

    text: str
    language: str
    inherited: Inherited = NOTHING_INHERITED

    @cached_property
    def key(self) -> str:
        content = sha256(self.text.encode("utf-8", "surrogatepass"))
        if self.inherited is not NOTHING_INHERITED:
            content.update(json.dumps(self.inherited.to_dict()).encode("ascii"))
        return f"{self.language}:{content.hexdigest()}"

    def to_dict(self) -> dict[str, Any]:
        """What goes over to the worker."""
        inherited = self.inherited.to_dict() if self.inherited is not NOTHING_INHERITED else None
        return {"text": self.text, "language": self.language, "inherited": inherited}


@dataclass(frozen=True, slots=True)
class Job:
    """`name` is a key of the table `jobs.JOBS`; `budget` is in seconds."""

    name: str
    document: DocumentText | None = None
    parameters: Mapping[str, Any] = field(default_factory=dict)
    budget: float = 10.0
