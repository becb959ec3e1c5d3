"""Index forms, entries of arrays, members of families."""

from __future__ import annotations

from matderiv.algebra import Dimension, Entry, Expression, Index, IndexForm, Member, Shape, ShapeError, Symbol
from matderiv.meaning.claim import ShapeFault
from matderiv.meaning.elaboration.nodes.indices.counting import position, size_of_range
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.errors import ElaborationError, ShapeFaultError
from matderiv.meaning.names import index_nodes, script_text, symbol_name
from matderiv.syntax import tree as t


def index_form(e: Elaboration, node: t.Node, size: Dimension | None = None) -> IndexForm | None:
    """The index form of one part of a script; None for a colon. A bare index runs over `size`."""
    match node:
        case t.Placeholder(text=text):
            if set(text) <= {"+", "-"}:
                raise ElaborationError.at(node, "a sign below an expression")
            return None
        case t.Group(body=body):
            return index_form(e, body, size)
        case t.Number(text=text) if text.isdigit():
            return IndexForm.of(int(text))
        case t.Identifier() | t.Subscript() | t.Styled() | t.Superscript():
            return _named_index(e, node, size)
    return _linear_form(e, node)


def _named_index(e: Elaboration, node: t.Node, size: Dimension | None) -> IndexForm:
    name = symbol_name(node)
    if name is None:
        raise ElaborationError.at(node, "an index that is no name")
    bound = e.indices.get(name)
    if bound is None:
        bound = IndexForm.of(free_index(e, name))
    single = bound.single
    if size is None or single is None or _is_part(e, single.size, size):
        return bound
    if not e.equal(single.size, size):
        raise _over_two_ranges(e, node, name, e.sizes.resolve(single.size), e.sizes.resolve(size))
    return bound


def _over_two_ranges(
    e: Elaboration, node: t.Node, name: str, one: Dimension, other: Dimension
) -> ElaborationError | ShapeFaultError:
    """Ranges of different lengths; lengths that differ by a number may be a matter of where counting begins."""
    message = f"the index {name} runs over {one} and over {other}"
    if (one - other).literal is not None:
        return ElaborationError.at(node, message)
    shapes: tuple[Shape, ...] = ((one,), (other,))
    fault = ShapeFault("index", shapes, (), ((node.start, node.end),), message)
    return ShapeFaultError(fault, ShapeError("index", shapes), e.suspects([]))


def _is_part(e: Elaboration, part: Dimension, whole: Dimension) -> bool:
    """Whether an index that runs over a part, such as n-1, is known to stay inside of an axis."""
    difference = e.sizes.resolve(whole) - e.sizes.resolve(part)
    return difference.literal is not None and difference.literal > 0


def free_index(e: Elaboration, name: str) -> Index:
    """The free index of a name, the same everywhere in the formula."""
    found = e.free_indices.get(name)
    if found is None:
        facts = e.scope.get(name)
        size = facts.index_size if facts and facts.index_size is not None else e.sizes.fresh()
        found = e.free_indices[name] = Index(name, size)
    return found


def _linear_form(e: Elaboration, node: t.Node, factor: int = 1) -> IndexForm:
    match node:
        case t.Sum(terms=terms):
            return _added([_linear_form(e, term, factor) for term in terms])
        case t.Negate(operand=operand):
            return _linear_form(e, operand, -factor)
        case t.Positive(operand=operand):
            return _linear_form(e, operand, factor)
        case t.Group(body=body):
            return _linear_form(e, body, factor)
        case t.Juxtaposition(factors=(t.Number(text=text), second)) if text.isdigit():
            return _linear_form(e, second, factor * int(text))
        case t.Number(text=text) if text.isdigit():
            return IndexForm((), Dimension.of(factor * int(text)))
        case t.Identifier() | t.Subscript():
            return _times(_index_or_size(e, node), factor)
    raise ElaborationError.at(node, "an index that is no linear form")


def _index_or_size(e: Elaboration, node: t.Node) -> IndexForm:
    """In a linear form a name that is no bound index, but a size of the note, is that size (`i-j+n`)."""
    name = symbol_name(node) or ""
    if name not in e.indices and name in e.size_names:
        return IndexForm((), Dimension.of(name))
    return _named_index(e, node, None)


def _times(form: IndexForm, factor: int) -> IndexForm:
    if factor == 1:
        return form
    return IndexForm(tuple((i, c * factor) for i, c in form.terms), form.offset * factor)


def _added(forms: list[IndexForm]) -> IndexForm:
    terms: dict[Index, int] = {}
    offset = Dimension.of(0)
    for form in forms:
        offset = offset + form.offset
        for index, c in form.terms:
            terms[index] = terms.get(index, 0) + c
    return IndexForm(tuple((i, c) for i, c in terms.items() if c), offset)


def substituted(form: IndexForm, index: Index, value: IndexForm) -> IndexForm:
    """A form with one index replaced by another form."""
    return _added([_times(value, c) if i == index else IndexForm(((i, c),)) for i, c in form.terms]
                  + [IndexForm((), form.offset)])  # fmt: skip


def entry(e: Elaboration, node: t.Node, operand: Expression, script: t.Node) -> Expression:
    r"""Entries of an array: `(Wx)_i`, `X_{ij}`, `M_{:,i}`."""
    operand = e.resolve(operand)
    parts = index_nodes(script)
    if all(isinstance(part, t.Placeholder) and part.text != ":" for part in parts):
        raise ElaborationError.at(node, "a sign below an expression, which is no index")
    return e.build(node, Entry, operand, entry_forms(e, node, operand.shape, parts))


def entry_forms(
    e: Elaboration, node: t.Node, shape: Shape, parts: tuple[t.Node, ...]
) -> tuple[IndexForm | None, ...]:
    """One form an axis; a row takes one index too."""
    if len(parts) == 1 and len(shape) == 2 and shape[0] == Dimension.of(1):
        return (IndexForm.of(1), _position(e, parts[0], shape[1]))
    parts = split_digits(parts, len(shape))
    if len(parts) != len(shape):
        raise ElaborationError.at(
            node,
            f"{len(parts)} indices on an array with {len(shape)} axes ({script_text(node) or 'expression'})",
        )
    return tuple(_position(e, part, size) for part, size in zip(parts, shape, strict=True))


def _position(e: Elaboration, part: t.Node, axis: Dimension) -> IndexForm | None:
    return position(e, index_form(e, part, size_of_range(e, axis)))


def split_digits(parts: tuple[t.Node, ...], axes: int) -> tuple[t.Node, ...]:
    r"""`X_{12}` of a matrix is the entry in row 1 and column 2."""
    if axes != 2 or len(parts) != 1 or not isinstance(parts[0], t.Number) or len(parts[0].text) != 2:
        return parts
    return tuple(
        t.Number(parts[0].start + place, parts[0].start + place + 1, digit, parts[0].style)
        for place, digit in enumerate(parts[0].text)
    )


def member(e: Elaboration, node: t.Node, family: Symbol, parts: list[t.Node]) -> Expression:
    """A member of a family, one form for each family axis."""
    forms = []
    for part, size in zip(parts, family.shape, strict=False):
        form = _position(e, part, size)
        if form is None:
            raise ElaborationError.at(node, "a slice of a family")
        forms.append(form)
    return e.build(node, Member, family, tuple(forms))
