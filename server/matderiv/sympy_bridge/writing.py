"""Typed expressions as SymPy's objects, built from their constructions; nothing is parsed and nothing executed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from math import prod
from typing import Any

from ..algebra import Expression, Symbol, rows_and_columns, walk
from ..notation import CodeError
from ..notation.sympy_source import (
    SPECIAL_FUNCTIONS,
    Applied,
    Call,
    Integer,
    Name,
    Piece,
    SizeName,
    construction_of,
    special_function,
)
from .errors import NotInSympyError


def to_sympy(expression: Expression, symbols: Mapping[str, Any] | None = None) -> Any:
    """The expression with SymPy's symbols: those given by their LaTeX, new ones for the others.

    Free indices are integer symbols that count from 0. NotInSympyError for what SymPy cannot hold.
    """
    builder = _Builder(dict(symbols or {}), expression)
    try:
        return builder.build(construction_of(expression))
    except CodeError as error:
        raise NotInSympyError(str(error)) from error


class _Builder:
    def __init__(self, symbols: dict[str, Any], expression: Expression) -> None:
        import sympy

        self._sympy = sympy
        self._symbols = symbols
        self._shapes = {node.name: node.shape for node in walk(expression) if isinstance(node, Symbol)}
        self._sizes = {
            symbol.name: symbol
            for matrix in symbols.values()
            for size in getattr(matrix, "shape", ())
            for symbol in size.free_symbols
        }
        self._done: dict[Piece, Any] = {}

    def build(self, piece: Piece) -> Any:
        if piece not in self._done:
            self._done[piece] = self._made(piece)
        return self._done[piece]

    def _made(self, piece: Piece) -> Any:
        match piece:
            case Integer(value=value):
                return self._sympy.Integer(value)
            case Name(latex=name, kind="index"):
                return self._sympy.Symbol(name, integer=True) if name else self._sympy.Dummy(integer=True)
            case Name(latex=name):
                return self._symbol(name)
            case SizeName(name=name):
                return self._size(name)
            case Call(function="pi" | "E" as constant, arguments=()):
                return getattr(self._sympy, constant)
            case Call(function=function, arguments=arguments):
                return reduce(getattr, function.split("."), self._sympy)(*map(self.build, arguments))
            case Applied():
                return self._applied(piece)
        return self._operation(piece)

    def _symbol(self, name: str) -> Any:
        if name not in self._symbols:
            shape = self._shapes.get(name, ())
            axes = [self._dimension(size) for size in rows_and_columns(shape)]
            self._symbols[name] = (
                self._sympy.MatrixSymbol(_plain(name), *axes)
                if shape
                else self._sympy.Symbol(_plain(name), real=True)
            )
        return self._symbols[name]

    def _size(self, name: str) -> Any:
        if name not in self._sizes:
            self._sizes[name] = self._sympy.Symbol(name, integer=True, positive=True)
        return self._sizes[name]

    def _dimension(self, size: Any) -> Any:
        terms = (coefficient * prod(map(self._size, names)) for names, coefficient in size.terms)
        return self._sympy.Add(*terms)

    def _applied(self, piece: Applied) -> Any:
        z = self._sympy.Dummy("z", real=True)
        if piece.function in SPECIAL_FUNCTIONS:
            value = _Builder({"z": z}, Symbol("z", ())).build(special_function(piece.function, Name("z")))
        else:
            value = getattr(self._sympy, piece.function)(z)
        value = self._sympy.diff(value, z, piece.order) if piece.order else value
        argument = self.build(piece.argument)
        return (
            argument.applyfunc(self._sympy.Lambda(z, value)) if piece.is_matrix else value.subs(z, argument)
        )

    def _operation(self, piece: Any) -> Any:
        first, *others = map(self.build, piece.operands)
        match piece.operator:
            case "+":
                return sum(others, start=first)
            case "*":
                return prod(others, start=first)
            case "**":
                return first ** others[0]
            case ".T":
                return first.T
        return first[others[0], others[1]]


def _plain(latex: str) -> str:
    """A name of the note as SymPy writes names: `\\Sigma` is Sigma."""
    from ..notation.numpy_source.identifiers import identifier

    return identifier(latex)
