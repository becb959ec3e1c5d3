"""The part of a hover that tells what is known about a symbol, and from where."""

from __future__ import annotations

from dataclasses import dataclass

from matderiv.meaning.scopes.scope import Scope, Strength, SymbolFacts

from ...meaning import Analysis
from ...meaning.formula import Formula
from ...meaning.names import symbol_name
from ...notation import latex_to_unicode
from ...syntax import tree as t
from ..markdown import bullets, code, joined, shape_words
from ..places import formula_at, smallest_around
from ..sources import quoted

_KINDS_OF_SOURCE = {
    Strength.CONVENTION: "assumed by convention",
    Strength.INFERRED: "inferred",
    Strength.PROSE: "from the text",
    Strength.FORMULA: "from a formula",
    Strength.EXPLICIT: "declared",
}


@dataclass(frozen=True, slots=True)
class SymbolHere:
    """A symbol at a place of the document, with its facts."""

    name: str
    start: int
    end: int
    facts: SymbolFacts


def symbol_at(analysis: Analysis, offset: int) -> SymbolHere | None:
    """The smallest symbol with facts at an offset: `x` in `x_i` if the facts are those of the family."""
    formula = formula_at(analysis, offset)
    if formula is None:
        return None
    scope = analysis.scope_at(offset)
    found = [here for node in t.walk(formula.tree) if (here := _symbol(node, formula, scope)) is not None]
    number = smallest_around(found, offset)
    return found[number] if number is not None else None


def _symbol(node: t.Node, formula: Formula, scope: Scope) -> SymbolHere | None:
    name = symbol_name(node)
    facts = scope.get(name) if name is not None else None
    if name is None or facts is None:
        return None
    start, end = formula.place_of(node)
    return SymbolHere(name, start, end, facts)


def symbol_text(symbol: SymbolHere, text: str) -> str:
    """Shape, properties, definition and sources; `text` is that of the document."""
    facts = symbol.facts
    lines = [_headline(facts), *_properties(facts), *_definition(facts)]
    sources = [
        _KINDS_OF_SOURCE[source.strength] + (quoted(text, source) or f": {source.text}")
        for source in sorted(facts.sources, key=lambda source: -source.strength)
    ]
    return joined([f"{_name(symbol.name)}: {'; '.join(lines)}", bullets(list(dict.fromkeys(sources)))])


def _headline(facts: SymbolFacts) -> str:
    if facts.function is not None:
        return "function"
    if facts.shape is not None:
        return shape_words(facts.shape)
    return facts.role or facts.meaning or "of unknown shape"


def _properties(facts: SymbolFacts) -> list[str]:
    words = sorted(facts.properties)
    if facts.elementwise:
        words.append("applied to every entry")
    if facts.through:
        words.append("depends on everything else only through " + ", ".join(map(_name, facts.through)))
    if facts.arguments and facts.meaning is None:
        words.append("a function of " + ", ".join(map(_name, facts.arguments)))
    return words


def _name(tex: str) -> str:
    return code(latex_to_unicode(tex))


def _definition(facts: SymbolFacts) -> list[str]:
    definition = facts.definition
    if definition is None or not definition.tex:
        return []
    body = definition.tex[definition.body.start : definition.body.end]
    return [f"defined as {_name(body)}"] if body.strip() else []
