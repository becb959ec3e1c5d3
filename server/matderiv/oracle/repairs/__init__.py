"""Repairs of a right side: each undoes one mistake that people make. All have the signature of `Repair`.

The order is that of the table: what changes least and is most common comes first.
"""

from __future__ import annotations

from .activations import (
    function_for_its_derivative,
    missing_activation,
    missing_complement,
    missing_outer_derivative,
)
from .chains import missing_inner_derivative
from .deltas import missing_delta
from .factors import (
    missing_factor,
    missing_factor_of_term,
    missing_factor_of_terms,
    wrong_sign,
    wrong_sign_of_term,
)
from .insertions import missing_operand
from .labels import labels_of_another_kind
from .left_sides import other_left_sides
from .operands import missing_square, other_operand, squared_norm, symmetric_case, wrong_exponent
from .order import (
    hadamard_for_product,
    inner_for_outer,
    moved_factor,
    one_order_for_all,
    product_for_hadamard,
    swapped_factors,
    swapped_kronecker,
)
from .points import other_point
from .quotients import upside_down
from .reductions import missing_index_sum, missing_sum, missing_trace
from .rewriting import Repair, Repaired
from .scalars import missing_scalar_factor, missing_size_factor, superfluous_factor
from .second_order import hessian_for_outer_product, hessian_of_inner_part, softmax_jacobian, split_power
from .terms import missing_term
from .transposes import swapped_indices, transposed_factor, transposed_wherever, transposed_whole
from .vectorisation import other_vec_order

REPAIRS: tuple[Repair, ...] = (
    wrong_sign,
    missing_factor,
    swapped_kronecker,
    transposed_whole,
    swapped_indices,
    transposed_factor,
    transposed_wherever,
    wrong_sign_of_term,
    missing_factor_of_term,
    symmetric_case,
    inner_for_outer,
    swapped_factors,
    moved_factor,
    missing_trace,
    missing_sum,
    missing_index_sum,
    hadamard_for_product,
    product_for_hadamard,
    squared_norm,
    wrong_exponent,
    split_power,
    softmax_jacobian,
    hessian_for_outer_product,
    other_vec_order,
    missing_complement,
    function_for_its_derivative,
    missing_activation,
    other_point,
    upside_down,
    missing_delta,
    labels_of_another_kind,
    other_operand,
    missing_size_factor,
    missing_scalar_factor,
    missing_outer_derivative,
    missing_term,
    missing_inner_derivative,
    one_order_for_all,
    hessian_of_inner_part,
    missing_square,
    missing_operand,
    superfluous_factor,
    missing_factor_of_terms,
)

__all__ = ["REPAIRS", "Repair", "Repaired", "other_left_sides"]
