"""Which bare symbols a formula differentiates by which."""

from __future__ import annotations

from collections.abc import Iterator

from matderiv.meaning.elaboration.nodes.derivatives.derivative_fractions import read_derivative
from matderiv.meaning.elaboration.state.identity_cache import has_kind, nodes_below
from matderiv.meaning.names import symbol_name
from matderiv.meaning.scopes.scope import Scope
from matderiv.syntax import tree as t

_STYLES = ("", r"\mathbf", r"\boldsymbol")


def pairs_of_definitions(
    trees: tuple[t.Node, ...], everything: tuple[t.Node, ...]
) -> tuple[tuple[str, str], ...]:
    r"""The derivatives that names in the trees stand for: `G` for `\partial L/\partial Z`."""
    bodies = (tree for tree in everything if not any(tree is own for own in trees))
    return tuple(pair for body in bodies for pair in derivative_pairs(body))


def derivative_pairs(tree: t.Node) -> Iterator[tuple[str, str]]:
    """The names of what is differentiated and of the variables, for derivatives of bare symbols."""
    if not has_kind(tree, t.Fraction, t.Division, t.Gradient):
        return
    for node in nodes_below(tree):
        parts = read_derivative(node) if isinstance(node, (t.Fraction, t.Division)) else None
        if parts is not None and parts.body is not None:
            body = parts.body.body if isinstance(parts.body, t.Group) else parts.body
            yield from _named_pairs(body, parts.variables)
        elif isinstance(node, t.Gradient) and node.variable is not None:
            yield from _named_pairs(node.operand, (node.variable,))


def _named_pairs(body: t.Node, variables: tuple[t.Node, ...]) -> Iterator[tuple[str, str]]:
    value = symbol_name(body)
    for variable in variables:
        name = symbol_name(variable)
        if name is not None:
            yield value or "", name


def owner(name: str, indexed: frozenset[str], scope: Scope) -> str:
    """The array to which an indexed name belongs, declared or written with several indices; else the name itself."""
    if scope.get(name) is not None or "_" not in name:
        return name
    base = name.rpartition("_")[0]
    letters = (
        (base,) if len(name.rpartition("_")[2].strip("{}").replace(",", "")) != 2 else (base, base.upper())
    )
    for candidate in (f"{style}{{{each}}}" if style else each for each in letters for style in _STYLES):
        facts = scope.get(candidate)
        if facts is not None:
            return name if facts.families else candidate
    return base if base in indexed else name
