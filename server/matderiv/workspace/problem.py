"""What is wrong in a configuration file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ConfigurationProblem:
    """A message about a range of the file's text; `rule` is a stable name."""

    start: int
    end: int
    rule: str
    message: str
    severity: str = "error"
