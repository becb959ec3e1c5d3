"""What a SymPy object is made of: calls of SymPy's names, operators, symbols, integers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Integer:
    value: int


@dataclass(frozen=True, slots=True)
class Name:
    """A symbol of the note by its LaTeX, or an index that counts from 0 (`kind` is `symbol` or `index`)."""

    latex: str
    kind: str = "symbol"


@dataclass(frozen=True, slots=True)
class SizeName:
    """The name of a size of an axis."""

    name: str


@dataclass(frozen=True, slots=True)
class Call:
    """`sympy.function(*arguments)`."""

    function: str
    arguments: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """An operator: `+`, `*`, `**`, `.T` (of one operand), `[]` (an entry: the matrix, then row and column)."""

    operator: str
    operands: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Applied:
    """A derivative of an order of a scalar function, of every entry of a matrix or of a scalar.

    `function` is a name of SymPy, or one of `scalar_functions.SPECIAL_FUNCTIONS`.
    """

    function: str
    order: int
    argument: Piece
    is_matrix: bool


Piece: TypeAlias = Integer | Name | SizeName | Call | Operation | Applied


def parts_of(piece: Piece) -> tuple[Piece, ...]:
    match piece:
        case Call(arguments=arguments):
            return arguments
        case Operation(operands=operands):
            return operands
        case Applied(argument=argument):
            return (argument,)
    return ()


def walk(piece: Piece) -> Iterator[Piece]:
    """The piece and everything below it, from the left."""
    yield piece
    for part in parts_of(piece):
        yield from walk(part)
