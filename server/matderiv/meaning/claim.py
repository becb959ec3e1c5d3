"""Claims: what a note says is equal, under every reading that has to be tried."""

from __future__ import annotations

from dataclasses import dataclass, field

from matderiv.algebra import Condition, Expression, FunctionSymbol, Shape


@dataclass(frozen=True, slots=True)
class ShapeFault:
    """Why a side cannot be formed: the operation, the shapes, the pieces of TeX, and their offsets.

    `function` is the abstract function that was given an argument of another shape than it takes.
    """

    operation: str
    shapes: tuple[Shape, ...]
    pieces: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    message: str
    function: FunctionSymbol | None = None

    @property
    def in_definition(self) -> bool:
        """Whether it is the definition of a name in the side that cannot be formed."""
        return self.message.startswith("in the definition")


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a reading guessed, which decides whether it may accuse anybody.

    `roles` are the roles guessed for undeclared symbols; `conventional` says that all of them are what the symbol's
    letter suggests; `dependencies` are undeclared quantities of which it was guessed what they depend on,
    `functions` those of which nothing is declared, `members` families of whose members only the kind is told;
    `said` are the symbols whose role is that which the note gives to all letters of their style, `against` those whose
    role is another; `points` are the names in the point of an expansion, which nobody declares.
    """

    roles: tuple[tuple[str, str], ...] = ()
    conventional: bool = True
    dependencies: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    said: frozenset[str] = frozenset()
    against: frozenset[str] = frozenset()

    @property
    def guessed_roles(self) -> tuple[tuple[str, str], ...]:
        """The roles for which nothing in the note speaks but how the formula looks."""
        return tuple((name, role) for name, role in self.roles if name not in self.said)


NO_GUESS = Grounds()


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a claim.

    `layout` is numerator, denominator, mixed or none (no derivative in it depends on the layout). A reading
    with an empty `condition` is one that the note allows: if it holds the claim is verified. Otherwise
    `condition` names in words what would have to hold ("denominator layout", "A is square", "row-major vec",
    "X is symmetric"), and the claim can only be conditional. `assumptions` are the guesses made in words. Either both
    sides stand, or `fault` says why not (the left side may stand all the same, for the formula to be derived).
    """

    layout: str
    left: Expression | None
    right: Expression | None
    fault: ShapeFault | None = None
    condition: str = ""
    assumptions: tuple[str, ...] = ()
    symmetric: str = "unconstrained"
    grounds: Grounds = NO_GUESS


@dataclass(frozen=True, slots=True)
class Expansion:
    """For linearizations and Taylor claims: both sides are compared as functions of `variable` near `point`.

    The derivatives up to `order` by `variable` must agree at `variable = point`.
    """

    variable: Expression
    point: Expression
    order: int


@dataclass(frozen=True, slots=True)
class Claim:
    """One step of a chain, `left = right`, with document offsets of the step.

    `kind` is derivative, differential, linearization, chain-rule or identity. `readings` are ranked, the most
    plausible first; where there is none, `unreadable` says why and what would make the claim checkable. `too_large`
    says that reading it took all that one claim may take, and `effort` how many steps it took.
    """

    start: int
    end: int
    tex: str
    kind: str
    readings: tuple[Reading, ...]
    conditions: tuple[Condition, ...] = ()
    expansion: Expansion | None = None
    approximate: bool = False
    unreadable: str = ""
    too_large: bool = False
    left_tex: str = ""
    right_tex: str = ""
    effort: int = field(default=0, compare=False)
