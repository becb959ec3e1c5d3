"""Column-major vec taken for row-major vec, and the converse."""

from __future__ import annotations

from collections.abc import Iterator

from ...algebra import Expression, Vec
from .rewriting import Repaired, everywhere


def other_vec_order(left: Expression, right: Expression) -> Iterator[Repaired]:
    def change(node: Expression) -> Iterator[tuple[Expression, str]]:
        if isinstance(node, Vec):
            other = "row" if node.order == "column" else "column"
            yield Vec(node.operand, other), f"true for {other}-major vec"

    yield from everywhere(right, change)
