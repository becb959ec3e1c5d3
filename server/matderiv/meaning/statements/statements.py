"""What the formulas of a note state: declarations, definitions, claims, or none of these."""

from __future__ import annotations

from dataclasses import dataclass, field

from matderiv.meaning.formula import Formula
from matderiv.meaning.statements.clauses import Clause
from matderiv.meaning.statements.derivative_trees import derivatives_in
from matderiv.meaning.statements.linearizations import ExpansionForm
from matderiv.syntax import tree as t


@dataclass(frozen=True, slots=True)
class Step:
    """One equality of a chain, with the document range from its left to its right member.

    `written_left` is the left member as it stands; `left` differs from it where an expansion names the function that it
    expands otherwise. `text_start` and `text_end` are the same range in the formula's own text.
    """

    left: t.Node
    written_left: t.Node
    right: t.Node
    kind: str
    start: int
    end: int
    text_start: int
    text_end: int
    approximate: bool = False
    expansion: ExpansionForm | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A clause of a formula. `kind` is declaration, definition, claim or other; claims have steps."""

    kind: str
    start: int
    end: int
    formula: Formula
    clause: Clause
    steps: tuple[Step, ...] = ()


@dataclass(slots=True)
class Seen:
    r"""What was seen of a document so far, as statements are read in order.

    `defined` maps names to the section of their definition, `derivatives` are names that stand for derivatives,
    `varied` those by which something was differentiated, `functions` the names of functions, `parameters` their
    arguments, `expansions` the names that linearizations got, `constants` those that the note calls constant,
    `next_states` names whose primes are values of the next period, `made_of` the names in the definition of a name,
    `moving` those of which the dynamics are given (`\dot x = …`).
    """

    functions: set[str] = field(default_factory=set)
    defined: dict[str, int] = field(default_factory=dict)
    derivatives: set[str] = field(default_factory=set)
    varied: set[str] = field(default_factory=set)
    parameters: set[str] = field(default_factory=set)
    expansions: set[str] = field(default_factory=set)
    constants: set[str] = field(default_factory=set)
    next_states: set[str] = field(default_factory=set)
    made_of: dict[str, frozenset[str]] = field(default_factory=dict)
    moving: set[str] = field(default_factory=set)

    def name_of_derivative(self, name: str, body: t.Node) -> None:
        """Takes note of a name that prose gives to a derivative."""
        if any(True for _ in derivatives_in(body)):
            self.derivatives.add(name)
