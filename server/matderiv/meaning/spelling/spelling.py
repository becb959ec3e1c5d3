"""How a note spells what can be spelled in several ways, as far as it takes a look at all of it."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass

from matderiv.meaning.scopes.scope import SymbolFacts
from matderiv.meaning.spelling.error_terms import squared_errors, with_errors_defined
from matderiv.meaning.spelling.function_names import function_names, functions_among
from matderiv.meaning.spelling.gradient_names import (
    named_gradients,
    with_known_gradients,
    with_named_gradients,
)
from matderiv.meaning.spelling.iterates import iterates, with_iterates_named
from matderiv.meaning.spelling.primed_names import primed_names, with_known_primes, with_primed_names
from matderiv.meaning.spelling.summand_names import summand_names, with_known_summands, with_summand_names
from matderiv.meaning.spelling.transposed_members import members_transposed, with_transposed_members
from matderiv.meaning.spelling.transposing_primes import transposed_by_prime, with_transposing_primes
from matderiv.meaning.spelling.updated_names import updated_names, with_known_updates, with_updated_names
from matderiv.meaning.spelling.upper_labels import layer_letters, with_known_labels, with_labels
from matderiv.syntax import FunctionHead, Node, parse


@dataclass(frozen=True, slots=True)
class Peculiarity:
    """One way to spell: the names of which a text shows it, a tree in which these are spelled so, and (if names can
    tell it) a tree in which known names are.
    """

    shown: Callable[[str], frozenset[str]]
    respelled: Callable[[Node, frozenset[str]], Node]
    respelled_by_names: Callable[[Node, Container[str]], Node] | None = None


PECULIARITIES = (
    Peculiarity(layer_letters, with_labels, with_known_labels),
    Peculiarity(updated_names, with_updated_names, with_known_updates),
    Peculiarity(iterates, with_iterates_named),
    Peculiarity(members_transposed, with_transposed_members),
    Peculiarity(transposed_by_prime, with_transposing_primes),
    Peculiarity(primed_names, with_primed_names, with_known_primes),
    Peculiarity(named_gradients, with_named_gradients, with_known_gradients),
    Peculiarity(summand_names, with_summand_names, with_known_summands),
    Peculiarity(squared_errors, with_errors_defined),
)
"""In the order in which they are looked for: a prime that transposes is no part of a name."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """For each peculiarity the names of which a note shows it, and the functions that a note declares, whose brackets
    are to be read as such.
    """

    names: tuple[frozenset[str], ...]
    functions: frozenset[FunctionHead]

    def respelled(self, tree: Node) -> Node:
        """The tree of a formula of the note, as the note means it."""
        for peculiarity, names in zip(PECULIARITIES, self.names, strict=True):
            if names:
                tree = peculiarity.respelled(tree, names)
        return tree


def spelling_of(text: str) -> Spelling:
    """The spelling of a whole note."""
    names = tuple(peculiarity.shown(text) for peculiarity in PECULIARITIES)
    return Spelling(names, function_names(text))


def printed_tree(tex: str, symbols: Mapping[str, SymbolFacts]) -> Node:
    """The tree of a printed formula, in which known symbols stand as the note spells them."""
    tree = parse(tex, functions=functions_among(symbols.values())).tree
    for peculiarity in PECULIARITIES:
        if peculiarity.respelled_by_names is not None:
            tree = peculiarity.respelled_by_names(tree, symbols)
    return tree
