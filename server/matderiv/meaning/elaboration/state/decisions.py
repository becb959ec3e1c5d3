"""Choices that a notation leaves open: each is made once a claim, recorded, and tried the other way in a reading."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to decide. `condition` is empty where the note allows it, else says what would have to hold.

    `only_on_fault` for what is worth trying only where the first answer leads to a claim that does not conform.
    """

    value: str
    condition: str = ""
    assumption: str = ""
    only_on_fault: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """A question of notation with its possible answers, the most plausible first."""

    name: str
    alternatives: tuple[Alternative, ...]
    chosen: int = 0


class Decisions:
    """Answers given in advance (by name) and the questions that came up."""

    def __init__(self, given: dict[str, int] | None = None) -> None:
        self._given = given or {}
        self.made: dict[str, Decision] = {}

    def choose(self, name: str, *alternatives: Alternative) -> str:
        """The value decided for a question."""
        position = min(self._given.get(name, 0), len(alternatives) - 1)
        self.made[name] = Decision(name, alternatives, position)
        return alternatives[position].value

    def given(self, name: str) -> int:
        """The position of the answer given in advance, before anybody asked."""
        return self._given.get(name, 0)

    @property
    def conditions(self) -> tuple[str, ...]:
        return tuple(text for made in self._chosen() if (text := made.condition))

    @property
    def assumptions(self) -> tuple[str, ...]:
        return tuple(text for made in self._chosen() if (text := made.assumption))

    def _chosen(self) -> tuple[Alternative, ...]:
        return tuple(made.alternatives[made.chosen] for made in self.made.values())
