"""What is written onto a node: styles, accents, delimiters, subscripts, superscripts, primes, braces."""

from __future__ import annotations

from dataclasses import dataclass

from matderiv.syntax.tree.base import Node


@dataclass(frozen=True, slots=True)
class Styled(Node):
    r"""A style command around more than one symbol, as `\mathbf{1_{m}}`. Transparent: the style is already on
    the identifiers and numbers inside (scripts stay plain, so `\mathbf{x_0}` and `\mathbf{x}_0` agree). Letters
    side by side are no Styled but a product of styled identifiers: `\mathbf{BX}^T` is B X^T."""

    style: str
    body: Node


@dataclass(frozen=True, slots=True)
class Decorated(Node):
    r"""An accent over more than one symbol: `\overline{AB}`. Over one symbol it belongs to the identifier."""

    accent: str
    body: Node


@dataclass(frozen=True, slots=True)
class Group(Node):
    r"""Delimiters and what is between them; `opening` and `closing` are `( ) [ ] \{ \} | \lfloor \rfloor
    \lceil \rceil`, or `.` for none. Braces, boxes and colours are transparent and no nodes."""

    opening: str
    closing: str
    body: Node


@dataclass(frozen=True, slots=True)
class Subscript(Node):
    r"""`x_i`, `\|x\|_2`, `(A)_{ij}`: an index, a name or a time. `x_i^T` is Transpose(Subscript), `A^T_{ij}`
    is Subscript(Transpose), and `x^2_i` is Power(Subscript)."""

    base: Node
    script: Node


@dataclass(frozen=True, slots=True)
class Superscript(Node):
    r"""An upper label, no power: `W^{(1)}`, `a^{[l]}`, `x^{\text{new}}`. A parenthesised label is a Group."""

    base: Node
    script: Node


@dataclass(frozen=True, slots=True)
class Power(Node):
    r"""`X^2`, `e^{x}`, `\mathbb{R}^{m\times n}`, `x^{t}`: any other superscript."""

    base: Node
    exponent: Node


@dataclass(frozen=True, slots=True)
class Transpose(Node):
    r"""A superscript that says transpose; `mark` is `T`, `\top`, `\intercal`, `t`, `H` or a macro's name."""

    base: Node
    mark: str


@dataclass(frozen=True, slots=True)
class Inverse(Node):
    """`A^{-1}`."""

    base: Node


@dataclass(frozen=True, slots=True)
class InverseTranspose(Node):
    r"""`A^{-T}`, `A^{-\top}`; `mark` as in Transpose."""

    base: Node
    mark: str


@dataclass(frozen=True, slots=True)
class Starred(Node):
    r"""`X^*`, `X^\star`, `X^\dagger`, `X^+`: adjoint, optimum or pseudoinverse."""

    base: Node
    mark: str


@dataclass(frozen=True, slots=True)
class Prime(Node):
    r"""`f'`, `x''`, `f^{\prime}`: a derivative, a transpose or a part of a name."""

    base: Node
    count: int


@dataclass(frozen=True, slots=True)
class Underbrace(Node):
    r"""`\underbrace{dx}_{n\times 1}` and `\overbrace`."""

    body: Node
    label: Node | None
    command: str
