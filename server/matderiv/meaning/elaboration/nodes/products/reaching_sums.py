r"""Sums without brackets that reach over several terms: `\sum_i y_i \log p_i + (1 - y_i) \log(1 - p_i)`.

The terms behind belong to the sum where they contain its index, and nothing else gives that a meaning.
"""

from __future__ import annotations

from dataclasses import replace

from matderiv.algebra import Expression
from matderiv.meaning.elaboration.nodes.summation import bound_names
from matderiv.meaning.elaboration.nodes.sums import add
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.names import index_nodes, symbol_name
from matderiv.syntax import tree as t


def add_terms(e: Elaboration, node: t.Sum) -> Expression:
    """The sum of the terms, where one with a sum sign may take in those behind it."""
    for position, term in enumerate(node.terms[:-1]):
        big = term.operand if isinstance(term, t.Negate) else term
        if not isinstance(big, t.Big) or big.operator != "sum" or big.body is None:
            continue
        bound = {name for name in bound_names(big.lower) if not _has_a_meaning(e, name)}
        taken = _taken_in(node.terms[position + 1 :], bound)
        if taken:
            return _over(e, node, position, big, taken)
    return add(e, node)


def _has_a_meaning(e: Elaboration, name: str) -> bool:
    return name in e.indices or name in e.free_indices or name in e.surroundings.shared_indices


def _taken_in(terms: tuple[t.Node, ...], bound: set[str]) -> int:
    """How many of the terms behind a sum contain its index, without a break."""
    count = 0
    for term in terms:
        if not any(name in bound for name in _free_scripts(term)):
            break
        count += 1
    return count


def _free_scripts(node: t.Node) -> set[str]:
    """The letters that stand as scripts, and that no sum in the term itself binds."""
    found: set[str] = set()
    own: set[str] = set()
    for part in t.walk(node):
        if isinstance(part, t.Big):
            own |= bound_names(part.lower)
        if isinstance(part, (t.Subscript, t.Superscript)):
            found |= {name for each in index_nodes(part.script) if (name := symbol_name(each))}
    return found - own


def _over(e: Elaboration, node: t.Sum, position: int, big: t.Big, taken: int) -> Expression:
    behind = node.terms[position + 1 : position + 1 + taken]
    first, rest = node.terms[position], node.terms[position + 1 + taken :]
    assert big.body is not None
    if isinstance(first, t.Negate):
        return add(e, node)
    e.assume("a sum reaches over the terms behind it that have its index")
    body = t.Sum(big.body.start, behind[-1].end, (big.body, *behind))
    whole = replace(big, body=body, end=behind[-1].end)
    terms = (*node.terms[:position], whole, *rest)
    return e.expression(whole) if len(terms) == 1 else add(e, replace(node, terms=terms))
