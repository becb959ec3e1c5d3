"""What a comparison may assume beyond the note: the probes for conditions, and the conventions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..algebra import Condition, Symbol
from .sampling import SymbolKey


@dataclass(frozen=True)
class Assumption:
    """`text` says it in words. `polynomials` makes symbols commute with another one, of which they are polynomials."""

    text: str = ""
    properties: Mapping[SymbolKey, frozenset[str]] = field(default_factory=dict)
    polynomials: Mapping[SymbolKey, Symbol] = field(default_factory=dict)
    sizes: Mapping[str, int] = field(default_factory=dict)
    symmetric: str | None = None
    conditions: tuple[Condition, ...] = ()


NOTHING = Assumption()
