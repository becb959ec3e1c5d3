"""The style in which a problem's forms are printed: the author's, with what the note says about its symbols."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

from matderiv.algebra import (
    Apply,
    CommutationMatrix,
    DuplicationMatrix,
    Eigenvector,
    EliminationMatrix,
    Expression,
    FrechetDerivative,
    MatrixFunction,
    Named,
    SingleEntryMatrix,
    walk,
)
from matderiv.algebra.function_table import ELEMENTWISE
from matderiv.forms.form import Meaning
from matderiv.forms.problem import Problem, Scope
from matderiv.notation import Style, eigenvector_name, function_spelling

_EXPLANATIONS = {
    "commutation matrix": "${name}$ is the commutation matrix, ${name}_{{mn}}$ vec(A) = vec(Aᵀ) for A m×n",
    "duplication matrix": "${name}_n$ is the duplication matrix, ${name}_n$ vech(A) = vec(A) for a symmetric A",
    "elimination matrix": "${name}_n$ is the elimination matrix, ${name}_n$ vec(A) = vech(A)",
    "single-entry matrix": "${name}_{{ij}}$ has a 1 at (i, j) and zeros elsewhere",
    "unit vector": "${name}_i$ is the unit vector",
    "matrix function": "${name}$ is the matrix function",
    "eigenvector": "${name}$ is the unit eigenvector",
    "Fréchet derivative": "${name}(X, E)$ is the derivative of the matrix function at X in the direction E",
    "Fréchet derivative of exp": (
        "${name}(X, E)$ is the derivative of the matrix exponential at X in the direction E, "
        "$\\int_0^1 e^{{sX}} E e^{{(1-s)X}} ds$"
    ),
    "Fréchet derivative of log": (
        "${name}(X, E)$ is the derivative of the matrix logarithm at X in the direction E, "
        "$\\int_0^1 (sX + (1-s)I)^{{-1}} E (sX + (1-s)I)^{{-1}} ds$"
    ),
    "Fréchet derivative of sqrt": (
        "${name}(X, E)$ is the derivative $L$ of the square root at X in the direction E, "
        "$X^{{1/2}} L + L X^{{1/2}} = E$"
    ),
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
        layout=problem.layout or "mixed",
        differential=r"\mathrm{d}" if style.differential in taken else style.differential,
        commutation=_free(scope, "commutation matrix", taken, ("K", r"\mathbf{K}", r"\mathcal{K}")),
        single_entry=_free(scope, "single-entry matrix", taken, ("E", "J", r"\mathbf{E}", r"\mathcal{E}")),
        eigenvector=_free_head(taken, ("v", "u", "q", r"\mathbf{v}", r"\nu")),
        unit_vector=_free(scope, "unit vector", taken, ("e", r"\mathbf{e}", r"\hat e")),
    )


def _free(scope: Scope, meaning: str, taken: Set[str], candidates: Sequence[str]) -> str:
    """The note's own name for a constant array, else the first that is free."""
    own = [name for name, facts in scope.symbols.items() if getattr(facts, "meaning", None) == meaning]
    return (own or [name for name in candidates if name not in taken] or [candidates[-1]])[0]


def _free_head(taken: Set[str], candidates: Sequence[str]) -> str:
    """The first name that is free with any subscript."""
    used = {name.partition("_")[0] for name in taken}
    return next((name for name in candidates if name not in used), candidates[-1])


def meanings_in(expression: Expression, style: Style, scope: Scope) -> tuple[Meaning, ...]:
    """The names that an expression shows with a meaning that the note does not give."""
    found = (_meaning_of(node, style) for node in walk(expression))
    unknown = (meaning for meaning in found if meaning is not None and not _is_known(meaning, scope))
    return tuple(dict.fromkeys(unknown))


def _is_known(meaning: Meaning, scope: Scope) -> bool:
    facts = scope.symbols.get(meaning.name)
    if meaning.meaning == "matrix function":
        return bool(getattr(facts, "matrix_function", False))
    return facts is not None and getattr(facts, "meaning", None) == meaning.meaning


def _meaning_of(node: Expression, style: Style) -> Meaning | None:
    match node:
        case CommutationMatrix():
            return Meaning(style.commutation, "commutation matrix")
        case DuplicationMatrix():
            return Meaning("D", "duplication matrix")
        case EliminationMatrix():
            return Meaning("L", "elimination matrix")
        case SingleEntryMatrix(indices=(_, _), shape=shape):
            return Meaning(style.single_entry, "single-entry matrix", shape=shape)
        case SingleEntryMatrix():
            return Meaning(style.unit_vector, "unit vector")
        case MatrixFunction(function=function) if function != "sqrt":
            return Meaning(function_spelling(style, function), "matrix function")
        case FrechetDerivative(function=function):
            meaning = f"Fréchet derivative of {function}"
            known = meaning if meaning in _EXPLANATIONS else "Fréchet derivative"
            return Meaning(rf"L_{{{function_spelling(style, function)}}}", known)
        case Eigenvector(position=position):
            return Meaning(eigenvector_name(position, style), "eigenvector", position)
    return None


def with_explanations(note: str, meanings: Sequence[Meaning]) -> str:
    """A note with what the names in the formula mean."""
    found = [_EXPLANATIONS[meaning.meaning].format(name=meaning.name) for meaning in meanings]
    sentences = list(dict.fromkeys(found))
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
