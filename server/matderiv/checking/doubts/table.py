"""The table of doubts, and the first of them that speaks against an accusation."""

from __future__ import annotations

from collections.abc import Callable

from .charge import Charge
from .differentials import (
    differential_as_a_covector,
    differential_at_a_point,
    eigenvector_that_moves,
    increment_by_a_delta,
    increment_by_a_differential,
)
from .faults import (
    argument_of_another_kind,
    division_by_a_guessed_matrix,
    fault_in_a_definition,
    left_side_with_a_fault,
    product_of_order_three,
    transposed_number,
)
from .formulas import defined_with_other_arguments, name_of_two_letters, said_of_several_functions
from .guesses import guessed_dependency, guessed_function, unconventional_role, vector_or_entry
from .letters import (
    length_of_a_vector,
    letter_of_a_differential,
    power_or_label,
    unit_vector_by_its_letter,
)
from .numbers import number_for_a_formula
from .rates import quantity_at_rest
from .series_and_lists import endless_sum, partial_derivatives_in_another_order
from .strangers import differential_of_the_unknown, indices_on_one_side, stranger_on_the_right

Doubt = Callable[[Charge], str]
"""The reason not to accuse, in words; empty if there is none."""

DOUBTS: tuple[Doubt, ...] = (
    guessed_dependency,
    guessed_function,
    unconventional_role,
    fault_in_a_definition,
    defined_with_other_arguments,
    left_side_with_a_fault,
    increment_by_a_differential,
    argument_of_another_kind,
    number_for_a_formula,
    indices_on_one_side,
    stranger_on_the_right,
    differential_of_the_unknown,
    product_of_order_three,
    transposed_number,
    power_or_label,
    vector_or_entry,
    unit_vector_by_its_letter,
    letter_of_a_differential,
    differential_at_a_point,
    endless_sum,
    partial_derivatives_in_another_order,
    quantity_at_rest,
    division_by_a_guessed_matrix,
    length_of_a_vector,
    differential_as_a_covector,
    eigenvector_that_moves,
    said_of_several_functions,
    name_of_two_letters,
    increment_by_a_delta,
)


def doubt_about(charge: Charge) -> str:
    """The first reason not to accuse on this ground; empty if there is none."""
    return next((words for doubt in DOUBTS if (words := doubt(charge))), "")
