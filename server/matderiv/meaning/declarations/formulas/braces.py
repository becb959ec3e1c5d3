r"""Shapes written under a symbol: `\underbrace{dx}_{n \times 1}`, `X_{m \times n}`."""

from __future__ import annotations

from collections.abc import Iterator

from matderiv.algebra import transposed
from matderiv.meaning.declarations.dimensions import shape_of_sizes, sizes_of
from matderiv.meaning.declarations.fact import Fact, SymbolFact
from matderiv.meaning.declarations.subjects import subject_of
from matderiv.meaning.formula import Formula
from matderiv.meaning.scopes.scope import Source, Strength, SymbolFacts
from matderiv.syntax import tree as t


def read_braces(formula: Formula) -> Iterator[Fact]:
    for node in t.walk(formula.tree):
        match node:
            case t.Underbrace(body=body, label=label) if label is not None:
                yield from _sized(body, label, node, formula)
            case t.Subscript(base=base, script=t.Times() as label):
                yield from _sized(base, label, node, formula)


def _sized(body: t.Node, label: t.Node, node: t.Node, formula: Formula) -> Iterator[Fact]:
    label = label.body if isinstance(label, t.Group) else label
    found = subject_of(body)
    sizes = sizes_of(label) if isinstance(label, t.Times) else None
    if found is None or sizes is None or len(sizes) != 2:
        return
    shape = shape_of_sizes(sizes)
    source = Source(Strength.FORMULA, formula.tex(node), *formula.place_of(node))
    shape = transposed(shape) if found.transposed else shape
    yield SymbolFact(found.subject, SymbolFacts(found.subject.name, shape=shape), source)
