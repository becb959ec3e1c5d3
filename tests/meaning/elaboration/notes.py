"""Scopes written as a table of names and shapes, and formulas read in them."""

from __future__ import annotations

from dataclasses import replace

from matderiv.algebra import Dimension, FunctionSymbol, Shape, describe
from matderiv.meaning.claim import Reading
from matderiv.meaning.elaboration import elaborate, elaborate_claim
from matderiv.meaning.elaboration.nodes.atoms import size_of
from matderiv.meaning.names import script_text
from matderiv.meaning.scopes.scope import Conventions, Definition, Family, Scope, SymbolFacts
from matderiv.syntax import parse
from matderiv.syntax import tree as t


def shape(text: str) -> Shape:
    """`m n` is a matrix, `n` a vector, the empty text a scalar; sizes may be written `d+1`."""
    sizes = [size_of(parse(word).tree) for word in text.split()]
    return tuple(size for size in sizes if isinstance(size, Dimension))


def scope(conventions: Conventions | None = None, **shapes: str) -> Scope:
    """A scope in which names have shapes."""
    result = Scope(conventions=conventions or Conventions())
    for name, text in shapes.items():
        result = result.with_symbol(SymbolFacts(name, shape(text)))
    return result


def declare(base: Scope, name: str, text: str, *properties: str) -> Scope:
    """The scope with a shape for a name that is no Python identifier, or with properties."""
    return base.with_symbol(SymbolFacts(name, shape(text), properties=frozenset(properties)))


def define(base: Scope, tex: str) -> Scope:
    r"""The scope with a definition such as `J(w) = \|w\|^2` or `p_i = e^{z_i}`."""
    tree = parse(tex).tree
    assert isinstance(tree, t.Relations)
    head, body = tree.operands
    parameters: tuple[str, ...] = ()
    indices: tuple[str, ...] = ()
    if isinstance(head, t.Call):
        parameters = tuple(_name(argument) for argument in head.arguments)
        head = head.function
    if isinstance(head, t.Subscript):
        indices = (_name(head.script),)
        head = head.base
    name = _name(head)
    known = base.get(name) or SymbolFacts(name)
    families = (Family(indices),) if indices else ()
    definition = Definition(name, parameters, indices, body, 0, 0)
    return base.with_symbol(replace(known, definition=definition, families=families, arguments=parameters))


def _name(node: t.Node) -> str:
    return script_text(node) or ""


def family(base: Scope, name: str, index: str, text: str, size: str | None = None) -> Scope:
    """The scope with a family `x_i` of arrays of a shape."""
    return base.with_symbol(SymbolFacts(name, shape(text), families=(Family((index,), size),)))


def function(base: Scope, name: str, domain: str, codomain: str) -> Scope:
    r"""The scope with an abstract function such as `f : \mathbb{R}^n \to \mathbb{R}`."""
    symbol = FunctionSymbol(name, (shape(domain),), shape(codomain))
    return base.with_symbol(SymbolFacts(name, role="function", function=symbol))


def shape_of(tex: str, base: Scope, layout: str | None = None) -> str:
    """The shape of a formula in words."""
    return describe(elaborate(parse(tex).tree, base, layout=layout).expression.shape)


def readings(tex: str, base: Scope) -> tuple[Reading, ...]:
    """The readings of a claim `left = right`."""
    tree = parse(tex).tree
    assert isinstance(tree, t.Relations)
    return elaborate_claim(tree.operands[0], tree.operands[1], base, text=tex).readings


def table(tex: str, base: Scope) -> list[str]:
    """One line a reading: layout, condition, and both shapes or the fault."""
    return [" | ".join(filter(None, (r.layout, r.condition, _sides(r)))) for r in readings(tex, base)]


def _sides(reading: Reading) -> str:
    if reading.fault is not None:
        return f"{reading.fault.operation} of {' and '.join(reading.fault.pieces)}"
    assert reading.left is not None
    assert reading.right is not None
    return f"{describe(reading.left.shape)} = {describe(reading.right.shape)}"
