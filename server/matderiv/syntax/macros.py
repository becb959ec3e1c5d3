r"""Macros: what `\newcommand`, `\def` and their like define. Immutable; two sets merge into a third."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from matderiv.syntax.tokens import Token


@dataclass(frozen=True, slots=True)
class Macro:
    r"""`name` with its backslash. `body` holds parameters as tokens `#1` … `#9`.

    `default` is the value of an optional first argument, None where there is none.
    """

    name: str
    parameters: int
    body: tuple[Token, ...]
    default: tuple[Token, ...] | None = None


class Macros:
    """An immutable set of macros, by name. Equal and hashable by content, so parsing can be memoised on it."""

    __slots__ = ("_by_name", "_hash")

    def __init__(self, macros: Iterable[Macro] = ()) -> None:
        self._by_name = {macro.name: macro for macro in macros}
        self._hash: int | None = None

    @staticmethod
    def empty() -> Macros:
        """No macros."""
        return _EMPTY

    def get(self, name: str) -> Macro | None:
        """The macro of that name (with its backslash)."""
        return self._by_name.get(name)

    @property
    def by_name(self) -> dict[str, Macro]:
        """A copy of the table."""
        return dict(self._by_name)

    @property
    def names(self) -> frozenset[str]:
        """The names, each with its backslash."""
        return frozenset(self._by_name)

    def merge(self, other: Macros) -> Macros:
        """Both; where both define a name, the other's definition holds."""
        if not other._by_name or other is self:
            return self
        return Macros((self._by_name | other._by_name).values()) if self._by_name else other

    def __len__(self) -> int:
        return len(self._by_name)

    def __bool__(self) -> bool:
        return bool(self._by_name)

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Macros) and self._by_name == other._by_name)

    def __hash__(self) -> int:
        if self._hash is None:
            self._hash = hash(frozenset(self._by_name.values()))
        return self._hash

    def __repr__(self) -> str:
        return f"Macros({sorted(self._by_name)})"


_EMPTY = Macros()
