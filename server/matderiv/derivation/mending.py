r"""Ill-shaped right sides mended where they are written: one transpose, order, sign of a product or factor changed.

What cannot be formed has no expression that could be repaired; so its text is changed, and read again. The rest of the
formula stays as the author wrote it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, islice
from typing import TYPE_CHECKING

from matderiv.meaning.scopes.scope import Scope

from ..algebra import Expression
from ..meaning import Claim, ElaborationError, ShapeFaultError, read_expression
from ..meaning.names import symbol_name
from ..syntax import parse
from ..syntax import tree as t

if TYPE_CHECKING:
    from ..oracle import Verdict

_MOST_READ = 300
_MOST_COMPARED = 12
_MOST_FACTORS = 6
_ATOMS = (t.Identifier, t.Styled, t.Subscript, t.Superscript, t.Group)


@dataclass(frozen=True, slots=True)
class Mended:
    """A right side that holds, close to the text of the author, and the mistake that was undone."""

    latex: str
    mistake: str


def mend(claim: Claim, verdict: Verdict, scope: Scope) -> Mended | None:
    """The first change of the text of an ill-shaped right side after which the claim holds."""
    reading = verdict.reading
    if (
        verdict.verdict != "ill-shaped"
        or reading is None
        or reading.left is None
        or claim.expansion is not None
    ):
        return None
    candidates = islice(_changes(claim.right_tex, claim.left_tex), _MOST_READ)
    formed = (
        (candidate, found)
        for candidate in candidates
        if (found := _read(candidate.latex, scope, reading.left)) is not None
    )
    for candidate, found in islice(formed, _MOST_COMPARED):
        if _holds(claim, reading.left, found, reading.symmetric):
            return candidate
    return None


def _read(latex: str, scope: Scope, left: Expression) -> Expression | None:
    try:
        return read_expression(latex, scope, left.shape)
    except (ElaborationError, ShapeFaultError):
        return None


def _holds(claim: Claim, left: Expression, right: Expression, symmetric: str) -> bool:
    from ..oracle import compare

    comparison = compare(left, right, claim.conditions, symmetric=symmetric, explain=False)
    return comparison.equal is True


def _changes(right: str, left: str) -> Iterator[Mended]:
    """Changed texts, the smallest changes first."""
    tree = parse(right).tree
    mark = _mark_of_transposes(f"{left}={right}")
    products = [node for node in _parts(tree) if isinstance(node, t.Juxtaposition)]
    yield from _transposed(right, tree, mark)
    for product in products:
        yield from _outer_for_inner(right, product, mark)
    for product in products:
        yield from _reordered(right, product)
    for product in products:
        yield from _entrywise(right, product)
    yield from _with_other_symbols(right, left, tree)
    yield from _with_factors(right, left, tree, mark)


def _parts(node: t.Node) -> Iterator[t.Node]:
    """A tree and all in it, but for what names of symbols are made of."""
    yield node
    if symbol_name(node) is None or isinstance(node, t.Group):
        for child in node.children():
            yield from _parts(child)


def _mark_of_transposes(text: str) -> str:
    """How the author writes a transpose."""
    for node in t.walk(parse(text).tree):
        if isinstance(node, t.Transpose):
            return text[node.base.end : node.end]
        if isinstance(node, t.Prime):
            return "'"
    return r"^\top"


def _replaced(text: str, node: t.Node, new: str) -> str:
    before, after = text[: node.start], text[node.end :]
    space = " " if new[-1:].isalpha() and after[:1].isalpha() and "\\" in new[-12:] else ""
    return f"{before}{new}{space}{after}"


def _transposed(text: str, tree: t.Node, mark: str) -> Iterator[Mended]:
    transposed: set[int] = set()
    for node in _parts(tree):
        if isinstance(node, t.Transpose | t.Prime):
            transposed.add(id(node.base))
            bare = text[node.base.start : node.base.end]
            yield Mended(_replaced(text, node, bare), f"a transpose too much on {bare}")
        elif isinstance(node, _ATOMS) and id(node) not in transposed:
            written = text[node.start : node.end]
            yield Mended(_replaced(text, node, f"{written}{mark}"), f"missing transpose on {written}")


def _outer_for_inner(text: str, product: t.Juxtaposition, mark: str) -> Iterator[Mended]:
    for before, after in zip(product.factors, product.factors[1:], strict=False):
        if isinstance(before, t.Transpose | t.Prime):
            left, right = text[before.base.start : before.base.end], text[after.start : after.end]
            changed = f"{text[: before.start]}{left} {right}{mark}{text[after.end :]}"
            yield Mended(changed, "inner product where the outer product belongs")


def _reordered(text: str, product: t.Juxtaposition) -> Iterator[Mended]:
    factors = [factor for factor in product.factors if not isinstance(factor, t.Number | t.Fraction)]
    if not 1 < len(factors) <= _MOST_FACTORS or product.factors[-len(factors) :] != tuple(factors):
        return
    product = t.Juxtaposition(factors[0].start, product.end, tuple(factors))
    written = [text[factor.start : factor.end] for factor in factors]
    for i, j in combinations(range(len(factors)), 2):
        order = list(written)
        order[i], order[j] = order[j], order[i]
        words = f"wrong order of {written[i]} and {written[j]}"
        if written[i].startswith(written[j]) or written[j].startswith(written[i]):
            words += ", the transpose stands at the wrong one"
        yield Mended(_replaced(text, product, " ".join(order)), words)
    for i, each in enumerate(written):
        rest = written[:i] + written[i + 1 :]
        for place in range(len(rest) + 1):
            if abs(place - i) > 1:
                order = [*rest[:place], each, *rest[place:]]
                yield Mended(
                    _replaced(text, product, " ".join(order)), f"wrong order: {each} at the wrong place"
                )


def _entrywise(text: str, product: t.Juxtaposition) -> Iterator[Mended]:
    for before, after in zip(product.factors, product.factors[1:], strict=False):
        changed = f"{text[: before.end]} \\odot {text[after.start :]}"
        yield Mended(changed, "a matrix product where the elementwise (Hadamard) product belongs")


def _with_other_symbols(text: str, left: str, tree: t.Node) -> Iterator[Mended]:
    names = _symbols(left, parse(left).tree) | _symbols(text, tree)
    for node in _parts(tree):
        name = symbol_name(node)
        if not isinstance(node, _ATOMS) or name is None or name not in names:
            continue
        for other, written in names.items():
            if other != name:
                words = f"{text[node.start : node.end]} written where {written} belongs"
                yield Mended(_replaced(text, node, written), words)


def _with_factors(text: str, left: str, tree: t.Node, mark: str) -> Iterator[Mended]:
    """A symbol of either side, or its transpose, before or behind a factor."""
    products = [node.factors for node in _parts(tree) if isinstance(node, t.Juxtaposition)] or [(tree,)]
    names = _symbols(left, parse(left).tree) | _symbols(text, tree)
    for written in names.values():
        for insertion in (f"{written}{mark}", written):
            words = f"missing factor {insertion}"
            for factors in products:
                for factor in (each for each in factors if not isinstance(each, t.Number | t.Fraction)):
                    own = text[factor.start : factor.end]
                    yield Mended(_replaced(text, factor, f"{insertion} {own}"), words)
                last = text[factors[-1].start : factors[-1].end]
                yield Mended(_replaced(text, factors[-1], f"{last} {insertion}"), words)


def _symbols(text: str, tree: t.Node) -> dict[str, str]:
    """The symbols of a formula by name, as they are written."""
    found: dict[str, str] = {}
    for node in _parts(tree):
        name = symbol_name(node) if isinstance(node, _ATOMS) else None
        if name is not None and not isinstance(node, t.Group):
            found.setdefault(name, text[node.start : node.end])
    return found
