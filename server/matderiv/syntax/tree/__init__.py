"""The tree of a formula. Every node is a frozen dataclass whose first two fields are its source range.

Atoms         Identifier, Number, FunctionName, NablaSymbol, Ellipsis, Placeholder, Text, OpaqueMacro, Empty, Error
Written on    Styled, Decorated, Group, Subscript, Superscript, Power, Transpose, Inverse, InverseTranspose,
              Starred, Prime, Underbrace
Operations    Sum (with Negate, Positive, PlusMinus), Juxtaposition, Fraction, Root, Factorial, and the Infix
              kinds Dot, Times, Star, MatMul, Division, KroneckerProduct, HadamardProduct, Circ,
              ElementwiseDivision, DoubleDot, OtherInfix
Applications  Call, Conditional, Bars, Norm, Inner, Big, Evaluated
Derivatives   Differential, DerivativeOperator, Partial, Gradient
Statements    Relations (with Relation), Sequence, Rows and Row, Matrix, Cases

The tree says what is written, not what it means: juxtaposition is flat, a Call of an ordinary symbol is marked
as uncertain, a Prime is a Prime. Braces, boxes, colours, sizes and spaces are transparent. Children lie inside
their parent's range (siblings may overlap where scripts or macro arguments are written in another order).
"""

from matderiv.syntax.tree.applications import Bars, Big, Call, Conditional, Evaluated, Inner, Norm
from matderiv.syntax.tree.atoms import (
    Ellipsis,  # noqa: A004
    Empty,
    Error,
    FunctionName,
    Identifier,
    NablaSymbol,
    Number,
    OpaqueMacro,
    Placeholder,
    Text,
)
from matderiv.syntax.tree.base import Node, slice, structure, walk  # noqa: A004
from matderiv.syntax.tree.derivatives import DerivativeOperator, Differential, Gradient, Partial
from matderiv.syntax.tree.operations import (
    Circ,
    Division,
    Dot,
    DoubleDot,
    ElementwiseDivision,
    Factorial,
    Fraction,
    HadamardProduct,
    Infix,
    Juxtaposition,
    KroneckerProduct,
    MatMul,
    Negate,
    OtherInfix,
    PlusMinus,
    Positive,
    Root,
    Star,
    Sum,
    Times,
)
from matderiv.syntax.tree.scripts import (
    Decorated,
    Group,
    Inverse,
    InverseTranspose,
    Power,
    Prime,
    Starred,
    Styled,
    Subscript,
    Superscript,
    Transpose,
    Underbrace,
)
from matderiv.syntax.tree.statements import Cases, Matrix, Relation, Relations, Row, Rows, Sequence

__all__ = [
    "Bars",
    "Big",
    "Call",
    "Cases",
    "Circ",
    "Conditional",
    "Decorated",
    "DerivativeOperator",
    "Differential",
    "Division",
    "Dot",
    "DoubleDot",
    "ElementwiseDivision",
    "Ellipsis",
    "Empty",
    "Error",
    "Evaluated",
    "Factorial",
    "Fraction",
    "FunctionName",
    "Gradient",
    "Group",
    "HadamardProduct",
    "Identifier",
    "Infix",
    "Inner",
    "Inverse",
    "InverseTranspose",
    "Juxtaposition",
    "KroneckerProduct",
    "MatMul",
    "Matrix",
    "NablaSymbol",
    "Negate",
    "Node",
    "Norm",
    "Number",
    "OpaqueMacro",
    "OtherInfix",
    "Partial",
    "Placeholder",
    "PlusMinus",
    "Positive",
    "Power",
    "Prime",
    "Relation",
    "Relations",
    "Root",
    "Row",
    "Rows",
    "Sequence",
    "Star",
    "Starred",
    "Styled",
    "Subscript",
    "Sum",
    "Superscript",
    "Text",
    "Times",
    "Transpose",
    "Underbrace",
    "slice",
    "structure",
    "walk",
]
