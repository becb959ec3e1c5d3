"""How tests write down what was understood of a note: one short line a symbol."""

from __future__ import annotations

from matderiv.meaning import Analysis, Scope, analyse
from matderiv.meaning.scopes.scope import SymbolFacts
from matderiv.text import read_document


def read(note: str, language: str = "markdown") -> Analysis:
    """The analysis of a note."""
    return analyse(read_document(note, language))


def scope_behind(note: str, language: str = "markdown") -> Scope:
    """What is known at the end of a note."""
    return read(note, language).scope_at(len(note))


def facts(note: str, name: str) -> str:
    """What a note says about a symbol: `m×n, symmetric`, `function (n) -> ()`, or `nothing`."""
    found = scope_behind(note).get(name)
    return "nothing" if found is None else describe(found)


def describe(found: SymbolFacts) -> str:
    """The facts about a symbol, in a fixed order."""
    parts = [*_kind(found), *sorted(found.properties)]
    if found.elementwise:
        parts.append("elementwise")
    if found.matrix_function:
        parts.append("matrix function")
    if found.meaning:
        parts.append(found.meaning)
    if found.over:
        parts.append(f"over each {found.over}")
    if found.families:
        parts.append("family " + " ".join(",".join(family.indices) or "·" for family in found.families))
    if found.index_size is not None:
        parts.append(f"up to {found.index_size}")
    if found.entries_of:
        parts.append(f"entries of {found.entries_of}")
    if found.through:
        parts.append("through " + ",".join(found.through))
    elif found.arguments:
        parts.append("of " + ",".join(found.arguments))
    if found.definition is not None:
        parts.append("defined")
    return ", ".join(parts) or "nothing"


def _kind(found: SymbolFacts) -> list[str]:
    if found.function is not None:
        domain = " ".join(_shape(shape) for shape in found.function.domain)
        return [f"function {domain} -> {_shape(found.function.codomain)}"]
    shape = [] if found.shape is None else [_shape(found.shape)]
    return shape + ([found.role] if found.role else [])


def _shape(shape: tuple[object, ...]) -> str:
    if len(shape) == 1:
        return f"vector {shape[0]}"
    return "×".join(map(str, shape)) or "scalar"


def statements(note: str) -> list[str]:
    """Each statement as `kind: source`, those that state nothing left out."""
    return [
        f"{statement.kind}: {note[statement.start : statement.end]}"
        for statement in read(note).statements
        if statement.kind != "other"
    ]


def steps(note: str) -> list[str]:
    """Each claimed step as `kind: source`."""
    return [
        f"{step.kind}: {note[step.start : step.end]}"
        for statement in read(note).statements
        for step in statement.steps
    ]
