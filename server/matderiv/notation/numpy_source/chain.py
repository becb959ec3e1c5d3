"""Matrix products associated well: the order of a chain that costs least, with solves, diagonals and outer products."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from matderiv.algebra import Expression, Identity
from matderiv.notation.numpy_source.code import Code, call, matrix_product, times
from matderiv.notation.numpy_source.costs import best_splits
from matderiv.notation.numpy_source.distribution import distributed
from matderiv.notation.numpy_source.generator import Generator
from matderiv.notation.numpy_source.links import Link, link_of
from matderiv.notation.numpy_source.mirrored import mirrored_length

_LONGEST_ORDERED = 24


def chain_code(generator: Generator, factors: Sequence[Expression]) -> Code:
    """The product of non-scalar factors that conform in a row."""
    kept = [factor for factor in factors if not isinstance(factor, Identity)] or [factors[0]]
    links = [link_of(generator, factor) for factor in kept]
    length = mirrored_length(kept)
    if length and not any(link.has_indices for link in links[-length:]):
        links = _with_product_once(generator, links, length)
    return multiplied(generator, links).code


def _with_product_once(generator: Generator, links: list[Link], length: int) -> list[Link]:
    """The chain with a local variable for the product at its end, and its transpose at the beginning."""
    product = multiplied(generator, links[-length:])
    last = replace(product, code=generator.local(product.code))
    is_vector = last.is_column or last.is_row
    transpose = last.code if is_vector else Code(f"{last.code.text}.T")
    first = Link(last.columns, last.rows, transpose)
    return [first, *links[length:-length], last]


def multiplied(generator: Generator, links: list[Link], sizes: Mapping[str, int] | None = None) -> Link:
    """The product of a chain of links as an array; `sizes` are those that are not of the ordinary order."""
    if len(links) > _LONGEST_ORDERED:
        return as_array(generator, _towards_vectors(generator, links))
    best = best_splits([(link.rows, link.columns) for link in links], sizes)

    def product(start: int, end: int) -> Link:
        if start == end:
            return links[start]
        split = best[start, end][1]
        return combined(generator, product(start, split), product(split + 1, end))

    return as_array(generator, product(0, len(links) - 1))


def _towards_vectors(generator: Generator, links: list[Link]) -> Link:
    """Long chains: from the right if they end in a column, else from the left."""
    if links[-1].is_column:
        result = links[-1]
        for link in reversed(links[:-1]):
            result = combined(generator, link, result)
        return result
    result = links[0]
    for link in links[1:]:
        result = combined(generator, result, link)
    return result


def combined(generator: Generator, left: Link, right: Link) -> Link:
    """The product of two links."""
    if "sum" in (left.kind, right.kind):
        found = distributed(generator, left, right, multiplied)
        if found is not None:
            return found
    left, right = (as_array(generator, link) if link.kind == "sum" else link for link in (left, right))
    has_indices = left.has_indices or right.has_indices
    return replace(_product(generator, left, right), has_indices=has_indices)


def _product(generator: Generator, left: Link, right: Link) -> Link:
    rows, columns = left.rows, right.columns
    if left.kind == right.kind == "diagonal":
        return replace(left, code=times(left.code, right.code))
    if left.kind == "diagonal":
        right = as_array(generator, right)
        scale = left.code if right.is_column else Code(f"{left.code.atom}[:, None]")
        return Link(rows, columns, times(scale, right.code))
    if right.kind == "diagonal":
        return Link(rows, columns, times(as_array(generator, left).code, right.code))
    if left.kind == "inverse":
        solution = call("np.linalg.solve", left.code.text, as_array(generator, right).code.text)
        return Link(rows, columns, solution)
    if right.kind == "inverse":
        return _divided_from_the_right(left, right)
    if left.is_number or right.is_number:
        return Link(rows, columns, times(left.code, right.code))
    if left.is_column and right.is_row:
        return Link(rows, columns, call("np.outer", left.code.text, right.code.text))
    return Link(rows, columns, matrix_product(left.code, right.code))


def _divided_from_the_right(left: Link, right: Link) -> Link:
    """L X⁻¹ is the transpose of the solution of Xᵀ Y = Lᵀ."""
    transposed = transposed_code(right.code)
    if left.is_row:
        return Link(left.rows, right.columns, call("np.linalg.solve", transposed, left.code.text))
    solution = call("np.linalg.solve", transposed, transposed_code(left.code))
    return Link(left.rows, right.columns, Code(f"{solution.text}.T"))


def transposed_code(code: Code) -> str:
    return code.text[:-2] if code.text.endswith(".T") and code.atom == code.text else f"{code.atom}.T"


def as_array(generator: Generator, link: Link) -> Link:
    if link.node is not None:
        return replace(link, code=generator.code(link.node), kind="array", node=None)
    if link.kind == "diagonal":
        return replace(link, code=call("np.diag", link.code.text), kind="array")
    if link.kind == "inverse":
        return replace(link, code=call("np.linalg.inv", link.code.text), kind="array")
    return link
