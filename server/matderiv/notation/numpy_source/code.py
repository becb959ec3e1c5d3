"""A piece of Python source with its precedence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class CodeError(ValueError):
    """An expression that cannot be written as NumPy source; the message says why."""


class Precedence(IntEnum):
    """Python's operators, loosest first. `*`, `/` and `@` share one."""

    COMPARISON = 0
    SUM = 1
    PRODUCT = 2
    SIGN = 3
    POWER = 4
    ATOM = 5


@dataclass(frozen=True, slots=True)
class Code:
    text: str
    precedence: Precedence = Precedence.ATOM

    def at_least(self, precedence: Precedence) -> str:
        """The text, in parentheses unless it holds at least so tightly."""
        return self.text if self.precedence >= precedence else f"({self.text})"

    @property
    def atom(self) -> str:
        """The text as something that can be indexed or have an attribute."""
        return self.at_least(Precedence.ATOM)


def call(function: str, *arguments: str) -> Code:
    return Code(f"{function}({', '.join(arguments)})")


def times(*factors: Code) -> Code:
    """The elementwise product; the first factor of several stands as it is, the others hold more tightly."""
    kept = [factor for factor in factors if factor.text != "1"] or [Code("1")]
    return _from_left(kept, "*", Precedence.PRODUCT)


def matrix_product(left: Code, right: Code) -> Code:
    return _from_left([left, right], "@", Precedence.PRODUCT)


def divided(numerator: Code, denominator: Code) -> Code:
    return _from_left([numerator, denominator], "/", Precedence.PRODUCT)


def power(base: Code, exponent: Code) -> Code:
    right = exponent.at_least(Precedence.SIGN)
    return Code(f"{base.atom}**{right}", Precedence.POWER)


def negated(operand: Code) -> Code:
    """The sign is that of the first factor, so a negative product is still a product."""
    is_product = operand.precedence is Precedence.PRODUCT
    return Code(
        "-" + operand.at_least(Precedence.PRODUCT), Precedence.PRODUCT if is_product else Precedence.SIGN
    )


def added(terms: list[Code]) -> Code:
    text = terms[0].text
    for term in terms[1:]:
        negative = term.text.startswith("-") and term.precedence >= Precedence.PRODUCT
        text += f" - {term.text[1:]}" if negative else f" + {term.at_least(Precedence.PRODUCT)}"
    return Code(text, Precedence.SUM if len(terms) > 1 else terms[0].precedence)


def _from_left(operands: list[Code], operator: str, precedence: Precedence) -> Code:
    if len(operands) == 1:
        return operands[0]
    first, *others = operands
    pieces = [first.at_least(precedence), *(other.at_least(Precedence(precedence + 1)) for other in others)]
    return Code(f" {operator} ".join(pieces), precedence)
