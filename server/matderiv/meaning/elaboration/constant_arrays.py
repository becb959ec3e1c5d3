r"""Constant arrays with scripts: commutation matrices `K_{mn}`, single-entry matrices `E_{ij}`, unit vectors."""

from __future__ import annotations

from matderiv.algebra import CommutationMatrix, Expression, SingleEntryMatrix
from matderiv.meaning.elaboration.atoms import size_of
from matderiv.meaning.elaboration.context import Elaboration
from matderiv.meaning.elaboration.errors import ElaborationError
from matderiv.meaning.elaboration.indices import index_form
from matderiv.meaning.names import Script, index_nodes
from matderiv.syntax import tree as t

CONSTANT_ARRAYS = ("commutation matrix", "single-entry matrix")


def constant_array(e: Elaboration, node: t.Node, meaning: str, scripts: tuple[Script, ...]) -> Expression:
    """The constant array of a meaning from `CONSTANT_ARRAYS`, at its scripts."""
    parts = [part for script in scripts for part in index_nodes(script.node)]
    return _commutation(node, parts) if meaning == "commutation matrix" else _single_entry(e, node, parts)


def _commutation(node: t.Node, parts: list[t.Node]) -> Expression:
    sizes = [size_of(part) for part in parts]
    if len(sizes) == 1 and isinstance(parts[0], t.Identifier):
        sizes = sizes * 2
    if len(sizes) != 2 or sizes[0] is None or sizes[1] is None:
        raise ElaborationError.at(node, "a commutation matrix without two sizes")
    return CommutationMatrix(sizes[0], sizes[1])


def _single_entry(e: Elaboration, node: t.Node, parts: list[t.Node]) -> Expression:
    shape = tuple(e.sizes.fresh() for _ in parts)
    forms = [index_form(e, part, size) for part, size in zip(parts, shape, strict=True)]
    found = tuple(form for form in forms if form is not None)
    if len(found) != len(forms) or not 1 <= len(found) <= 2:
        raise ElaborationError.at(node, "a single-entry matrix without indices")
    return SingleEntryMatrix(found, shape)
