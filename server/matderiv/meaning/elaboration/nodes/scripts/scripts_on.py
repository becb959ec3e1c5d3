"""Transposes, inverses, powers, primes and stars."""

from __future__ import annotations

from fractions import Fraction

from matderiv import algebra as a
from matderiv.algebra import SCALAR, Expression
from matderiv.meaning.elaboration.nodes.arrays.constant_arrays import with_upper_indices
from matderiv.meaning.elaboration.nodes.arrays.lists import list_in, written_list
from matderiv.meaning.elaboration.nodes.derivatives.primes import prime_of_expression, prime_of_function
from matderiv.meaning.elaboration.nodes.functions.functions import may_be_square
from matderiv.meaning.elaboration.nodes.functions.maxima import larger_of_zero
from matderiv.meaning.elaboration.nodes.functions.norms import norm_with_script
from matderiv.meaning.elaboration.nodes.names.known_names import EULERS_NUMBER, facts_of, is_known
from matderiv.meaning.elaboration.nodes.names.symbols import symbol
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.decisions import Alternative
from matderiv.meaning.elaboration.state.errors import ElaborationError, NotationError
from matderiv.meaning.names import symbol_name
from matderiv.syntax import tree as t

_ENTRY_BY_ENTRY = "powers of vectors are taken entry by entry"


def transpose(e: Elaboration, node: t.Transpose) -> Expression:
    bracketed = list_in(node.base)
    if bracketed is not None:
        return written_list(e, bracketed, transposed=True)
    operand = _array(e, node.base)
    if operand.shape == SCALAR and _is_made_of_guessed_numbers(e, operand):
        raise e.fault(node, a.ShapeError("transpose", (SCALAR,), (), (operand,)))
    return transposed(e, node, operand)


def _is_made_of_guessed_numbers(e: Elaboration, operand: Expression) -> bool:
    """Whether all symbols of what is transposed were guessed to be numbers; nobody transposes a number."""
    symbols = [part for part in a.walk(operand) if isinstance(part, a.Symbol)]
    return bool(symbols) and all(
        part.name in e.chosen_roles and len(part.shape) == part.family_axes for part in symbols
    )


def transposed(e: Elaboration, node: t.Node, operand: Expression) -> Expression:
    """The transpose; ShapeFaultError for a tensor."""
    return e.build(node, a.Transpose, operand)


def _array(e: Elaboration, node: t.Node) -> Expression:
    r"""What is transposed; a bare 1 is then the vector of ones (`1^T x`)."""
    value = e.expression(node)
    if isinstance(value, a.Number) and value.value in (0, 1):
        return (a.Ones if value.value == 1 else a.Zeros)((e.sizes.fresh(),))
    return value


def inverse(e: Elaboration, node: t.Inverse) -> Expression:
    """`A^{-1}`; of a vector or row, entry by entry only where the note says that powers are."""
    if _is_function(e, node.base):
        raise ElaborationError.at(node, "the inverse of a function")
    operand = e.expression(node.base)
    if a.is_vector_like(operand.shape):
        e.assume(_ENTRY_BY_ENTRY)
        return a.ElementwisePower(operand, a.Number(Fraction(-1)))
    return e.build(node, a.Inverse, operand)


def _is_function(e: Elaboration, node: t.Node) -> bool:
    """Whether a base is the derivative of a function of the note without its argument: `(u')^{-1}`."""
    primed = False
    while isinstance(node, (t.Group, t.Styled, t.Prime)):
        primed = primed or isinstance(node, t.Prime)
        node = node.base if isinstance(node, t.Prime) else node.body
    name = symbol_name(node)
    facts = facts_of(e, name) if name else None
    if not primed or facts is None or facts.shape is not None:
        return False
    return bool(facts.function or (facts.definition is not None and facts.definition.parameters))


def inverse_transpose(e: Elaboration, node: t.InverseTranspose) -> Expression:
    return e.build(node, a.Transpose, e.build(node, a.Inverse, e.expression(node.base)))


def starred(e: Elaboration, node: t.Starred) -> Expression:
    r"""`X^+` and `X^\dagger` are pseudoinverses, `(Ax-b)^+` is a positive part; `X^*` of a matrix is its transpose."""
    name = symbol_name(node.base)
    own = f"{name}^{node.mark}" if name else None
    if own is not None and is_known(e, own):
        return symbol(e, own, node)
    if node.mark in ("+", r"\dagger"):
        base = e.expression(node.base)
        if node.mark == "+" and isinstance(node.base, t.Group) and len(e.shape(base)) < 2:
            return larger_of_zero(e, node, base)
        return a.Pseudoinverse(base)
    facts = facts_of(e, name) if name else None
    if name and own and (facts is None or facts.shape is None or len(facts.shape) < 2):
        return symbol(e, own, node)
    return e.build(node, a.Transpose, e.expression(node.base))


_UNKNOWN_PRIME = "a prime of which it is not known whether it is part of a name"


def prime(e: Elaboration, node: t.Prime) -> Expression:
    """A prime: a transpose of arrays, a derivative of functions."""
    if e.conventions.prime != "transpose":
        derivative = prime_of_function(e, node)
        if derivative is not None:
            return derivative
        if e.conventions.prime is None and _is_of_one_number(e, node.base):
            return prime_of_expression(e, node)
    value = e.expression(node.base)
    unknown = isinstance(value, a.Named) or (isinstance(value, a.Symbol) and value.name in e.chosen_roles)
    if node.count != 1 or (unknown and e.conventions.prime is None):
        raise NotationError.at(node, _UNKNOWN_PRIME)
    if value.shape == SCALAR:
        raise ElaborationError.at(node, _UNKNOWN_PRIME)
    if e.conventions.prime is None:
        e.assume("a prime is a transpose")
    return e.build(node, a.Transpose, value)


def _is_of_one_number(e: Elaboration, node: t.Node) -> bool:
    r"""Whether a group such as `(\tanh(x))` or `(3x^2)` is made of one undeclared letter for a number."""
    if not isinstance(node, t.Group) or symbol_name(node.body) is not None:
        return False
    if any(isinstance(part, (t.Prime, t.Transpose)) for part in t.walk(node)):
        return False
    parts = (part for part in t.walk(node) if isinstance(part, (t.Identifier, t.OpaqueMacro)))
    functions = {symbol_name(part.function) for part in t.walk(node) if isinstance(part, t.Call)}
    names = {symbol_name(part) for part in parts} - functions - EULERS_NUMBER
    name = names.pop() if len(names) == 1 else None
    return name is not None and len(name) == 1 and name.islower() and not is_known(e, name)


def power(e: Elaboration, node: t.Power) -> Expression:
    """A power by the shape of its base: of a scalar, of a square matrix, entry by entry of a vector."""
    if _is_eulers_number(e, node.base):
        return exponential(e, node, e.expression(node.exponent))
    single_entry = with_upper_indices(e, node)
    if single_entry is not None:
        return single_entry
    elementwise = _elementwise_exponent(node.exponent)
    exponent = literal(e.expression(elementwise or node.exponent))
    base = _base(e, node.base, exponent)
    if exponent.shape != SCALAR:
        raise ElaborationError.at(node, "an exponent that is an array")
    return powered(e, node, base, exponent, elementwise=elementwise is not None)


def _is_eulers_number(e: Elaboration, node: t.Node) -> bool:
    name = symbol_name(node) if isinstance(node, t.Identifier) else None
    moves = facts_of(e, r"\dot e") is not None
    return name is not None and name in EULERS_NUMBER and not is_known(e, name) and not moves


def _base(e: Elaboration, node: t.Node, exponent: Expression) -> Expression:
    r"""What is taken to a power; that a square is taken tells what `\|X\|_2` of a matrix is."""
    if isinstance(node, t.Subscript) and isinstance(node.base, t.Norm) and _rational(exponent) == 2:
        return norm_with_script(e, node, node.base, node.script, squared=True)
    return e.expression(node)


def powered(
    e: Elaboration, node: t.Node, base: Expression, exponent: Expression, *, elementwise: bool
) -> Expression:
    """The power of an expression."""
    if base.shape == SCALAR:
        return a.Power(base, exponent)
    if elementwise or e.conventions.elementwise_powers:
        return a.ElementwisePower(base, exponent)
    if a.is_vector_like(base.shape):
        e.assume(_ENTRY_BY_ENTRY)
        return a.ElementwisePower(base, exponent)
    half = _half_power(e, node, base, exponent)
    return half if half is not None else e.build(node, a.Power, base, exponent)


def _half_power(e: Elaboration, node: t.Node, base: Expression, exponent: Expression) -> Expression | None:
    value = _rational(exponent)
    if value is None or value.denominator == 1:
        return None
    if value.denominator != 2:
        raise ElaborationError.at(node, "a matrix to a fractional power")
    root = e.build(node, a.MatrixFunction, "sqrt", base)
    return root if value == Fraction(1, 2) else a.Power(root, a.Number(value * 2))


def _rational(expression: Expression) -> Fraction | None:
    match expression:
        case a.Number(value=value):
            return value
        case a.Negate(operand=operand):
            inner = _rational(operand)
            return None if inner is None else -inner
        case a.Quotient(numerator=above, denominator=below):
            values = (_rational(above), _rational(below))
            return values[0] / values[1] if values[0] is not None and values[1] else None
    return None


def literal(expression: Expression) -> Expression:
    """`-2` as a number instead of the negative of one."""
    if isinstance(expression, a.Negate) and isinstance(expression.operand, a.Number):
        return a.Number(-expression.operand.value, expression.operand.digits)
    return expression


def _elementwise_exponent(exponent: t.Node) -> t.Node | None:
    r"""The 2 in `x^{\odot 2}` or `x^{\circ 2}`."""
    if isinstance(exponent, (t.HadamardProduct, t.Circ)) and len(exponent.operands) == 2:
        return exponent.operands[1] if isinstance(exponent.operands[0], (t.Empty, t.Error)) else None
    return None


def exponential(e: Elaboration, node: t.Node, exponent: Expression) -> Expression:
    """`e^{…}`: of a square matrix the matrix exponential, else entry by entry."""
    shape = e.shape(exponent)
    if len(shape) == 2 and may_be_square(e, shape):
        choice = e.decisions.choose(
            "exponential of a matrix", Alternative("matrix function"), Alternative("elementwise")
        )
        if choice == "matrix function":
            return e.build(node, a.MatrixFunction, "exp", exponent)
    return a.Elementwise("exp", exponent)


def root(e: Elaboration, node: t.Root) -> Expression:
    """A root: of a scalar, or entry by entry."""
    body = e.expression(node.body)
    if node.index is None:
        return a.Elementwise("sqrt", body)
    index = e.expression(node.index)
    return e.build(node, a.ElementwisePower, body, a.Quotient(a.Number(Fraction(1)), index))
