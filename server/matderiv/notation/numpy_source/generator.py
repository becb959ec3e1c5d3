"""Writes expressions as NumPy source: one function a node kind, shared subexpressions into local variables.

Inside the source a column and a row are both one-dimensional arrays; `full` gives a row its two axes back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any, TypeAlias

from matderiv.algebra import (
    DiagonalMatrix,
    Dimension,
    Entry,
    Expression,
    FromEntries,
    Identity,
    Index,
    IndexForm,
    IndexIndicator,
    IndexProduct,
    IndexSum,
    IndexValue,
    MathematicalConstant,
    Member,
    Named,
    Number,
    Ones,
    SingleEntryMatrix,
    Size,
    Symbol,
    Transpose,
    Zeros,
    is_row,
)
from matderiv.notation.numpy_source.code import Code, CodeError
from matderiv.notation.numpy_source.identifiers import Identifiers
from matderiv.notation.numpy_source.sizes import Sizes

CodeFunction: TypeAlias = Callable[["Generator", Any], Code]

_CHEAP = (Symbol, Number, MathematicalConstant, Size, Identity, Ones, Zeros, Member, Entry, IndexIndicator)
_LARGEST = 5_000


def operands(node: Expression) -> tuple[Expression, ...]:
    """The expressions whose values a node needs."""
    if isinstance(node, Named):
        return (node.definition,)
    return node.children()


class Generator:
    """Holds what the source of one function needs: names, sizes, local variables, helper functions."""

    def __init__(
        self,
        table: Mapping[type[Expression], CodeFunction],
        identifiers: Identifiers,
        sizes: Sizes,
        uses: Mapping[Expression, int],
    ) -> None:
        self.identifiers = identifiers
        self.sizes = sizes
        self.helpers: set[str] = set()
        self.lines: list[str] = []
        self.callables: dict[str, str] = {}
        self._table = table
        self._uses = uses
        self._done: dict[Expression, Code] = {}
        self._free: dict[Expression, frozenset[Index]] = {}

    def code(self, node: Expression) -> Code:
        """The value of a node; a row as a one-dimensional array. CodeError if there is no source for it."""
        found = self._done.get(node)
        if found is None:
            found = self._done[node] = self._named_or_inline(node, self._generate(node))
        return found

    def _generate(self, node: Expression) -> Code:
        function = self._table.get(type(node))
        if function is None:
            raise CodeError(f"no NumPy source for {type(node).__name__}")
        code = function(self, node)
        if len(code.text) > _LARGEST:
            raise CodeError("the source is too long to be read")
        return code

    def _named_or_inline(self, node: Expression, code: Code) -> Code:
        if not self.is_shared(node):
            return code
        wish = node.symbol.name if isinstance(node, Named) else "t"
        variable = self.identifiers.of(wish) if isinstance(node, Named) else self.identifiers.fresh()
        self.lines.append(f"{variable} = {code.text}")
        return Code(variable)

    def local(self, code: Code) -> Code:
        """A new local variable with the value."""
        variable = self.identifiers.fresh()
        self.lines.append(f"{variable} = {code.text}")
        return Code(variable)

    def number(self, value: Fraction) -> Code:
        return self.code(Number(value))

    def is_shared(self, node: Expression) -> bool:
        """Whether a node's value gets a local variable: it is used more than once, or the note names it."""
        if isinstance(node, (*_CHEAP, DiagonalMatrix)) or (
            isinstance(node, Transpose) and isinstance(node.operand, _CHEAP)
        ):
            return False
        if self.free_indices(node):
            return False
        return isinstance(node, Named) or self._uses.get(node, 0) > 1

    def full(self, node: Expression) -> Code:
        """The value with all axes of its shape."""
        code = self.code(node)
        return Code(f"{code.atom}[None, :]") if is_row(node.shape) else code

    def matrix(self, node: Expression) -> Code:
        """The value as a two-dimensional array, a column as n × 1."""
        code = self.full(node)
        return Code(f"{code.atom}[:, None]") if len(node.shape) == 1 else code

    def size(self, dimension: Dimension) -> str:
        return self.sizes.code(dimension).text

    def helper(self, name: str) -> str:
        self.helpers.add(name)
        return name

    def position(self, form: IndexForm) -> str:
        """An index form as an array position, which counts from 0."""
        return self.counted(form, -1).text

    def counted(self, form: IndexForm, shift: int = 0) -> Code:
        """An index form as an integer expression that counts from 1, shifted."""
        pieces: list[tuple[int, str]] = [
            (coefficient, self.identifiers.of(index.name, "index")) for index, coefficient in form.terms
        ]
        offset = form.offset + shift
        if offset != Dimension.of(0):
            literal = offset.literal
            pieces.append((1, self.size(offset)) if literal is None else (_sign(literal), str(abs(literal))))
        return _integer_sum(pieces)

    def free_indices(self, node: Expression) -> frozenset[Index]:
        """The indices whose value must be known for the node's value."""
        found = self._free.get(node)
        if found is None:
            found = self._free[node] = self._find_free_indices(node)
        return found

    def _find_free_indices(self, node: Expression) -> frozenset[Index]:
        below = frozenset().union(*(self.free_indices(child) for child in operands(node)))
        bound: frozenset[Index] = frozenset()
        if isinstance(node, FromEntries):
            bound = frozenset(node.indices)
        elif isinstance(node, (IndexSum, IndexProduct)):
            bound = frozenset({node.index})
        return (below - bound) | {index for form in _forms(node) for index, _ in form.terms}


def _forms(node: Expression) -> Sequence[IndexForm]:
    if isinstance(node, (Entry, Member, SingleEntryMatrix)):
        return [form for form in node.indices if form is not None]
    if isinstance(node, (IndexSum, IndexProduct)):
        return (node.lower, node.upper)
    if isinstance(node, IndexValue):
        return (node.index,)
    return (node.left, node.right) if isinstance(node, IndexIndicator) else ()


def _sign(value: int) -> int:
    return -1 if value < 0 else 1


def _integer_sum(pieces: list[tuple[int, str]]) -> Code:
    from matderiv.notation.numpy_source.code import added, negated, times

    terms = []
    for coefficient, name in pieces:
        magnitude = Code(name) if abs(coefficient) == 1 else times(Code(str(abs(coefficient))), Code(name))
        terms.append(negated(magnitude) if coefficient < 0 else magnitude)
    return added(terms) if terms else Code("0")


def count_uses(expression: Expression) -> tuple[dict[Expression, int], list[Symbol]]:
    """How often each subexpression is used, equal ones counted as one, and the symbols in order of appearance."""
    uses: dict[Expression, int] = {}
    symbols: dict[Symbol, None] = {}
    stack = [expression]
    while stack:
        node = stack.pop()
        uses[node] = uses.get(node, 0) + 1
        if uses[node] > 1:
            if isinstance(node, DiagonalMatrix):
                uses[node.operand] += 1
            continue
        if isinstance(node, Symbol):
            symbols[node] = None
        stack.extend(reversed(operands(node)))
    return uses, list(symbols)
