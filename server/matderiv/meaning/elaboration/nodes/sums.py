"""Sums, signs, quotients, and numbers that stand where only an array conforms."""

from __future__ import annotations

from dataclasses import replace

from matderiv import algebra as a
from matderiv.algebra import SCALAR, Expression, Shape
from matderiv.meaning.elaboration.nodes.derivatives.derivative_fractions import derivative_of_fraction
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.decisions import Alternative
from matderiv.meaning.elaboration.state.errors import ElaborationError
from matderiv.meaning.scopes.sizes import UNKNOWN
from matderiv.syntax import tree as t


def add(e: Elaboration, node: t.Sum) -> Expression:
    """A sum; a number beside arrays stands for that number in every entry.

    An operator before the first term may be meant to reach over the whole sum.
    """
    reaching = _with_operator_over_all(e, node)
    if reaching is not None:
        return e.expression(reaching)
    terms = [e.expression(term) for term in node.terms]
    arrays = [term for term in terms if term.shape != SCALAR]
    if arrays and len(arrays) < len(terms):
        shape = e.shape(arrays[0])
        terms = [promoted(term, shape) for term in terms]
        numbers = [term for term in terms if term.shape == SCALAR]
        vectors = frozenset(map(_without_sign, arrays))
        if len(shape) == 1 and numbers and all(_is_mean(number, vectors) for number in numbers):
            terms = _spread(e, terms, shape)
    return e.build(node, _sum, *terms)


def _without_sign(term: Expression) -> Expression:
    return term.operand if isinstance(term, a.Negate) else term


def _is_mean(term: Expression, vectors: frozenset[Expression]) -> bool:
    r"""Whether a number is defined by a sum over entries, or weights those of a vector beside it: `g - p^\top g`."""
    term = _without_sign(term)
    if any(node in vectors for node in a.walk(term) if node.shape):
        return True
    sums = (a.IndexSum, a.EntrySum, a.Ones)
    return isinstance(term, a.Named) and any(isinstance(node, sums) for node in a.walk(term.definition))


def _spread(e: Elaboration, terms: list[Expression], shape: Shape) -> list[Expression]:
    r"""The terms as they stand or, as in `x - \mu` with the mean μ of the entries, with numbers in every entry."""
    spread = Alternative(
        "every entry", assumption="a number beside a vector stands for it in every entry", only_on_fault=True
    )
    if e.decisions.choose("number beside a vector", Alternative("as written"), spread) == "as written":
        return terms
    ones = a.Ones(shape)
    return [a.Product((term, ones)) if term.shape == SCALAR else term for term in terms]


def _with_operator_over_all(e: Elaboration, node: t.Sum) -> t.Node | None:
    """The sum below its first term's operator, if that is how it is to be read."""
    first = node.terms[0]
    if isinstance(first, t.DerivativeOperator):
        operand: t.Node = first.operand
    elif isinstance(first, t.Gradient):
        operand = first.operand
    else:
        return None
    if isinstance(operand, t.Group) or any(
        _is_derivative(part) for term in node.terms[1:] for part in t.walk(term)
    ):
        return None
    whole = Alternative("sum", assumption="the operator before a sum reaches over all of it")
    if e.decisions.choose("reach of an operator", Alternative("term"), whole) == "term":
        return None
    return replace(first, end=node.end, operand=t.Sum(operand.start, node.end, (operand, *node.terms[1:])))


def _is_derivative(node: t.Node) -> bool:
    return isinstance(node, (t.DerivativeOperator, t.Gradient, t.Differential))


def _sum(*terms: Expression) -> Expression:
    return a.Add(terms)


def promoted(term: Expression, shape: Shape) -> Expression:
    """A literal number as the array of a shape that is filled with it; anything else as it is."""
    if isinstance(term, a.Negate):
        inner = promoted(term.operand, shape)
        return term if inner is term.operand else a.Negate(inner)
    if _is_zero_of_any_size(term):
        return a.Zeros(shape)
    if not isinstance(term, a.Number) or shape == SCALAR:
        return term
    if term.value == 0:
        return a.Zeros(shape)
    ones = a.Ones(shape)
    return ones if term.value == 1 else a.Product((term, ones))


def _is_zero_of_any_size(term: Expression) -> bool:
    r"""Whether a term is a `\mathbf{0}`, or the transpose of one, of which nothing tells the size."""
    zeros = term.operand if isinstance(term, a.Transpose) else term
    sizes = zeros.shape if isinstance(zeros, a.Zeros) else ()
    return any(name.startswith(UNKNOWN) for size in sizes for name in size.names)


def _fitting(term: Expression, shape: Shape) -> Expression:
    r"""A `\mathbf{1}` of which nothing tells the size, as the ones of a shape."""
    unknown = isinstance(term, a.Ones) and any(
        name.startswith(UNKNOWN) for size in term.shape for name in size.names
    )
    return a.Ones(shape) if unknown else term


def negate(e: Elaboration, node: t.Negate) -> Expression:
    return a.Negate(e.expression(node.operand))


def fraction(e: Elaboration, node: t.Fraction | t.Division) -> Expression:
    """A derivative, or a quotient."""
    derivative = derivative_of_fraction(e, node)
    if derivative is not None:
        return derivative
    if _is_by_a_sum(node):
        raise ElaborationError.at(node, "a derivative by something that is no variable")
    if isinstance(node, t.Fraction):
        return quotient(e, node, e.expression(node.numerator), e.expression(node.denominator))
    return quotient(e, node, *(e.expression(operand) for operand in node.operands))


def _is_by_a_sum(node: t.Fraction | t.Division) -> bool:
    r"""`\frac{\partial h}{\partial Wx + b}`: by the whole sum, not by its first term."""
    above, below = (node.numerator, node.denominator) if isinstance(node, t.Fraction) else node.operands
    first = below.terms[0] if isinstance(below, t.Sum) else None
    if isinstance(first, t.Juxtaposition):
        first = first.factors[0]
    return isinstance(above, t.Differential) and isinstance(first, t.Differential)


def quotient(e: Elaboration, node: t.Node, above: Expression, below: Expression) -> Expression:
    r"""`u/s` by a scalar, `1/\Sigma` as an inverse, entry by entry where both have one shape."""
    if below.shape == SCALAR:
        return a.Quotient(above, below)
    if isinstance(above, a.Number):
        if len(below.shape) == 2 and not a.is_row(below.shape):
            inverse = e.build(node, a.Inverse, below)
            return inverse if above.value == 1 else a.Product((above, inverse))
        return a.ElementwiseQuotient(promoted(above, below.shape), below)
    e.assume("division of arrays is entry by entry")
    return e.build(node, a.ElementwiseQuotient, _fitting(above, below.shape), below)


def elementwise_division(e: Elaboration, node: t.ElementwiseDivision) -> Expression:
    above, below = (e.expression(operand) for operand in node.operands)
    if below.shape == SCALAR:
        return a.Quotient(above, below)
    return e.build(node, a.ElementwiseQuotient, promoted(above, below.shape), below)
