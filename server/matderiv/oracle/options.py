"""What a check may cost and how strict it is."""

from __future__ import annotations

from dataclasses import dataclass, field

from .evaluation import Limits


@dataclass(frozen=True, slots=True)
class Options:
    """`samples` are drawn for each of `size_sets` assignments of sizes, from `seed` and the content of the claim.

    Relative errors above `refute_above` refute, those below `verify_below` verify. `strict` also accuses identities.
    With `diagnose`, what is wrong comes with a counterexample and, if it is found, with the mistake and its repair.
    With `stand_ins`, small sizes stand for large ones that the note fixes, as those were found to cost too much.
    With `certify`, rational identities that hold are also evaluated exactly, for about as much again.
    """

    seed: int = 0
    samples: int = 3
    size_sets: int = 2
    refute_above: float = 1e-6
    verify_below: float = 1e-9
    limits: Limits = field(default_factory=Limits)
    strict: bool = False
    diagnose: bool = True
    certify: bool = False
    stand_ins: bool = False


DEFAULT = Options()
