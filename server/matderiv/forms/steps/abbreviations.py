"""Names for parts that would make the lines of a derivation long: `u = -y ⊙ (X w)`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from matderiv.algebra import (
    SCALAR,
    Expression,
    Named,
    Number,
    Symbol,
    free_indices,
    transform_bottom_up,
    walk,
)
from matderiv.calculus import differentiate
from matderiv.calculus.arrays.structure import length
from matderiv.forms.context import FormContext
from matderiv.forms.form import Line
from matderiv.forms.steps.errors import NoSteps
from matderiv.forms.steps.varying import Varying
from matderiv.forms.steps.writing import line

LONG_LINE = 90
SHORTEST_PART = 4
MOST_NAMES = 3
MOST_CANDIDATES = 4
WORTH_A_NAME = 0.85
_SCALARS = ("s", "r", r"\rho", r"\tau")
_VECTORS = ("u", "r", "z", "v")
_MATRICES = ("M", "S", "P", "R")

Lines = tuple[Line, ...]


def with_abbreviations(context: FormContext, lines_of: Callable[[FormContext], Lines]) -> Lines:
    """The derivation, with names for repeated parts as long as they make its lines shorter."""
    lines = lines_of(context)
    names: Lines = ()
    while len(names) < MOST_NAMES and _longest(lines) > LONG_LINE:
        shorter = _with_one_more_name(context, lines, lines_of)
        if shorter is None:
            break
        context, name, lines = shorter
        names = (*names, name)
    return (*names, *lines)


def _with_one_more_name(
    context: FormContext, lines: Lines, lines_of: Callable[[FormContext], Lines]
) -> tuple[FormContext, Line, Lines] | None:
    """The shortest derivation with one of the parts named; None if no name makes it shorter."""
    best, limit = None, WORTH_A_NAME * _total(lines)
    for part in _worth_a_name(context, lines):
        named = Named(_name_for(part, context), part)
        shorter = _with_name(context, named)
        try:
            found = lines_of(shorter)
        except NoSteps:
            continue
        name = line(context, named.symbol.name, part, "abbreviation", part)
        total = _total(found) + len(name.latex)
        if total < limit:
            best, limit = (shorter, replace(name, name=named.symbol.name), found), total
    return best


def _longest(lines: Lines) -> int:
    return max(len(each.latex) for each in lines)


def _total(lines: Lines) -> int:
    return sum(len(each.latex) for each in lines)


def _worth_a_name(context: FormContext, lines: Lines) -> list[Expression]:
    """The parts of the value that vary, are repeated and take most room in the lines."""
    varying = Varying(context.variables)
    candidates = [part for part in walk(context.value) if _may_be_named(part, context, varying)]
    shown = Counter(node for each in lines for node in _all_nodes(each.expression))
    room = {part: (shown[part] - 1) * (length(part) - 1) for part in candidates if shown[part] > 2}
    return sorted(room, key=lambda part: -room[part])[:MOST_CANDIDATES]


def _all_nodes(expression: Expression) -> list[Expression]:
    """Every node as often as it is written."""
    found, waiting = [], [expression]
    while waiting:
        node = waiting.pop()
        found.append(node)
        if not isinstance(node, Named):
            waiting.extend(node.children())
    return found


def _may_be_named(part: Expression, context: FormContext, varying: Varying) -> bool:
    if part == context.value or isinstance(part, (Named, Symbol, Number)) or len(part.shape) > 2:
        return False
    return length(part) >= SHORTEST_PART and varying.varies(part) and not free_indices(part)


def _name_for(part: Expression, context: FormContext) -> Symbol:
    if part.shape == SCALAR:
        candidates = _SCALARS
    else:
        candidates = _VECTORS if len(part.shape) == 1 or part.shape[0].literal == 1 else _MATRICES
    taken = context.taken_names | {context.value_name}
    free = [name for name in candidates if name not in taken]
    return Symbol((free or [rf"{candidates[0]}_{{\ast}}"])[0], part.shape)


def _with_name(context: FormContext, named: Named) -> FormContext:
    def named_part(node: Expression) -> Expression:
        return named if node == named.definition else node

    value = transform_bottom_up(context.value, named_part)
    problem = replace(context.problem, expression=value)  # type: ignore[type-var]
    return FormContext(problem, differentiate(value, context.variables, context.symmetric), context.style)
