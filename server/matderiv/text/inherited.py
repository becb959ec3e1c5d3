"""What a document takes from other files of its workspace, as plain data: nothing here reads a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Companion:
    """Another file, or the part of it that counts. `name` is its path in the workspace, for readers."""

    name: str
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class MissingFile:
    """An inclusion that cannot be followed: `target` as the document writes it, and what to do."""

    target: str
    message: str


@dataclass(frozen=True, slots=True)
class Inherited:
    """The files around a document.

    `before` counts as if it stood before the document, in this order; `included` has what stands in place of
    each inclusion, by its target as the document writes it.
    """

    before: tuple[Companion, ...] = ()
    included: tuple[tuple[str, Companion], ...] = ()
    missing: tuple[MissingFile, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON."""
        return asdict(self)

    @staticmethod
    def from_dict(data: Mapping[str, Any]) -> Inherited:
        """The inverse of `to_dict`."""
        return Inherited(
            tuple(_companions(data["before"])),
            tuple((target, Companion(**companion)) for target, companion in data["included"]),
            tuple(MissingFile(**missing) for missing in data["missing"]),
        )

    @property
    def companions(self) -> tuple[Companion, ...]:
        """All files that take part."""
        return self.before + tuple(companion for _, companion in self.included)


def _companions(items: Iterable[Mapping[str, str]]) -> Iterable[Companion]:
    return (Companion(**item) for item in items)


NOTHING_INHERITED = Inherited()
