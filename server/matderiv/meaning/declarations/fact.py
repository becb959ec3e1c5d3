"""Facts as they are read from a note, before it is decided which of its subscripts are labels and which indices."""

from __future__ import annotations

from dataclasses import dataclass, field

from matderiv.algebra import Shape
from matderiv.meaning.scopes.scope import ConditionText, Conventions, Source, SymbolFacts


@dataclass(frozen=True, slots=True)
class ScriptText:
    """A script of a subject: its printed parts, whether it stands above, and all of it as printed (`_{ij}`)."""

    texts: tuple[str, ...]
    upper: bool
    printed: str


@dataclass(frozen=True, slots=True)
class Subject:
    r"""What a declaration is about: `x`, `x_i`, `W^{(1)}`, `K(\theta)`, or `x_1, \dots, x_N`.

    `arguments` are those written at it. A list with dots is a family; `family_size` is its last index, if written.
    """

    name: str
    base: str
    scripts: tuple[ScriptText, ...] = ()
    arguments: tuple[str, ...] = ()
    is_family: bool = False
    family_size: str | None = None


@dataclass(frozen=True, slots=True)
class SymbolFact:
    """Something about one symbol. `update` holds what is said and leaves all else at its default.

    A hypothesis ("if A is symmetric") holds to the end of its section.
    """

    subject: Subject
    update: SymbolFacts
    source: Source
    is_hypothesis: bool = False


@dataclass(frozen=True, slots=True)
class ConventionFact:
    """Something about the notation."""

    update: Conventions
    source: Source


@dataclass(frozen=True, slots=True)
class LayoutFact:
    """The shape that the note gives to the derivative of `value` by `variable` (bare names)."""

    value: str
    variable: str
    shape: Shape
    source: Source


@dataclass(frozen=True, slots=True)
class ConditionFact:
    """A property of an expression that is more than a symbol. A local one holds in its paragraph only."""

    condition: ConditionText
    source: Source
    is_local: bool = False


@dataclass(frozen=True, slots=True)
class DeclarationProblem:
    """A declaration that cannot be read or contradicts another: document offsets, and what to do.

    `related` are other places that belong to it, each with what is said there.
    """

    start: int
    end: int
    rule: str
    message: str
    severity: str = "error"
    related: tuple[tuple[int, int, str], ...] = ()


Fact = SymbolFact | ConventionFact | LayoutFact | ConditionFact


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: facts, and what could not be read."""

    facts: tuple[Fact, ...] = ()
    problems: tuple[DeclarationProblem, ...] = field(default=())
