r"""Explicit declarations: `<!-- matderiv: X: m x n, symmetric; layout: numerator -->`, `% matderiv: …`, front matter.

A directive holds entries, separated by `;` or line ends. An entry is

    SYMBOLS: SHAPE and properties       X, Y: m x n, symmetric      w: n      z: row n      c: scalar
    layout: numerator | denominator | mixed      (also `layout(vector by vector): …`)
    vec: column | row                            symmetric: unconstrained | part | entries
    prime: transpose | derivative                summation: on | off
    strict
    a statement as on the command line           X \in \mathbb{R}^{m \times n}      f elementwise

Entries that switch rules off are read by `text.suppressions`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from matderiv.algebra import Dimension, Shape, matrix_shape
from matderiv.meaning.declarations.dimensions import shape_of_sizes, size_of
from matderiv.meaning.declarations.fact import (
    ConditionFact,
    ConventionFact,
    DeclarationProblem,
    Fact,
    Reading,
    SymbolFact,
)
from matderiv.meaning.declarations.given import CAN_BE_GIVEN, facts_in_given
from matderiv.meaning.declarations.subjects import Found, subjects_of
from matderiv.meaning.scopes.scope import Conventions, Source, Strength, SymbolFacts
from matderiv.meaning.statements.clauses import clauses_of
from matderiv.syntax import parse
from matderiv.text import Directive, is_suppression

_OPTIONS: dict[str, dict[str, Conventions]] = {
    "layout": {name: Conventions(layout=name) for name in ("numerator", "denominator", "mixed")},
    "vec": {
        "column": Conventions(vec_order="column"),
        "column-major": Conventions(vec_order="column"),
        "row": Conventions(vec_order="row"),
        "row-major": Conventions(vec_order="row"),
    },
    "symmetric": {name: Conventions(symmetric=name) for name in ("unconstrained", "part", "entries")},
    "prime": {name: Conventions(prime=name) for name in ("transpose", "derivative")},
    "summation": {"on": Conventions(summation=True), "off": Conventions(summation=False)},
    "bars": {name: Conventions(bars=name) for name in ("determinant", "absolute", "cardinality")},
}
_LAYOUT_OF = re.compile(r"layout\s*\(\s*(scalar by vector|scalar by matrix|vector by vector)\s*\)")
_FLAGS = frozenset({"strict"})
_ENTRY = re.compile(r"[^;\n]+")
_KEY = re.compile(r"(?P<key>(?:[^:$]|\$[^$]*\$)+?):(?!=)(?P<value>.*)", re.S)
_TIMES = re.compile(r"\s*(?:\\times|×|(?<=[\s\w}])\bx\b)\s*")
_ROLES = frozenset({"scalar", "vector", "matrix", "row", "function"})

EXPECTED = (
    "SYMBOLS: SHAPE and properties (X: m x n, symmetric), layout: numerator | denominator | mixed, vec: column | row, "
    "symmetric: unconstrained | part | entries, prime: transpose | derivative, summation: on | off, strict, or "
)


def read_directive(directive: Directive) -> Reading:
    """The facts of a directive and the entries that cannot be read."""
    facts: list[Fact] = []
    problems: list[DeclarationProblem] = []
    for match in _ENTRY.finditer(directive.body):
        entry = match.group().strip().strip("'\"")
        if not entry or entry in _FLAGS or is_suppression(entry):
            continue
        start, end = directive.source.range_to_document(match.start(), match.end())
        found = tuple(facts_in_entry(entry, Source(Strength.EXPLICIT, entry, start, end)))
        if not found:
            message = f"cannot read {entry!r}; expected {EXPECTED}{CAN_BE_GIVEN}"
            problems.append(DeclarationProblem(start, end, "unreadable-directive", message))
        facts.extend(found)
    return Reading(tuple(facts), tuple(problems))


def is_strict(directive: Directive) -> bool:
    """Whether the directive asks for strict checking."""
    return any(match.group().strip() == "strict" for match in _ENTRY.finditer(directive.body))


def facts_in_entry(entry: str, source: Source) -> Iterator[Fact]:
    """The facts of one entry; none if it cannot be read."""
    key = _KEY.fullmatch(entry)
    if key is not None:
        option = _option(key["key"].strip().lower(), key["value"].strip().lower())
        if option is not None:
            yield ConventionFact(option.said_in(source), source)
            return
        facts = tuple(_declaration(key["key"], key["value"], source))
        if facts:
            yield from facts
            return
    for fact in facts_in_given(entry):
        yield _explicit(fact, source)


def _option(key: str, value: str) -> Conventions | None:
    kind = _LAYOUT_OF.fullmatch(key)
    if kind is not None and value in _OPTIONS["layout"]:
        return Conventions(layouts=((kind[1], value),))
    return _OPTIONS.get(key, {}).get(value)


def _explicit(fact: Fact, source: Source) -> Fact:
    if isinstance(fact, ConditionFact):
        return ConditionFact(replace(fact.condition, source=source), source)
    return replace(fact, source=source)


def _declaration(symbols: str, attributes: str, source: Source) -> Iterator[Fact]:
    """`X, Y: m x n, symmetric`."""
    subjects = _subjects(symbols)
    if not subjects:
        return
    parts = [part.strip() for part in _split(attributes) if part.strip()]
    updates = [_attribute(part, found) for part in parts for found in subjects]
    if not parts or any(update is None for update in updates):
        return
    for part in parts:
        for found in subjects:
            update = _attribute(part, found)
            if update is not None:
                yield SymbolFact(found.subject, update, source)


def _subjects(symbols: str) -> tuple[Found, ...]:
    parsed = parse(symbols.replace("$", " ").strip())
    clauses = clauses_of(parsed.tree)
    if parsed.problems or any(clause.operators for clause in clauses):
        return ()
    return subjects_of([clause.operands[0] for clause in clauses])


def _split(text: str) -> Iterator[str]:
    """The parts between commas outside of brackets."""
    depth, begin = 0, 0
    for position, character in enumerate(text):
        depth += (character in "({[") - (character in ")}]")
        if character == "," and depth == 0:
            yield text[begin:position]
            begin = position + 1
    yield text[begin:]


def _attribute(part: str, found: Found) -> SymbolFacts | None:
    """What one attribute says of a symbol: a shape, a role, or words as on the command line."""
    name = found.subject.name
    words = part.strip("$ ")
    if words == "scalar":
        return SymbolFacts(name, shape=())
    if words in _ROLES:
        return SymbolFacts(name, role=words)
    row = words.startswith("row ")
    shape = _shape(words.removeprefix("row ").removeprefix("vector ").removeprefix("matrix ").strip())
    if shape is not None:
        row_shape = matrix_shape(Dimension.of(1), shape[0]) if row and len(shape) == 1 else shape
        return SymbolFacts(name, shape=row_shape)
    for fact in facts_in_given(f"$x$ is {words}"):
        if isinstance(fact, SymbolFact) and fact.subject.name == "x":
            return replace(fact.update, name=name)
    return None


def _shape(text: str) -> Shape | None:
    r"""`m x n`, `m \times n`, `n`, `2n-1`, `m × (d+1)`."""
    if re.fullmatch(r"[A-Za-z]{3,}[-A-Za-z ]*", text):
        return None
    sizes: list[Dimension] = []
    for piece in _TIMES.split(text):
        parsed = parse(piece)
        size = None if parsed.problems or not piece else size_of(parsed.tree)
        if size is None:
            return None
        sizes.append(size)
    return shape_of_sizes(tuple(sizes))
