r"""Constant arrays with scripts: commutation matrices `K_{mn}`, single-entry matrices `E_{ij}`, unit vectors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from matderiv.algebra import (
    CommutationMatrix,
    Dimension,
    DuplicationMatrix,
    EliminationMatrix,
    Expression,
    Shape,
    SingleEntryMatrix,
)
from matderiv.meaning.elaboration.nodes.atoms import size_of
from matderiv.meaning.elaboration.nodes.indices.indices import index_form
from matderiv.meaning.elaboration.nodes.names.known_names import facts_of
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.errors import ElaborationError
from matderiv.meaning.names import Script, index_nodes, symbol_name
from matderiv.syntax import tree as t

CONSTANT_ARRAYS = ("commutation matrix", "duplication matrix", "elimination matrix", "single-entry matrix")

TRIANGULAR: dict[str, Callable[[Dimension], Expression]] = {
    "duplication matrix": DuplicationMatrix,
    "elimination matrix": EliminationMatrix,
}

_USUAL = frozenset({"J", r"\mathbf{J}", r"\boldsymbol{J}", "E", r"\mathbf{E}", r"\boldsymbol{E}"})


def constant_array(
    e: Elaboration, node: t.Node, meaning: str, scripts: tuple[Script, ...], name: str = ""
) -> Expression:
    """The constant array of a meaning from `CONSTANT_ARRAYS`, at its scripts."""
    parts = [part for script in scripts for part in index_nodes(script.node)]
    if meaning in TRIANGULAR:
        return _triangular(node, meaning, parts)
    if meaning == "commutation matrix":
        return _commutation(node, parts)
    if len(parts) == 1 and isinstance(parts[0], t.Number) and len(parts[0].text) == 2:
        parts = _digits(parts[0])
    facts = facts_of(e, name) if name else None
    return _single_entry(e, node, parts, facts.shape if facts is not None else None)


def _digits(number: t.Number) -> list[t.Node]:
    """`E_{12}` has the indices 1 and 2."""
    return [
        replace(number, start=number.start + place, end=number.start + place + 1, text=digit)
        for place, digit in enumerate(number.text)
    ]


def with_upper_indices(e: Elaboration, node: t.Power) -> Expression | None:
    r"""`J^{ij}`, where the note says that it is a single-entry matrix, or where nothing says what J is and the claim
    has both indices already."""
    name, parts = symbol_name(node.base), list(index_nodes(node.exponent))
    if name is None or len(parts) != 2:
        return None
    facts = facts_of(e, name)
    if facts is None and name in _USUAL and all(symbol_name(part) in e.free_indices for part in parts):
        e.assume(f"${name}^{{ij}}$ is the single-entry matrix")
        return _single_entry(e, node, parts)
    declared = facts is not None and facts.meaning == "single-entry matrix"
    return _single_entry(e, node, parts) if declared else None


def _commutation(node: t.Node, parts: list[t.Node]) -> Expression:
    sizes = [size_of(part) for part in parts]
    if len(sizes) == 1 and isinstance(parts[0], t.Identifier):
        sizes = sizes * 2
    if len(sizes) != 2 or sizes[0] is None or sizes[1] is None:
        raise ElaborationError.at(node, "a commutation matrix without two sizes")
    return CommutationMatrix(sizes[0], sizes[1])


def _triangular(node: t.Node, meaning: str, parts: list[t.Node]) -> Expression:
    sizes = [size_of(part) for part in parts]
    if len(sizes) != 1 or sizes[0] is None:
        raise ElaborationError.at(node, f"a {meaning} without a size")
    return TRIANGULAR[meaning](sizes[0])


def _single_entry(
    e: Elaboration, node: t.Node, parts: list[t.Node], known: Shape | None = None
) -> Expression:
    shape = known if known and len(known) == len(parts) else tuple(e.sizes.fresh() for _ in parts)
    forms = [index_form(e, part, size) for part, size in zip(parts, shape, strict=True)]
    found = tuple(form for form in forms if form is not None)
    if len(found) != len(forms) or not 1 <= len(found) <= 2:
        raise ElaborationError.at(node, "a single-entry matrix without indices")
    return SingleEntryMatrix(found, shape)
