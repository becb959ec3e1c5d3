r"""Matrices with a single 1: `\Delta(X)_{ij}`, `J^{ij}` has a 1 in row i, column j and 0 elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from matderiv.meaning.declarations.fact import Fact, Subject, SymbolFact
from matderiv.meaning.declarations.prose.tokens import Math, Token, plain_text
from matderiv.meaning.names import symbol_parts
from matderiv.meaning.scopes.scope import Source, Strength, SymbolFacts
from matderiv.syntax import tree as t

_SINGLE = re.compile(
    r"single[- ]entry matrix|(?:has|with) a § (?:in|at) (?:row §,? (?:and )?column §|position §|entry §).*"
    r"(?:elsewhere|everywhere else|otherwise)"
)


def facts_of_single_entries(tokens: Sequence[Token]) -> Iterator[Fact]:
    """The symbol that such a sentence is about: the first formula with two indices."""
    if not _SINGLE.search(plain_text(tokens)):
        return
    for token in tokens:
        base = _base(token) if isinstance(token, Math) else None
        if base is not None:
            source = Source(Strength.PROSE, "the text", tokens[0].start, tokens[-1].end)
            yield SymbolFact(Subject(base, base), SymbolFacts(base, meaning="single-entry matrix"), source)
            return


def _base(token: Math) -> str | None:
    if token.is_statement or len(token.clauses) != 1:
        return None
    node = token.clauses[0].operands[0]
    if isinstance(node, t.Power):
        node = t.Superscript(node.start, node.end, node.base, node.exponent)
    if not isinstance(node, (t.Subscript, t.Superscript)):
        return None
    inner = node.base.function if isinstance(node.base, t.Call) else node.base
    indices = symbol_parts(t.Subscript(node.start, node.end, t.Identifier(0, 0, "x"), node.script))
    parts = symbol_parts(inner)
    count = len(indices.scripts[0].texts) if indices is not None else 0
    return parts.base if parts is not None and not parts.scripts and count == 2 else None
