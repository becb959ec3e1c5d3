"""A form of a derivative: one way to write it, or the reason why it cannot be written so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matderiv.algebra import Expression, Index, Shape, Symbol


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name in a formula stands for that the note does not know: the words are those of `meaning.SymbolFacts`.

    `position` is that of an eigenvector's eigenvalue, as in `algebra.Eigenvector`; `shape` that of a constant array.
    """

    name: str
    meaning: str
    position: int | None = None
    shape: Shape | None = None


@dataclass(frozen=True, slots=True)
class Definition:
    """A letter that a formula brings along for a part of it, printed as `name = latex` after the formula."""

    name: str
    latex: str
    expression: Expression


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a derivation: `left = latex` with the rule that leads to it, in words.

    `left` is empty where the line goes on from the one before. `expression` is what was printed; it must equal
    `value`, or the derivative in the form named by `equals`. `name` is the symbol that the line gives a meaning to.
    """

    left: str
    latex: str
    rule: str
    expression: Expression
    value: Expression | None = None
    equals: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """What is shown and inserted for one form.

    `latex` is the right side; `left` is the left side that belongs to it, such as
    `\\frac{\\partial f_i}{\\partial W_{kl}}`. A form of code has `code` and `symbols` (LaTeX to parameter) instead.
    `shape` is that of what is printed, as dimension strings. `note` says what the reader has to know, or why the form
    does not exist. `expression` is what was printed; for the index form `indices` are its free indices, in the order
    of the axes. `introduced` are symbols that the note does not know: the upstream gradient, the point X_0; `meanings`
    are names with a fixed meaning that it does not know, such as the commutation matrix `K`.
    `where` are the letters that the formula brings along for parts of it; `latex` ends with their definitions.
    `general` is the general entry of a derivative written out, an index form; `lines` are those of a derivation.
    `variable` is the one that the form is about, where several vary together.
    """

    form: str
    exists: bool
    latex: str | None = None
    code: str | None = None
    shape: tuple[str, ...] | None = None
    note: str = ""
    expression: Expression | None = None
    symbols: Mapping[str, str] | None = None
    left: str = ""
    indices: tuple[Index, ...] = ()
    introduced: tuple[Symbol, ...] = ()
    meanings: tuple[Meaning, ...] = ()
    general: Form | None = None
    lines: tuple[Line, ...] = ()
    variable: str = ""
    where: tuple[Definition, ...] = ()

    @property
    def formula(self) -> str:
        """The formula without the definitions that follow it in `latex`."""
        return (self.latex or "").removesuffix(where_text(self.where))


def where_text(definitions: Sequence[Definition]) -> str:
    """The definitions as they are printed after a formula."""
    return "".join(rf", \quad {each.name} = {each.latex}" for each in definitions)


def shape_strings(shape: Shape) -> tuple[str, ...]:
    """A shape as in the JSON contract: `("n", "n*m")`; a scalar is empty."""
    return tuple(str(size) for size in shape)


def missing(form: str, reason: str) -> Form:
    """A form that does not exist for this derivative."""
    return Form(form, exists=False, note=reason)
