"""Whether a symbol with a group behind it reads as a function at its arguments or as a product."""

from __future__ import annotations

from collections.abc import Container

from matderiv.syntax.parsing.groups import holds_list
from matderiv.syntax.parsing.state import FunctionHead
from matderiv.syntax.tree import (
    Call,
    Decorated,
    Ellipsis,  # noqa: A004
    Empty,
    FunctionName,
    Identifier,
    Inverse,
    Negate,
    Node,
    Number,
    Placeholder,
    Power,
    Prime,
    Relations,
    Starred,
    Styled,
    Subscript,
    Sum,
    Superscript,
    structure,
    walk,
)
from matderiv.syntax.words import BLACKBOARD

_FUNCTION_LIKE = frozenset(
    [
        "f",
        "g",
        "h",
        "l",
        "J",
        "L",
        "F",
        "\\ell",
        "\\phi",
        "\\varphi",
        "\\psi",
        "\\sigma",
        "\\Phi",
        "\\Psi",
        "\\rho",
    ]
)
_EXPECTATIONS = frozenset({"E", "P", "V", "I", "Var", "Cov"})
_SCRIPTED = (Subscript, Superscript, Power, Prime, Inverse, Starred)
_SIMPLE_SCRIPTED = (Subscript, Superscript, Prime, Starred)


def core(node: Node) -> Node:
    """The node below scripts, primes, styles and accents."""
    while isinstance(node, (*_SCRIPTED, Styled, Decorated)):
        node = node.body if isinstance(node, (Styled, Decorated)) else node.base
    return node


def function_head(node: Node) -> FunctionHead | None:
    """The symbol below scripts and primes."""
    head = core(node)
    return (head.name, head.style) if isinstance(head, Identifier) else None


def is_function_like(node: Node, functions: Container[FunctionHead] = ()) -> bool:
    r"""Whether the symbol names a function, conventionally (f, g, \phi, a calligraphic letter) or as one of those."""
    head = core(node)
    if isinstance(head, FunctionName) or function_head(head) in functions:
        return True
    if not isinstance(head, Identifier):
        return False
    return head.name in _FUNCTION_LIKE or head.style in ("mathcal", "cal", "mathscr") or len(_word(head)) > 1


def _word(head: Identifier) -> str:
    return "" if head.name.startswith("\\") else head.name


def may_be_head(node: Node) -> bool:
    """Whether a node can stand before the parentheses of its arguments."""
    head = core(node)
    if isinstance(head, Number):
        return head.style is not None and node is head
    if isinstance(head, FunctionName):
        return True
    return isinstance(head, Identifier) and not isinstance(node, Styled)


def takes_brackets(node: Node) -> bool:
    """Whether the node takes its arguments in square brackets or braces: named functions and expectations."""
    head = core(node)
    if isinstance(head, FunctionName):
        return True
    if isinstance(head, Number):
        return head.style in BLACKBOARD
    if not isinstance(head, Identifier):
        return False
    return head.name in _EXPECTATIONS and head.style in (
        "mathbb",
        "mathrm",
        "text",
        "mathds",
        "textrm",
        "mathsf",
    )


def is_certain(node: Node) -> bool:
    """Whether the head can be nothing but a function."""
    return takes_brackets(node)


def reads_as_call(head: Node, content: Node, functions: Container[FunctionHead] = ()) -> bool:
    """The decision where the head is an ordinary symbol; meaning may revise it."""
    if is_certain(head):
        return True
    symbol = core(head)
    if isinstance(symbol, Number):
        return isinstance(content, (Relations, Placeholder))
    if holds_list(content) or isinstance(content, Empty):
        return True
    if isinstance(content, Sum) and _mentions(content, head):
        return False
    if is_function_like(head, functions):
        return True
    if isinstance(head, (Superscript, Power, Inverse)):
        return False
    return is_simple(content)


def is_simple(content: Node) -> bool:
    """Whether the content is one symbol or one call."""
    while isinstance(content, _SIMPLE_SCRIPTED):
        content = content.base
    return isinstance(content, (Identifier, Number, Placeholder, Call, Decorated, Ellipsis, Styled))


def _mentions(content: Sum, head: Node) -> bool:
    r"""Whether the head itself occurs, in `s(1 - s)` as a factor; in `\sigma(W\sigma(x) + b)` it is called again.

    In `\sigma(1 - \sigma(z))` it is a factor too, of which the argument was left out.
    """
    wanted = structure(head)
    called = {id(node.function) for node in walk(content) if isinstance(node, Call)}
    called -= _called_beside_number(content)
    return any(
        type(node) is type(head) and id(node) not in called and structure(node) == wanted
        for node in walk(content)
    )


def _called_beside_number(content: Sum) -> set[int]:
    """The functions whose values are whole terms in a sum with a number."""
    terms = [term.operand if isinstance(term, Negate) else term for term in content.terms]
    beside = any(isinstance(term, Number) for term in terms)
    return {id(term.function) for term in terms if isinstance(term, Call)} if beside else set()
