"""Names that have a meaning of their own, in a note or in the field, and what a note says about a name."""

from __future__ import annotations

import re

from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.names import symbol_name
from matderiv.meaning.scopes.known_symbols import Symbols, summary
from matderiv.meaning.scopes.scope import SymbolFacts
from matderiv.syntax.tree import Call

IDENTITY_NAMES = frozenset(
    {"I", r"\mathbf{I}", r"\boldsymbol{I}", r"\mathbb{I}", r"\mathrm{I}", r"\mathit{I}"}
)

EULERS_NUMBER = frozenset({"e", r"\mathrm{e}"})

IMAGINARY_UNIT = frozenset({"i", r"\mathrm{i}", r"\mathrm{j}"})

SIGNS = frozenset({r"\mathrm{d}", r"\mathrm{D}", r"\partial", r"\nabla"})

BOLD = ("mathbf", "boldsymbol")

_UPRIGHT_WORD = re.compile(r"\\mathrm\{(\w{2,})\}")


def facts_of(e: Elaboration, name: str) -> SymbolFacts | None:
    r"""The facts about a name; `\mathbf{x}` and `\boldsymbol{x}` are one symbol where only one is known, and so are the
    `\mathrm{loss}` by itself and the function of this name that has arguments elsewhere.
    """
    facts = e.scope.get(name)
    if facts is None and name.startswith("\\"):
        upright = _UPRIGHT_WORD.fullmatch(name)
        if upright is not None:
            return e.scope.get("\\" + upright[1])
        for style, other in (BOLD, BOLD[::-1]):
            if f"\\{style}{{" in name:
                return e.scope.get(name.replace(f"\\{style}{{", f"\\{other}{{"))
    return facts


def is_known(e: Elaboration, name: str) -> bool:
    """Whether a name has a meaning of its own here."""
    return name in e.bound or name in e.surroundings.dependencies or facts_of(e, name) is not None


def is_argument(e: Elaboration, name: str) -> bool:
    """Whether some quantity of the note of which nothing else is known depends on a name."""
    return name in summary(_arguments_of_the_undefined, e.scope)


def _arguments_of_the_undefined(symbols: Symbols) -> frozenset[str]:
    return frozenset(
        name
        for facts in symbols.values()
        if facts.definition is None or mentions_itself(facts)
        for name in facts.arguments
    )


def mentions_itself(facts: SymbolFacts) -> bool:
    r"""`f = f(\theta)` is an abbreviation, not a definition."""
    body = facts.definition.body if facts.definition else None
    return isinstance(body, Call) and symbol_name(body.function) == facts.name
