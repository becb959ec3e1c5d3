"""The style in which a problem's forms are printed: the author's, with what the note says about its symbols."""

from __future__ import annotations

from dataclasses import replace

from matderiv.algebra import Apply, Named, walk
from matderiv.algebra.function_table import ELEMENTWISE
from matderiv.forms.problem import Problem, Scope
from matderiv.notation import Style


def style_for(problem: Problem, style: Style) -> Style:
    """The style with the functions that the note writes without arguments, and its names for known functions."""
    bare = style.bare_functions | bare_functions(problem)
    functions = (*style.functions, *_named_functions(problem.scope), *_respelled(problem.scope))
    return replace(style, bare_functions=bare, functions=functions, layout=problem.layout)


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
