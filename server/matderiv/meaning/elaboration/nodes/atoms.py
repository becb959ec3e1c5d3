"""Leaves of a formula: names, numbers, and what only holds others together."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from matderiv.algebra import (
    Apply,
    Dimension,
    Expression,
    FunctionSymbol,
    Identity,
    MathematicalConstant,
    Number,
    Ones,
    Product,
    Zeros,
    matrix_shape,
)
from matderiv.meaning.elaboration.nodes.derivatives.functions_of_time import rate_of_function
from matderiv.meaning.elaboration.nodes.derivatives.rates import rate_of_defined
from matderiv.meaning.elaboration.nodes.names.known_names import (
    EULERS_NUMBER,
    IDENTITY_NAMES,
    facts_of,
    is_known,
)
from matderiv.meaning.elaboration.nodes.names.symbols import symbol
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.decisions import Alternative
from matderiv.meaning.elaboration.state.errors import ElaborationError, NotationError
from matderiv.meaning.names import symbol_name
from matderiv.syntax import tree as t

_WRITTEN = Alternative("written")
_STATED = Alternative("stated", "what is written at the brace holds")

BOLD_STYLES = frozenset({"mathbf", "boldsymbol", "bm", "bf", "textbf", "pmb", "mathbb", "bold"})


def identifier(e: Elaboration, node: t.Node) -> Expression:
    name = symbol_name(node)
    if name is None:
        raise NotationError.at(node, "a name that could not be read")
    if name in EULERS_NUMBER and facts_of(e, name) is None and facts_of(e, r"\dot e") is None:
        return MathematicalConstant("e")
    known = _times_delta(e, name, node) or rate_of_function(e, name, node) or rate_of_defined(e, node)
    return known or symbol(e, name, node)


def _times_delta(e: Elaboration, name: str, node: t.Node) -> Expression | None:
    r"""The product in `\Delta x`, where `\Delta` is declared and the increment is not."""
    letter, _, below = name.partition(" ")
    if letter != r"\Delta" or not below or facts_of(e, letter) is None or facts_of(e, name) is not None:
        return None
    factors = symbol(e, letter, node), symbol(e, below, node)
    return e.build(node, lambda *each: Product(each), *factors)


def opaque_macro(e: Elaboration, node: t.Node) -> Expression:
    name = symbol_name(node)
    if name is None or (facts_of(e, name) is None and name not in e.bound):
        raise NotationError.at(node, f"the macro {getattr(node, 'name', '')} is not defined")
    return symbol(e, name, node)


def number(e: Elaboration, node: t.Number) -> Expression:
    r"""A number; `\mathbf{1}` and `\mathbf{0}` are vectors of a length that fits."""
    if node.style in BOLD_STYLES and node.text in ("0", "1"):
        if node.text == "1" and _is_identity(e):
            return Identity(e.sizes.fresh())
        return (Ones if node.text == "1" else Zeros)((e.sizes.fresh(),))
    return plain_number(node.text)


def _is_identity(e: Elaboration) -> bool:
    r"""Whether `\mathbf{1}` is the identity matrix, where the vector of ones does not conform."""
    identity = Alternative("identity", assumption=r"$\mathbf{1}$ is the identity matrix", only_on_fault=True)
    return e.decisions.choose("bold one", Alternative("ones"), identity) == "identity"


def plain_number(text: str) -> Number:
    """The exact number that digits stand for."""
    _, _, fraction = text.partition(".")
    return Number(_value_of(text), len(fraction) if fraction or "." in text else None)


@lru_cache(1024)
def _value_of(text: str) -> Fraction:
    return Fraction(text)


def sized_constant(e: Elaboration, node: t.Node, base: t.Node, script: t.Node) -> Expression | None:
    r"""`I_n`, `\mathbf{1}_n`, `\mathbf{0}_{m\times n}`, `1_n`; None if the base is no such constant."""
    while isinstance(base, t.Styled):
        base = base.body
    sizes = size_script(e, script)
    if sizes is None:
        return None
    if isinstance(base, t.Number) and base.text in ("0", "1"):
        return (Ones if base.text == "1" else Zeros)(sizes)
    name = symbol_name(base) if isinstance(base, t.Identifier) else None
    facts = facts_of(e, name) if name else None
    if name in IDENTITY_NAMES or (facts is not None and facts.meaning == "identity"):
        return Identity(sizes[0]) if len(set(sizes)) == 1 else None
    if facts is not None and facts.meaning in ("ones", "zeros"):
        return (Ones if facts.meaning == "ones" else Zeros)(sizes)
    return None


def size_script(e: Elaboration, script: t.Node) -> tuple[Dimension, ...] | None:
    r"""A script read as sizes, `n`, `n+1`, `m \times n`; None if it is none."""
    if isinstance(script, t.Group):
        return size_script(e, script.body)
    if isinstance(script, t.Times):
        sizes = [size_of(part) for part in script.operands]
        return None if any(size is None for size in sizes) else tuple(s for s in sizes if s is not None)
    size = size_of(script)
    return None if size is None else (size,)


def size_of(node: t.Node) -> Dimension | None:
    """A polynomial in size names; None for anything else."""
    match node:
        case t.Number(text=text) if text.isdigit():
            return Dimension.of(int(text))
        case t.Identifier() | t.Subscript():
            name = symbol_name(node)
            return None if name is None else Dimension.of(name)
        case t.Group(body=body):
            return size_of(body)
        case t.Negate(operand=operand):
            inner = size_of(operand)
            return None if inner is None else Dimension.of(-1) * inner
        case t.Sum(terms=terms):
            return _combined(terms, product=False)
        case t.Juxtaposition(factors=factors):
            return _combined(factors, product=True)
        case t.Dot(operands=operands) | t.Times(operands=operands):
            return _combined(operands, product=True)
        case t.Power(base=base, exponent=t.Number(text=text)) if text.isdigit() and int(text) <= 4:
            return _combined((base,) * int(text), product=True)
    return None


def _combined(nodes: tuple[t.Node, ...], *, product: bool) -> Dimension | None:
    total = Dimension.of(1 if product else 0)
    for node in nodes:
        size = size_of(node)
        if size is None:
            return None
        total = total * size if product else total + size
    return total


def transparent(e: Elaboration, node: t.Styled | t.Group | t.Positive) -> Expression:
    """Delimiters, styles and a leading plus change nothing."""
    if isinstance(node, t.Positive):
        return e.expression(node.operand)
    if isinstance(node, t.Group) and node.opening in ("\\lfloor", "\\lceil"):
        raise ElaborationError.at(node, "rounding has no derivative")
    return e.expression(node.body)


def underbrace(e: Elaboration, node: t.Underbrace) -> Expression:
    r"""`\underbrace{dx}_{n\times 1}`: the label, if it is a shape, must be that of the body."""
    stated = _stated_value(e, node)
    if stated is not None and e.decisions.choose("value at a brace", _WRITTEN, _STATED) == "stated":
        return e.expression(stated)
    value = e.expression(node.body)
    sizes = size_script(e, node.label) if node.label is not None and isinstance(node.label, t.Times) else None
    if sizes is not None and len(sizes) == 2 and not e.same_shape(matrix_shape(*sizes), value.shape):
        labelled = "×".join(str(size) for size in sizes)
        raise ElaborationError.at(node, f"the label {labelled} is not the shape of what stands above it")
    return e.resolve(value)


def _stated_value(e: Elaboration, node: t.Underbrace) -> t.Node | None:
    r"""What a label such as `=1` says that the body is, as far as its symbols are known."""
    match node.label:
        case t.Relations(operands=(t.Empty(), value), operators=(sign,)) if sign.name == "=":
            names = {symbol_name(part) for part in t.walk(value)} - {None} - IDENTITY_NAMES
            return value if all(is_known(e, name or "") for name in names) else None
    return None


def no_value(e: Elaboration, node: t.Node) -> Expression:
    """Dots, words, gaps: not understood."""
    words = {
        t.Ellipsis: "dots, of which the pattern is not determined",
        t.Text: "words inside a formula",
        t.Empty: "a missing operand",
        t.Placeholder: "a place that is held open",
        t.PlusMinus: "a term with two signs",
        t.NablaSymbol: "a nabla without an operand",
    }
    message = node.message if isinstance(node, t.Error) else words.get(type(node), type(node).__name__)
    raise NotationError.at(node, message)


def factorial(e: Elaboration, node: t.Factorial) -> Expression:
    """The factorial of a number: some function of it, as formulas hardly ever differentiate by counts."""
    operand = e.expression(node.operand)
    if operand.shape != ():
        raise ElaborationError.at(node, "a factorial of an array")
    return e.build(node, Apply, FunctionSymbol("!", ((),), ()), (operand,))
