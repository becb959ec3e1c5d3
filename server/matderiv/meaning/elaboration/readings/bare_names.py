"""Which names stand without an index in a claim and in the definitions that it uses."""

from __future__ import annotations

from collections.abc import Iterator

from matderiv.meaning.elaboration.nodes.summation import LETTERS
from matderiv.meaning.elaboration.state.identity_cache import nodes_of_kind
from matderiv.meaning.names import symbol_name, symbol_parts
from matderiv.meaning.scopes.scope import Scope
from matderiv.syntax import tree as t


def bare_names(tree: t.Node) -> Iterator[str]:
    """Names that stand without an index; an index does not count, nor what it stands on."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, (t.Subscript, t.Superscript)):
            if symbol_parts(node) is None:
                waiting.append(node.base)
            continue
        if isinstance(node, t.Identifier) and (name := symbol_name(node)):
            yield name
        waiting.extend(node.children())


def placeholders(everything: tuple[t.Node, ...], trees: tuple[t.Node, ...], scope: Scope) -> frozenset[str]:
    r"""The parameters that stand for members of a family of their letter alone: x of `h(x)` beside `h(x^{(i)})`."""
    members: set[str] = set()
    itself = {name for tree in trees for name in bare_names(tree)}
    for call in (call for tree in everything for call in nodes_of_kind(tree, t.Call)):
        assert isinstance(call, t.Call)
        name = symbol_name(call.function)
        facts = scope.get(name) if name is not None else None
        parameters = facts.definition.parameters if facts is not None and facts.definition else ()
        for parameter, argument in zip(parameters, call.arguments, strict=False):
            parts = symbol_parts(argument)
            if symbol_name(argument) == parameter:
                itself.add(parameter)
            elif parts is not None and parts.base == parameter:
                members.add(parameter)
    return frozenset(members - itself)


def bold_parameters(heads: frozenset[str], trees: tuple[t.Node, ...]) -> frozenset[str]:
    r"""Bold parameters of definitions that the claim itself has with an index only: `\mathbf{x}_j` is an argument of
    `p(\mathbf{x})` and no entry of it."""
    bold = {name for name in heads if name.startswith((r"\mathbf", r"\boldsymbol"))}
    return frozenset(bold.difference(*(bare_names(tree) for tree in trees)) if bold else ())


def entries_of_matrices(
    everything: tuple[t.Node, ...], trees: tuple[t.Node, ...], scope: Scope
) -> frozenset[str]:
    r"""The undeclared letters that a definition uses without an index, of which a claim takes entries: `W_{ij}`
    beside a `z = Wx`."""
    owners = {
        name
        for tree in trees
        for node in nodes_of_kind(tree, t.Subscript)
        if (name := symbol_name(node.base)) is not None
        and scope.get(name) is None
        and _are_letters(node.script)
    }
    if not owners:
        return frozenset()
    bodies = [tree for tree in everything if not any(tree is own for own in trees)]
    return frozenset(owners.intersection(name for body in bodies for name in bare_names(body)))


def _are_letters(script: t.Node) -> bool:
    """Whether a script is made of index letters alone."""
    letters = script.factors if isinstance(script, t.Juxtaposition) else (script,)
    return all(symbol_name(letter) in LETTERS for letter in letters)
