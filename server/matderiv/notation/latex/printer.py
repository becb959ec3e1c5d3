"""The printer: goes through an expression once and looks up each kind of node in a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from matderiv.algebra import Expression, walk
from matderiv.notation.latex.printed import Printed, PrintError
from matderiv.notation.style import Style

PrintingFunction: TypeAlias = Callable[["Printer", Any], Printed]

LONGEST_TEXT = 20_000


class Printer:
    """Prints expressions in one style. Shared subexpressions are printed once."""

    def __init__(self, style: Style, table: Mapping[type[Expression], PrintingFunction]) -> None:
        self.style = style
        self._table = table
        self._done: dict[int, Printed] = {}
        self._kept: list[Expression] = []

    def print_deep(self, expression: Expression) -> Printed:
        """Prints the leaves first, so that a deep expression needs no deep recursion."""
        for node in reversed(list(walk(expression))):
            self.print(node)
        return self.print(expression)

    def print(self, node: Expression) -> Printed:
        """PrintError where a node has no notation, or where the text would become unreadably long."""
        found = self._done.get(id(node))
        if found is not None:
            return found
        function = self._table.get(type(node))
        if function is None:
            raise PrintError(f"no LaTeX notation for {type(node).__name__}")
        printed = function(self, node)
        if len(printed.text) > LONGEST_TEXT:
            raise PrintError("the formula is too long to be read")
        self._kept.append(node)
        self._done[id(node)] = printed
        return printed

    def text(self, node: Expression) -> str:
        return self.print(node).text
