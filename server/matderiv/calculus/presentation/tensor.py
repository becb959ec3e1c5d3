"""The derivative as one object, from which every form is read off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from matderiv.algebra import (
    ONE,
    SCALAR,
    Condition,
    Dimension,
    Expression,
    FromEntries,
    Index,
    Product,
    Reshape,
    Shape,
    SingleEntryMatrix,
    Transpose,
    Vec,
    Zeros,
    derivative_shape,
    is_row,
    is_vector_like,
    transform_bottom_up,
    walk,
)
from matderiv.algebra.shape import rows_and_columns

from ..arrays.chains import product_of
from ..arrays.structure import length, short_transpose, transpose
from ..contraction.assembly import multiplied
from ..contraction.subscripts import Subscripts
from ..contraction.terms import UNIT, ArrayFactor, Contribution, Piece, Term
from ..simplification.monomial import as_product, monomial_of
from .entries import entry_of
from .matrices import as_expression
from .recollection import recollected
from .vectorising import vec_form

WORTH_ONE_SUM = 3


@dataclass(frozen=True, slots=True)
class DerivativeTensor:
    """A sum of contraction terms over free indices: the value's axes, then each variable's axes."""

    value_shape: Shape
    variable_shapes: tuple[Shape, ...]
    value_axes: Subscripts
    variable_axes: tuple[Subscripts, ...]
    terms: tuple[Term, ...]
    conditions: tuple[Condition | str, ...] = ()

    @property
    def index_sizes(self) -> tuple[Dimension, ...]:
        """The sizes of the free indices: all axes that are not of size one, so a row has one."""
        return tuple(index.size for index in self._free())

    @property
    def is_zero(self) -> bool:
        """Whether no term is left."""
        return not self.terms

    def to_matrix(self, layout: str = "mixed") -> Expression | None:
        """The derivative in products, ⊙, diag and tr, in the shape of `derivative_shape`; None if none exists."""
        free = self._free()
        if len(free) > 2:
            return None
        rows, columns = (*free, None, None)[:2]
        if len(free) == 2 and self._is_turned(layout):
            rows, columns = columns, rows
        result = as_expression(self.terms, rows, columns)
        target = derivative_shape(self.value_shape, self.variable_shapes, layout)
        if result is not None and result.shape != target and len(free) == 1:
            result = short_transpose(result)
        return result if result is not None and result.shape == target else None

    def _is_turned(self, layout: str) -> bool:
        """Whether the layout puts the second free axis first."""
        varying = [shape for shape in self.variable_shapes if shape != SCALAR]
        if len(varying) != 1:
            return False
        if self.value_shape == SCALAR:
            return layout == "numerator"
        return layout == "denominator" and is_vector_like(self.value_shape)

    def to_indices(self, index_names: Sequence[str]) -> Expression:
        """The entry at named indices, one for each of `index_sizes`, as a scalar expression in them."""
        free = self._free()
        if len(index_names) != len(free):
            raise ValueError(f"{len(free)} index names are needed")
        named = tuple(Index(name, index.size) for name, index in zip(index_names, free, strict=True))
        terms = recollected(self.terms, free)
        if _are_given_by_entries(terms):
            terms = self.terms
        return entry_of(terms, dict(zip(free, named, strict=True)))

    def to_vec(self, order: str = "column") -> Expression | None:
        """∂vec(value)/∂vec(variable)^T with ⊗, commutation matrices and diag(vec); None if no such form is known.

        For two variables of a scalar it is ∂vec(gradient by the first)/∂vec(second)^T.
        """
        found = self._vec(order)
        return None if found is None else transform_bottom_up(found, _with_single_entry)

    def _vec(self, order: str) -> Expression | None:
        groups = [self.value_axes, *self.variable_axes]
        shapes = [self.value_shape, *self.variable_shapes]
        if len(groups) == 3 and self.value_shape == SCALAR:
            del groups[0], shapes[0]
        if len(groups) != 2 or any(len(shape) > 2 for shape in shapes):
            return None
        if SCALAR in shapes:
            stacked = self._stacked(shapes, order)
            if stacked is not None:
                return stacked
        return vec_form(self.terms, (groups[0], groups[1]), (shapes[0], shapes[1]), order)

    def _stacked(self, shapes: list[Shape], order: str) -> Expression | None:
        """vec(∂value/∂t), or vec(gradient)^T."""
        matrix = self.to_matrix("mixed")
        if matrix is None or any(isinstance(node, Reshape) for node in walk(matrix)):
            return None
        if isinstance(matrix, Zeros):
            rows, columns = rows_and_columns(matrix.shape)
            return Zeros((ONE, rows * columns) if shapes[0] == SCALAR else (rows * columns,))
        monomial = monomial_of((matrix,), matrix.shape)
        column = as_product(replace(monomial, coefficient=UNIT, scalars=()))
        if len(column.shape) == 2:
            column = transpose(column) if is_row(column.shape) else Vec(column, order)
        if shapes[0] == SCALAR:
            column = short_transpose(column)
        return as_product(monomial_of((column,), column.shape, monomial.coefficient, monomial.scalars))

    def contract_with_value(self, upstream: Expression) -> Expression | None:
        """The pullback Σ upstream · ∂value/∂variable, in the shape of the variable; one variable only."""
        contracted = contracted_terms(self.terms, self.value_axes, upstream)
        tensor = DerivativeTensor(SCALAR, self.variable_shapes, (), self.variable_axes, contracted)
        return tensor.to_matrix("mixed")

    def apply_to(self, direction: Expression) -> Expression | None:
        """The derivative applied to a direction of the last variable: the differential, or H[V] for a Hessian."""
        free = self._free()
        parts = self._applied(recollected(self.terms, free), direction)
        if self.value_shape != SCALAR or len(free) != 1 or parts is None:
            return parts
        whole = self._applied(recollected(self.terms, free, whole=True), direction)
        return parts if whole is None or length(whole) + WORTH_ONE_SUM > length(parts) else whole

    def _applied(self, terms: tuple[Term, ...], direction: Expression) -> Expression | None:
        contracted = contracted_terms(terms, self.variable_axes[-1], direction)
        axes, shapes = self.variable_axes[:-1], self.variable_shapes[:-1]
        tensor = DerivativeTensor(self.value_shape, shapes, self.value_axes, axes, contracted)
        return tensor.to_matrix("mixed")

    def _free(self) -> tuple[Index, ...]:
        groups = (self.value_axes, *self.variable_axes)
        return tuple(axis for axes in groups for axis in axes if isinstance(axis, Index))


def _with_single_entry(node: Expression) -> Expression:
    """e_i e_j^T as E_ij, which tells its sizes where it is stacked."""
    match node:
        case Product(
            factors=(
                *before,
                SingleEntryMatrix(indices=(i,)),
                Transpose(operand=SingleEntryMatrix(indices=(j,))),
            )
        ) if all(factor.shape == SCALAR for factor in before):
            return product_of((*before, SingleEntryMatrix((i, j), node.shape)))
    return node


def _are_given_by_entries(terms: Iterable[Term]) -> bool:
    """Whether arrays without a notation of their own were made on the way."""
    arrays = (factor.expression for term in terms for factor in term.factors)
    return any(isinstance(node, FromEntries) for array in arrays for node in walk(array))


def contracted_terms(terms: Iterable[Term], axes: Subscripts, array: Expression) -> tuple[Term, ...]:
    """The terms times an array at some of their free indices, summed over these."""
    result: list[Term] = []
    for term in terms:
        bare = replace(term, relations=(), splits=())
        pieces: tuple[Piece, ...] = (*term.relations, *term.splits, ArrayFactor(array, axes))
        product = multiplied(Contribution(bare, ()), pieces, (), axes)
        if product is not None:
            result.append(product.term)
    return tuple(result)
