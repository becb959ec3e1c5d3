"""Doubts about a formula as it is written: repaired, loose, with names of two letters, or said of several functions."""

from __future__ import annotations

from ...meaning import Analysis, Claim
from ...meaning.names import symbol_name
from ...syntax import tree as t
from .charge import Charge


def taken_loosely(analysis: Analysis, claim: Claim) -> str:
    """Why a formula cannot be taken at its word, whatever its symbols mean; empty if it can."""
    step = analysis.step_of(claim)
    if (
        claim.approximate
        and claim.expansion is None
        and step is not None
        and _has_dots(step.right, step.left)
    ):
        return "approximate equations are not checked"
    for problem in analysis.problems:
        if problem.rule == "syntax" and claim.start <= problem.start <= claim.end:
            return f"the formula is not well-formed: {problem.message}"
    return ""


def _has_dots(*sides: t.Node) -> bool:
    return any(isinstance(node, t.Ellipsis) for side in sides for node in t.walk(side))


def name_of_two_letters(charge: Charge) -> str:
    """The two letters of `EE(x)` may be one name."""
    step = charge.analysis.step_of(charge.claim)
    sides = () if step is None else (step.written_left, step.right)
    if any(_is_doubled(node) for side in sides for node in t.walk(side)):
        return "a doubled letter before a parenthesis may be a name of two letters"
    return ""


def _is_doubled(node: t.Node) -> bool:
    """Whether the same capital letter stands twice before a parenthesis, as two factors."""
    if not isinstance(node, t.Juxtaposition):
        return False
    heads = [_letter_before_parenthesis(node.factors[number:]) for number in range(1, len(node.factors))]
    return any(head and _letter(before) == head for before, head in zip(node.factors, heads, strict=False))


def _letter_before_parenthesis(factors: tuple[t.Node, ...]) -> str:
    match factors:
        case (t.Call(function=head, delimiters="()"), *_) | (head, t.Group(opening="("), *_):
            return _letter(head)
    return ""


def _letter(node: t.Node) -> str:
    match node:
        case t.Identifier(name=name, style=None, accents=()) if len(name) == 1 and name.isupper():
            return name
    return ""


def said_of_several_functions(charge: Charge) -> str:
    """A letter with several derivatives in one note is any function."""
    if charge.analysis.is_said_of_several_functions(charge.claim):
        return "the note says this of several functions by the same name"
    return ""


def defined_with_other_arguments(charge: Charge) -> str:
    r"""A Lagrangian `L(W, \Lambda)` beside a definition of `L(W, \lambda)` that does not fit is another function."""
    step, fault = charge.analysis.step_of(charge.claim), charge.fault
    if step is None or fault is None or not fault.in_definition:
        return ""
    scope = charge.analysis.scope_at(charge.claim.start)
    for node in (node for side in (step.written_left, step.right) for node in t.walk(side)):
        name = symbol_name(node.function) if isinstance(node, t.Call) else None
        facts = scope.get(name) if name is not None else None
        if facts is not None and facts.definition is not None and isinstance(node, t.Call):
            arguments = tuple(map(symbol_name, node.arguments))
            if None not in arguments and facts.definition.parameters not in ((), arguments):
                return f"${name}$ is defined with other arguments, and may be another function here"
    return ""
