r"""Rates of change along the dynamics: `\dot V` of a V(x), where x moves with `\dot x`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from matderiv import algebra as a
from matderiv.algebra import Expression
from matderiv.meaning.elaboration.nodes.names.known_names import facts_of
from matderiv.meaning.elaboration.nodes.names.printed_names import symbol_by_name
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.names import identifier_name
from matderiv.meaning.rates import rate_name
from matderiv.syntax import tree as t


def rate_along_dynamics(e: Elaboration, node: t.Node, body: Expression) -> Expression | None:
    r"""The derivative in time of a body by all of its symbols of which the rate is known; None if there are none.

    The rate of x is known if the note says something of `\dot x`, or the claim itself speaks of it.
    """
    parts = list(a.walk(body))
    defined = {part.symbol.name for part in parts if isinstance(part, a.Named)}
    symbols = {p.name: p for p in parts if isinstance(p, a.Symbol) and p.name not in defined}
    terms: list[Expression] = []
    for name, moving in [*symbols.items(), *_entries(e, parts, symbols)]:
        if _is_known(e, rate_name(name), symbols):
            direction = symbol_by_name(e, rate_name(name), node)
            terms.append(e.build(node, a.DirectionalDerivative, body, moving, direction))
    if not terms:
        return None
    return terms[0] if len(terms) == 1 else e.build(node, lambda *each: a.Add(each), *terms)


def _is_known(e: Elaboration, rate: str, symbols: Mapping[str, Expression]) -> bool:
    written = rate in e.surroundings.trees or rate in e.surroundings.bare
    return written or rate in symbols or facts_of(e, rate) is not None


def _entries(
    e: Elaboration, parts: Sequence[Expression], symbols: Mapping[str, Expression]
) -> Iterator[tuple[str, Expression]]:
    """The entries of vectors that have no rate as a whole, by their names."""
    found: dict[str, Expression] = {}
    for part in parts:
        match part:
            case a.Entry(operand=a.Symbol(name=name), indices=(a.IndexForm(terms=(), offset=number),)):
                if name in symbols and not _is_known(e, rate_name(name), symbols):
                    found.setdefault(f"{name}_{number}", part)
    yield from found.items()


def rate_of_defined(e: Elaboration, node: t.Node) -> Expression | None:
    r"""The value of `\dot V`, or of `\dot V(x)`, where the note says what V is and not what `\dot V` is."""
    head = node.function if isinstance(node, t.Call) else node
    still = _without_dot(head)
    if still is None or not isinstance(head, t.Identifier):
        return None
    own, base = facts_of(e, identifier_name(head)), facts_of(e, identifier_name(still))
    if base is None or (own is not None and (own.shape is not None or own.definition is not None)):
        return None
    if base.definition is None and base.function is None:
        return None
    value = replace(node, function=still) if isinstance(node, t.Call) else still
    return rate_along_dynamics(e, node, e.expression(value))


def _without_dot(node: t.Node) -> t.Identifier | None:
    if not isinstance(node, t.Identifier) or node.accents[-1:] != ("dot",):
        return None
    return replace(node, accents=node.accents[:-1])
