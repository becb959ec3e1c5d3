"""Source of entries, members of families, sums over indices and arrays given by their entries."""

from __future__ import annotations

from matderiv.algebra import (
    SCALAR,
    Entry,
    Expression,
    FromEntries,
    Index,
    IndexForm,
    IndexIndicator,
    IndexProduct,
    IndexSum,
    IndexValue,
    Member,
    SingleEntryMatrix,
    is_row,
)
from matderiv.notation.numpy_source.code import Code, Precedence, added, call
from matderiv.notation.numpy_source.generator import CodeFunction, Generator
from matderiv.notation.numpy_source.labelled import contracted, labelled
from matderiv.notation.numpy_source.labels import Labelled, NotVectorisedError
from matderiv.notation.numpy_source.rules_products import without_row_axis

_COMPARISONS = {"=": "==", "≠": "!=", "<": "<", "≤": "<=", ">": ">", "≥": ">="}


def _entry(generator: Generator, node: Entry) -> Code:
    forms = node.indices[1:] if is_row(node.operand.shape) else node.indices
    positions = [":" if form is None else generator.position(form) for form in forms]
    code = generator.code(node.operand)
    return Code(f"{code.atom}[{', '.join(positions)}]") if positions else code


def _member(generator: Generator, node: Member) -> Code:
    positions = ", ".join(generator.position(form) for form in node.indices)
    return without_row_axis(Code(f"{generator.identifiers.of(node.family.name)}[{positions}]"), node)


def _from_entries(generator: Generator, node: FromEntries) -> Code:
    try:
        part = labelled(generator, node.body, node.indices)
    except NotVectorisedError:
        return _looped(generator, node)
    return _spread(generator, part, node.indices)


def _spread(generator: Generator, part: Labelled, indices: tuple[Index, ...]) -> Code:
    """The array with an axis for each index, also for those on which it does not depend."""
    if part.labels == indices:
        return part.code
    sizes = ", ".join(generator.size(index.size) for index in indices)
    axes = ", ".join(":" if index in part.labels else "None" for index in indices)
    source = f"{part.code.atom}[{axes}]" if part.labels else part.code.text
    return call("np.broadcast_to", source, f"({sizes},)")


def _looped(generator: Generator, node: FromEntries) -> Code:
    text = generator.code(node.body).text
    for index in reversed(node.indices):
        name = generator.identifiers.of(index.name, "index")
        text = f"[{text} for {name} in {_whole_range(generator, index)}]"
    return without_row_axis(call("np.array", text), node)


def _whole_range(generator: Generator, index: Index) -> str:
    return f"range(1, {added([generator.sizes.code(index.size), Code('1')]).text})"


def _index_sum(generator: Generator, node: IndexSum) -> Code:
    if node.shape == SCALAR and not generator.free_indices(node):
        try:
            return contracted(generator, node)
        except NotVectorisedError:
            pass
    return _looped_fold(generator, node, "sum")


def _looped_fold(generator: Generator, node: IndexSum | IndexProduct, function: str) -> Code:
    name = generator.identifiers.of(node.index.name, "index")
    bounds = f"{generator.counted(node.lower).text}, {generator.counted(node.upper, 1).text}"
    return call(function, f"{generator.code(node.body).text} for {name} in range({bounds})")


def _index_product(generator: Generator, node: IndexProduct) -> Code:
    return _looped_fold(generator, node, "math.prod")


def _index_indicator(generator: Generator, node: IndexIndicator) -> Code:
    left, right = (generator.counted(form).at_least(Precedence.SUM) for form in (node.left, node.right))
    return Code(f"float({left} {_COMPARISONS[node.relation]} {right})")


def _index_value(generator: Generator, node: IndexValue) -> Code:
    return generator.counted(node.index)


def _single_entry(generator: Generator, node: SingleEntryMatrix) -> Code:
    units = [_unit(generator, node, axis) for axis in range(len(node.indices))]
    if is_row(node.shape):
        return Code(units[-1])
    if len(units) == 1:
        return Code(units[0])
    return call("np.outer", *units) if len(units) == 2 else _outer_of_many(units)


def _outer_of_many(units: list[str]) -> Code:
    letters = "ijklmnop"[: len(units)]
    return call("np.einsum", f'"{",".join(letters)}->{letters}"', *units)


def _unit(generator: Generator, node: SingleEntryMatrix, axis: int) -> str:
    form: IndexForm = node.indices[axis]
    return f"np.eye({generator.size(node.shape[axis])})[{generator.position(form)}]"


RULES: dict[type[Expression], CodeFunction] = {
    Entry: _entry,
    Member: _member,
    FromEntries: _from_entries,
    IndexSum: _index_sum,
    IndexProduct: _index_product,
    IndexIndicator: _index_indicator,
    IndexValue: _index_value,
    SingleEntryMatrix: _single_entry,
}
