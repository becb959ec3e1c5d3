"""Repairs of a right side: each undoes one mistake that people make. All have the signature of `Repair`.

The order is that of the table: what changes least and is most common comes first.
"""

from __future__ import annotations

from .activations import missing_activation
from .factors import missing_factor, missing_factor_of_term, wrong_sign, wrong_sign_of_term
from .left_sides import other_left_sides
from .operands import other_operand, squared_norm, symmetric_case, wrong_exponent
from .order import (
    hadamard_for_product,
    inner_for_outer,
    product_for_hadamard,
    swapped_factors,
    swapped_kronecker,
)
from .reductions import missing_sum, missing_trace
from .rewriting import Repair, Repaired
from .second_order import hessian_for_outer_product, softmax_jacobian, split_power
from .transposes import transposed_factor, transposed_whole
from .vectorisation import other_vec_order

REPAIRS: tuple[Repair, ...] = (
    wrong_sign,
    missing_factor,
    transposed_whole,
    transposed_factor,
    wrong_sign_of_term,
    missing_factor_of_term,
    symmetric_case,
    swapped_kronecker,
    inner_for_outer,
    swapped_factors,
    missing_trace,
    missing_sum,
    hadamard_for_product,
    product_for_hadamard,
    squared_norm,
    wrong_exponent,
    split_power,
    softmax_jacobian,
    hessian_for_outer_product,
    other_vec_order,
    missing_activation,
    other_operand,
)

__all__ = ["REPAIRS", "Repair", "Repaired", "other_left_sides"]
