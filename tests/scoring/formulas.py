"""The set of formulas: each lists nodes that its tree must hold, by kind and source.

The cases name kinds by short words of their own; the table says which node kinds each of them stands for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from matderiv.syntax import ParsedFormula, parse
from matderiv.syntax import tree as t

from .cases import formulas

KINDS: dict[str, tuple[type[t.Node], ...]] = {
    "Add": (t.Sum,),
    "Align": (t.Rows,),
    "Bars": (t.Bars,),
    "Big": (t.Big,),
    "Brace": (t.Underbrace,),
    "Call": (t.Call,),
    "Circ": (t.Circ,),
    "D": (t.Differential,),
    "Deco": (t.Identifier, t.Decorated),
    "DerivOp": (t.DerivativeOperator,),
    "Div": (t.Division,),
    "Dot": (t.Dot,),
    "Fn": (t.FunctionName,),
    "Frac": (t.Fraction,),
    "Grad": (t.Gradient,),
    "Had": (t.HadamardProduct,),
    "InvTranspose": (t.InverseTranspose,),
    "Inverse": (t.Inverse,),
    "Kron": (t.KroneckerProduct,),
    "List": (t.Sequence,),
    "MatMul": (t.MatMul,),
    "Matrix": (t.Matrix,),
    "Mul": (t.Juxtaposition,),
    "Neg": (t.Negate,),
    "Norm": (t.Norm,),
    "Pow": (t.Power,),
    "Prime": (t.Prime,),
    "Rel": (t.Relations,),
    "Rows": (t.Rows,),
    "Star": (t.Starred,),
    "Styled": (t.Styled, t.Identifier),
    "Sub": (t.Sum,),
    "Sub_": (t.Subscript,),
    "Times": (t.Times,),
    "Transpose": (t.Transpose,),
}


def score_formulas() -> dict[str, list[int]]:
    """The indices of the formulas that are right, wrong, and not understood (a problem or an error node)."""
    tally: dict[str, list[int]] = {"right": [], "wrong": [], "not_understood": []}
    for index, case in enumerate(formulas()):
        parsed = parse(case["tex"])
        if not missing_nodes(parsed, case["nodes"]):
            tally["right"].append(index)
        elif case["source"] != "broken" and parsed.problems:
            tally["not_understood"].append(index)
        else:
            tally["wrong"].append(index)
    return tally


def missing_nodes(parsed: ParsedFormula, wanted: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The wanted nodes that the tree does not hold."""
    found = set(_nodes(parsed))
    return [node for node in wanted if not any((kind, node["slice"]) in found for kind in _kinds(node))]


def _kinds(node: dict[str, Any]) -> tuple[type, ...]:
    if node["kind"] == "Def":
        return (type(None),)
    kinds = KINDS[node["kind"]]
    if node["kind"] == "Grad" and node["slice"].endswith("^T"):
        return (*kinds, t.Transpose)
    return kinds


def _nodes(parsed: ParsedFormula) -> Iterator[tuple[type, str | None]]:
    """Each node's kind with its source, and with None for any source; definitions have no node kind."""
    for node in t.walk(parsed.tree):
        yield type(node), t.slice(node, parsed.text)
        yield type(node), None
    for definition in parsed.definitions:
        yield type(None), parsed.text[definition.start : definition.end]
