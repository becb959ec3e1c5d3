"""How long a formula is: the number of symbols, numbers and operators in its tree; a product is an operator too."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from matderiv import derive
from matderiv.syntax import Node, parse
from matderiv.syntax.tree import (
    Bars,
    Big,
    Decorated,
    Differential,
    Division,
    Fraction,
    FunctionName,
    Group,
    Identifier,
    Infix,
    Inner,
    Inverse,
    InverseTranspose,
    Juxtaposition,
    Negate,
    Norm,
    Number,
    Power,
    Relations,
    Root,
    Starred,
    Subscript,
    Sum,
    Superscript,
    Transpose,
    walk,
)

_ONE = (
    Identifier,
    Number,
    FunctionName,
    Fraction,
    Root,
    Norm,
    Bars,
    Inner,
    Big,
    Transpose,
    Inverse,
    Power,
    Starred,
    Decorated,
)


def length(tex: str) -> int:
    """Symbols, numbers and operators of a formula, without its left side and a condition in brackets after it."""
    return _length(_right_side(parse(tex).tree))


def lengths(problem: dict[str, Any]) -> tuple[int, dict[str, int]]:
    """The length of the expected answer, and that of each form that a textbook would compare with it."""
    forms = ["matrix", "index"]
    result = derive(
        problem["tex"],
        problem["wrt"],
        problem["given"],
        symmetric=problem["symmetric"],
        forms=forms,
    )
    return length(problem["expected"]), {form.form: length(form.latex) for form in result.forms if form.latex}


def too_long(problems: Iterable[dict[str, Any]]) -> dict[str, str]:
    """The problems of which neither the matrix nor the index form is as short as the expected answer."""
    found = {}
    for problem in problems:
        expected, forms = lengths(problem)
        if not forms or min(forms.values()) > expected:
            found[problem["id"]] = f"expected {expected}, found {forms}"
    return found


def _right_side(node: Node) -> Node:
    if isinstance(node, Juxtaposition) and _is_condition(node.factors[-1]):
        return _right_side(Juxtaposition(node.start, node.end, node.factors[:-1]))
    if isinstance(node, Relations) and any(isinstance(part, Differential) for part in walk(node.operands[0])):
        return node.operands[-1]
    return node


def _is_condition(node: Node) -> bool:
    return isinstance(node, Group) and isinstance(node.body, Relations)


def _length(node: Node, in_script: bool = False) -> int:
    below = node.children()
    scripts = isinstance(node, (Subscript, Superscript))
    total = sum(_length(child, in_script=scripts and child is not below[0]) for child in below)
    return total + _operators(node, in_script)


def _operators(node: Node, in_script: bool) -> int:
    if isinstance(node, Juxtaposition):
        return 0 if in_script else len(node.factors) - 1
    if isinstance(node, Sum):
        signs = sum(isinstance(term, Negate) for term in node.terms[1:])
        return len(node.terms) - 1 - signs
    if isinstance(node, (Infix, Division)):
        return len(node.children()) - 1
    if isinstance(node, Relations):
        return len(node.operators)
    if isinstance(node, InverseTranspose):
        return 2
    return int(isinstance(node, (Negate, *_ONE)))
