"""How a note spells what can be spelled in several ways, as far as it takes a look at all of it."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from matderiv.meaning.error_terms import squared_errors, with_errors_defined
from matderiv.meaning.gradient_names import named_gradients, with_known_gradients, with_named_gradients
from matderiv.meaning.primed_names import primed_names, with_known_primes, with_primed_names
from matderiv.meaning.summand_names import summand_names, with_known_summands, with_summand_names
from matderiv.meaning.transposing_primes import transposed_by_prime, with_transposing_primes
from matderiv.meaning.upper_labels import layer_letters, with_known_labels, with_labels
from matderiv.syntax import Node


@dataclass(frozen=True, slots=True)
class Spelling:
    """`labels` are the letters that are no exponents above a symbol, `gradients` the symbols of which `d` makes the
    name of a gradient, `primed` those of which a prime makes another name, `transposed` those that a prime transposes,
    `errors` those of which the sum of squares stands in the note, `summands` those that name a sum and its summands.
    """

    labels: frozenset[str] = frozenset()
    gradients: frozenset[str] = frozenset()
    primed: frozenset[str] = frozenset()
    transposed: frozenset[str] = frozenset()
    errors: frozenset[str] = frozenset()
    summands: frozenset[str] = frozenset()

    def respelled(self, tree: Node) -> Node:
        """The tree of a formula of the note, as the note means it."""
        labelled = with_transposing_primes(with_labels(tree, self.labels), self.transposed)
        named = with_primed_names(labelled, self.primed)
        named = with_summand_names(with_named_gradients(named, self.gradients), self.summands)
        return with_errors_defined(named, self.errors)


def spelling_of(text: str) -> Spelling:
    """The spelling of a whole note."""
    transposed = transposed_by_prime(text)
    primed = primed_names(text) - transposed
    gradients, errors = named_gradients(text), squared_errors(text)
    return Spelling(layer_letters(text), gradients, primed, transposed, errors, summand_names(text))


def respelled_by_names(tree: Node, names: Container[str]) -> Node:
    """The tree of a printed formula, in which known names stand as the note spells them."""
    named = with_known_gradients(with_known_primes(with_known_labels(tree, names), names), names)
    return with_known_summands(named, names)
