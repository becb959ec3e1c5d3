"""How a new fact about a symbol goes together with what is known about it."""

from __future__ import annotations

from dataclasses import replace

from matderiv.algebra import OF_MATRICES, OF_SQUARE_MATRICES, Shape
from matderiv.meaning.names import symbol_name
from matderiv.meaning.scopes.scope import Conventions, Definition, Family, Source, Strength, SymbolFacts
from matderiv.syntax import tree as t

_FAR = 300
"""How many characters behind the definition of a function the words about its type may stand."""

_LASTING_ROLES = frozenset({"set", "index", "complex"})
"""Roles that say more than a shape does."""


def merged(old: SymbolFacts | None, new: SymbolFacts, source: Source) -> SymbolFacts:
    """What is known after a new fact. A new shape declares the symbol anew; weaker facts only add."""
    new = replace(new, sources=(source,))
    if old is None:
        return _together(SymbolFacts(new.name), new)
    if new.shape is not None and old.shape is not None and new.shape != old.shape:
        if source.strength <= Strength.INFERRED:
            return old
        if strength_of(old) == Strength.EXPLICIT and source.strength < Strength.EXPLICIT:
            return old
        return _together(SymbolFacts(new.name), new)
    for forgets in _FORGETTING:
        old = forgets(old, new, source)
    return _together(old, new)


def _size_of_the_oblong(old: SymbolFacts, new: SymbolFacts, source: Source) -> SymbolFacts:
    """Words of a later sentence that fit only a square matrix declare a letter anew that was an oblong one."""
    later = all(known.end <= source.start for known in old.sources)
    if later and _is_square(new) and _is_oblong(old.shape) and strength_of(old) < Strength.EXPLICIT:
        return replace(old, shape=None, role="matrix")
    return old


def _what_is_far(old: SymbolFacts, new: SymbolFacts, source: Source) -> SymbolFacts:
    """The type of a function far behind a definition is that of another thing."""
    return SymbolFacts(new.name) if new.function is not None and _is_far(old.definition, source) else old


def _denied_definition(old: SymbolFacts, new: SymbolFacts, _: Source) -> SymbolFacts:
    """A definition contradicts a dependence on what does not stand in it, and properties that it does not have."""
    if old.definition is None:
        return old
    body = old.definition.body
    elsewhere = bool(new.through) and not _mentions(body, new.through)
    denied = new.definition is None and _denies(body, new.properties)
    return replace(old, definition=None) if elsewhere or denied else old


def _earlier_definition(old: SymbolFacts, new: SymbolFacts, _: Source) -> SymbolFacts:
    """A second definition uses the name anew."""
    if new.definition is None or old.definition is None:
        return old
    return replace(old, definition=None, shape=None, role=None, properties=frozenset())


_FORGETTING = (_size_of_the_oblong, _what_is_far, _denied_definition, _earlier_definition)
"""What a new fact makes one forget of the old ones, in this order."""


def _is_square(new: SymbolFacts) -> bool:
    """Whether only square matrices are what is said here."""
    return new.shape is None and not OF_SQUARE_MATRICES.isdisjoint(new.properties)


def _is_oblong(shape: Shape | None) -> bool:
    """Whether a matrix has rows and columns of different sizes."""
    return shape is not None and len(shape) == 2 and shape[0] != shape[1]


def _is_far(definition: Definition | None, source: Source) -> bool:
    """Whether a source stands so far behind a definition that it speaks of another thing of that name."""
    return definition is not None and source.start - definition.end > _FAR


def _denies(tree: t.Node, properties: frozenset[str]) -> bool:
    """Whether a matrix written out in numbers lacks a property: then another matrix of its name has it."""
    if not isinstance(tree, t.Matrix) or not properties & {"symmetric", "diagonal"}:
        return False
    entries = [[_written(cell) for cell in row.cells] for row in tree.rows]
    if any(len(row) != len(entries) or None in row for row in entries):
        return False
    places = [(i, j) for i in range(len(entries)) for j in range(i)]
    if any(entries[i][j] != entries[j][i] for i, j in places):
        return True
    return "diagonal" in properties and any(entries[i][j] != "0" for i, j in places)


def _written(cell: t.Node) -> str | None:
    """A number as it is written; None for anything else."""
    if isinstance(cell, t.Negate):
        inner = _written(cell.operand)
        return None if inner is None else f"-{inner}"
    return cell.text if isinstance(cell, t.Number) else None


def _mentions(tree: t.Node, names: tuple[str, ...]) -> bool:
    """Whether one of the names stands in a formula."""
    return any(symbol_name(node) in names for node in t.walk(tree))


def strength_of(facts: SymbolFacts) -> Strength:
    """The strength of the strongest source."""
    return max((source.strength for source in facts.sources), default=Strength.CONVENTION)


def _together(old: SymbolFacts, new: SymbolFacts) -> SymbolFacts:
    shape = old.shape if new.shape is None else new.shape
    role, function = new.role or old.role, new.function or old.function
    if function is not None:
        shape, role = None, "function"
    elif shape is not None and role not in _LASTING_ROLES:
        role = None
    meaning = new.meaning or old.meaning
    if meaning == "Kronecker delta" and (shape or new.definition or old.definition):
        meaning = None
    return SymbolFacts(
        old.name,
        shape=shape,
        role=role,
        properties=_fitting(old.properties | new.properties, shape),
        function=function,
        elementwise=new.elementwise or old.elementwise,
        matrix_function=new.matrix_function or old.matrix_function,
        meaning=meaning,
        through=new.through or old.through,
        arguments=new.arguments or old.arguments,
        families=_families(old.families, new.families),
        definition=new.definition or old.definition,
        sources=(*old.sources, *new.sources),
        position=old.position if new.position is None else new.position,
        over=new.over or old.over,
        entries_of=new.entries_of or old.entries_of,
        index_size=new.index_size or old.index_size,
    )


def _fitting(properties: frozenset[str], shape: Shape | None) -> frozenset[str]:
    """The properties that a shape allows: "a vector `e` and a matrix `S`, symmetric" is said of `S`."""
    return properties if shape is None or len(shape) == 2 else properties - OF_MATRICES


def _families(old: tuple[Family, ...], new: tuple[Family, ...]) -> tuple[Family, ...]:
    """The families position by position, with all index names seen."""
    if len(old) != len(new):
        return old or new
    return tuple(
        Family(
            (*one.indices, *(index for index in other.indices if index not in one.indices)),
            one.size or other.size,
            one.upper,
        )
        for one, other in zip(old, new, strict=True)
    )


def completed(old: SymbolFacts | None, later: SymbolFacts, source: Source) -> SymbolFacts:
    """What is known where a fact from further below fills the gaps, without changing what is known."""
    later = replace(later, sources=(source,))
    if old is None:
        return later
    known = old.shape is not None or old.role is not None or old.definition is not None or old.function
    if known:
        if later.shape is not None and old.shape is not None and later.shape != old.shape:
            return old
        later = replace(later, definition=None, meaning=None, through=(), families=())
    filled = _together(later, replace(old, name=later.name))
    return replace(filled, sources=(*old.sources, source))


def merged_conventions(old: Conventions, new: Conventions) -> Conventions:
    """The later word on each point holds; layouts for a kind of derivative are kept side by side."""
    kinds = {kind for kind, _ in new.layouts}
    layouts = (*(pair for pair in old.layouts if pair[0] not in kinds), *new.layouts)
    sources = (*(pair for pair in old.layout_sources if pair[0] not in kinds), *new.layout_sources)
    changes = {
        name: value
        for name in Conventions.__dataclass_fields__
        if name not in ("layouts", "layout_sources", "letters") and (value := getattr(new, name)) is not None
    }
    if new.layout is not None:
        layouts, sources = new.layouts, new.layout_sources
    letters = tuple({**dict(old.letters), **dict(new.letters)}.items())
    return replace(old, layouts=layouts, layout_sources=sources, letters=letters, **changes)


def completed_conventions(old: Conventions, later: Conventions) -> Conventions:
    """Conventions stated further below fill what nothing was said about."""
    return merged_conventions(later, old)
