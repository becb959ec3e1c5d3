r"""Functions that act entry by entry, as `\phi'(z)` beside a `\odot` or in a diag shows."""

from __future__ import annotations

from collections.abc import Iterator

from matderiv.meaning.elaboration.state.identity_cache import nodes_of_kind
from matderiv.meaning.names import symbol_name
from matderiv.syntax import tree as t


def differentiated_functions(tree: t.Node) -> Iterator[str]:
    r"""The letters that are called with a prime, `b'(\theta)`: these are functions without it too."""
    for call in nodes_of_kind(tree, t.Call):
        assert isinstance(call, t.Call)
        name = symbol_name(call.function.base) if isinstance(call.function, t.Prime) else None
        if name is not None:
            yield name


def entrywise_functions(tree: t.Node) -> Iterator[str]:
    r"""The functions of which `\phi'(z)` is a factor of a Hadamard product, or the argument of a diag."""
    for node in nodes_of_kind(tree, t.HadamardProduct):
        yield from (name for factor in node.operands if (name := _differentiated(factor)))
    for call in nodes_of_kind(tree, t.Call):
        if (symbol_name(call.function) or "").lstrip("\\") == "diag" and len(call.arguments) == 1:
            name = _differentiated(call.arguments[0])
            if name is not None:
                yield name


def _differentiated(node: t.Node) -> str | None:
    """The name of the function whose derivative at a place a factor is."""
    while isinstance(node, t.Group):
        node = node.body
    if isinstance(node, t.Call) and isinstance(node.function, t.Prime):
        return symbol_name(node.function.base)
    return None
