"""Symbols, numbers and constant arrays."""

from __future__ import annotations

import math

import numpy as np

from ...algebra import (
    CommutationMatrix,
    DuplicationMatrix,
    EliminationMatrix,
    Expression,
    Identity,
    MathematicalConstant,
    Named,
    Number,
    Ones,
    Size,
    Symbol,
    Tangent,
    Zeros,
)
from ...algebra.indexing import Entry, Member
from ...algebra.matrices import Transpose
from ..arithmetic.axes import transpose
from ..arithmetic.duals import Array
from ..evaluation import Evaluator, Rule
from ..sampling import symbol_key
from .picking import pick


def symbol(node: Symbol, at: Evaluator) -> Array:
    key = symbol_key(node)
    bound = at.bound(key)
    if bound is not None:
        return bound
    definition = at.definitions.get(key)
    return at.sample.symbol(node) if definition is None else at.value(definition)


def named(node: Named, at: Evaluator) -> Array:
    bound = at.bound(symbol_key(node.symbol))
    return at.value(node.definition) if bound is None else bound


def tangent(node: Tangent, at: Evaluator) -> Array:
    """The direction of the symbol; of a member or an entry, that part of the direction of the whole."""
    of = node.of
    if isinstance(of, Member):
        return pick(tangent(Tangent(of.family), at), of.family.shape, of.indices, at)
    if isinstance(of, Entry):
        return pick(tangent(Tangent(of.operand), at), of.operand.shape, of.indices, at)
    if isinstance(of, Transpose) and len(of.shape) == 2 and len(of.operand.shape) == 2:
        return transpose(tangent(Tangent(of.operand), at))
    return at.sample.tangent(of)


def number(node: Number, at: Evaluator) -> Array:
    return np.array(float(node.value) + at.shifts.get(node, 0.0))


def constant(node: MathematicalConstant, at: Evaluator) -> Array:
    return np.array(math.pi if node.name == "pi" else math.e)


def size(node: Size, at: Evaluator) -> Array:
    return np.array(float(at.dimension(node.dimension)))


def identity(node: Identity, at: Evaluator) -> Array:
    return np.eye(at.dimension(node.size))


def ones(node: Ones, at: Evaluator) -> Array:
    return np.ones(at.dimensions(node.shape))


def zeros(node: Zeros, at: Evaluator) -> Array:
    return np.zeros(at.dimensions(node.shape))


def commutation_matrix(node: CommutationMatrix, at: Evaluator) -> Array:
    """K with K vec(A) = vec(Aᵀ): the identity with its rows in the other order."""
    rows, columns = at.dimension(node.rows), at.dimension(node.columns)
    order = np.arange(rows * columns).reshape(columns, rows).T.ravel()
    return np.eye(rows * columns)[order]


def duplication_matrix(node: DuplicationMatrix, at: Evaluator) -> Array:
    n = at.dimension(node.size)
    at.require_room(n * n * n * (n + 1) // 2)
    column, row = np.triu_indices(n)
    result = np.zeros((n * n, len(row)))
    result[column * n + row, np.arange(len(row))] = 1.0
    result[row * n + column, np.arange(len(row))] = 1.0
    return result


def elimination_matrix(node: EliminationMatrix, at: Evaluator) -> Array:
    n = at.dimension(node.size)
    at.require_room(n * n * n * (n + 1) // 2)
    column, row = np.triu_indices(n)
    return np.asarray(np.eye(n * n)[column * n + row])


RULES: dict[type[Expression], Rule] = {
    Symbol: symbol,
    Named: named,
    Tangent: tangent,
    Number: number,
    MathematicalConstant: constant,
    Size: size,
    Identity: identity,
    Ones: ones,
    Zeros: zeros,
    CommutationMatrix: commutation_matrix,
    DuplicationMatrix: duplication_matrix,
    EliminationMatrix: elimination_matrix,
}
