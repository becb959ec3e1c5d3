"""The style in which a problem's forms are printed: the author's, with what the note says about its symbols."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

from matderiv.algebra import Apply, CommutationMatrix, Expression, Named, SingleEntryMatrix, walk
from matderiv.algebra.function_table import ELEMENTWISE
from matderiv.forms.problem import Problem, Scope
from matderiv.notation import Style

_EXPLANATIONS = {
    "commutation matrix": "${name}$ is the commutation matrix, ${name}_{{mn}}$ vec(A) = vec(Aᵀ) for A m×n",
    "single-entry matrix": "${name}_{{ij}}$ has a 1 at (i, j) and zeros elsewhere",
    "unit vector": "${name}_i$ is the unit vector",
}


def style_for(problem: Problem, style: Style, taken: Set[str]) -> Style:
    """The style with the functions that the note writes without arguments, and its names for known functions.

    `taken` are names that mean something in the note, and so cannot name a constant array.
    """
    scope = problem.scope
    return replace(
        style,
        bare_functions=style.bare_functions | bare_functions(problem),
        functions=(*style.functions, *_named_functions(scope), *_respelled(scope)),
        layout=problem.layout,
        commutation=_free(scope, "commutation matrix", taken, ("K", r"\mathbf{K}", r"\mathcal{K}")),
        single_entry=_free(scope, "single-entry matrix", taken, ("E", "J", r"\mathbf{E}", r"\mathcal{E}")),
        unit_vector=_free(scope, "unit vector", taken, ("e", r"\mathbf{e}", r"\hat e")),
    )


def _free(scope: Scope, meaning: str, taken: Set[str], candidates: Sequence[str]) -> str:
    """The note's own name for a constant array, else the first that is free."""
    own = [name for name, facts in scope.symbols.items() if getattr(facts, "meaning", None) == meaning]
    return (own or [name for name in candidates if name not in taken] or [candidates[-1]])[0]


def constant_names(expression: Expression, style: Style) -> tuple[tuple[str, str], ...]:
    """The names of constant arrays that an expression shows, with their meanings."""
    found: dict[tuple[str, str], None] = {}
    for node in walk(expression):
        if isinstance(node, CommutationMatrix):
            found[style.commutation, "commutation matrix"] = None
        elif isinstance(node, SingleEntryMatrix) and len(node.indices) == 2:
            found[style.single_entry, "single-entry matrix"] = None
        elif isinstance(node, SingleEntryMatrix):
            found[style.unit_vector, "unit vector"] = None
    return tuple(found)


def with_explanations(note: str, names: Sequence[tuple[str, str]]) -> str:
    """A note with what the names in the formula mean."""
    sentences = [_EXPLANATIONS[meaning].format(name=name) for name, meaning in names]
    return "; ".join([note, *sentences] if note else sentences)


def bare_functions(problem: Problem) -> frozenset[str]:
    """Functions of which only the arguments are known, such as a loss `L` that depends on `z`."""
    found = {
        node.symbol.name
        for node in walk(problem.expression)
        if isinstance(node, Named)
        and isinstance(node.definition, Apply)
        and node.definition.function.name == node.symbol.name
    }
    symbols = problem.scope.symbols
    return frozenset(name for name in found if getattr(symbols.get(name), "function", None) is None)


def _named_functions(scope: Scope) -> list[tuple[str, str]]:
    """The note's own names of functions of the table, such as `s` for the sigmoid."""
    meanings = ((getattr(facts, "meaning", None), name) for name, facts in scope.symbols.items())
    return [(meaning, name) for meaning, name in meanings if meaning in ELEMENTWISE]


def _respelled(scope: Scope) -> list[tuple[str, str]]:
    """Spelled-out names for functions whose usual letter means something else in the note."""
    taken = {
        name: facts
        for name, facts in scope.symbols.items()
        if getattr(facts, "meaning", None) not in ELEMENTWISE
    }
    return [
        (function, rf"\operatorname{{{function}}}")
        for function, spelling in ELEMENTWISE.items()
        if spelling in taken and spelling == r"\sigma"
    ]
