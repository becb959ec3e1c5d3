"""The levels of precedence put together."""

from __future__ import annotations

from matderiv.syntax.arranging.classes import Class
from matderiv.syntax.parsing.arguments import read_until
from matderiv.syntax.parsing.atoms import plain_function, read_atom
from matderiv.syntax.parsing.derivatives import read_differential
from matderiv.syntax.parsing.factors import read_juxtaposition, read_tight
from matderiv.syntax.parsing.fitting import fit
from matderiv.syntax.parsing.gradients import read_gradient
from matderiv.syntax.parsing.scripts import read_scripted
from matderiv.syntax.parsing.state import FunctionHead, Levels, State
from matderiv.syntax.parsing.statements import read_body, read_relations, read_sequence
from matderiv.syntax.parsing.terms import read_product, read_sum
from matderiv.syntax.problems import Problem
from matderiv.syntax.tokens import Token
from matderiv.syntax.tree import Node

_SIGNS = frozenset(
    """d \\partial \\delta \\dd \\diff \\mathrm{d} \\text{d} \\textrm{d} \\operatorname{d} \\textnormal{d} { \\rm
    \\mathsf \\bf \\textsf \\mathbf \\mathit""".split()
)


def read_factor(state: State) -> Node:
    """A differential, a gradient, or an atom with what stands tightly behind it."""
    first = state.position
    text = state.texts[first]
    if text == "\\nabla" or _is_gradient_in_words(state):
        return read_gradient(state)
    if text in _SIGNS and not (text == "d" and plain_function(state, first)):
        node = read_differential(state)
        if node is not None:
            return node
    return read_scripted(state, first, read_atom(state))


_GRADIENTS = frozenset(
    "\\grad \\Grad \\gradient \\operatorname{grad} \\operatorname{Grad} \\mathrm{grad} \\text{grad}".split()
)


def _is_gradient_in_words(state: State) -> bool:
    r"""Whether a gradient is written `\operatorname{grad} f`."""
    if state.texts[state.position] not in _GRADIENTS:
        return False
    return state.texts[state.position + 1] == "_" or state.classes[state.position + 1] == Class.ATOM


LEVELS = Levels(
    body=read_body,
    sequence=read_sequence,
    relations=read_relations,
    sum=read_sum,
    product=read_product,
    juxtaposition=read_juxtaposition,
    tight=read_tight,
    factor=read_factor,
    atom=read_atom,
    scripted=read_scripted,
)


def read_tree(
    source: str, tokens: list[Token], moved: bool, functions: frozenset[FunctionHead]
) -> tuple[Node, tuple[Problem, ...]]:
    """The tree of arranged tokens, with what is wrong about them. `moved`: see `expansion.Expanded`."""
    state = State(source, tokens, moved, LEVELS, functions)
    tree = read_until(state, "")
    return fit(tree) if state.points else tree, tuple(state.problems)
