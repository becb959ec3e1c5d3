"""The expression that a printed form means: read in the scope of the problem and of what the form brings along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from matderiv.meaning.scopes.scope import Scope, SymbolFacts

from ..algebra import ONE, Expression, Named, Symbol, transform_bottom_up
from ..calculus.arrays.structure import is_symmetric
from ..forms import Form, FormContext
from ..forms.context import name_of
from ..forms.form import Meaning
from ..forms.letters import direction_name, point_name, upstream_name
from ..meaning import read_expression
from .references import free_letters


def read_again(form: Form, context: FormContext, scope: Scope) -> Expression:
    """The expression that a form's LaTeX means in the scope of the problem."""
    assert form.latex is not None
    expected = form.expression.shape if form.expression is not None else None
    scope = with_meanings(scope_of(form.form, context, scope), form.meanings)
    named: dict[Expression, Named] = {}
    for each in form.where:
        value = _with_definitions(read_expression(each.latex, scope, each.expression.shape), named)
        facts = SymbolFacts(each.name, shape=value.shape, properties=_properties(each.expression))
        symbol = Symbol(each.name, value.shape, facts.properties)
        named[symbol] = Named(symbol, value)
        scope = scope.with_symbol(facts)
    return _with_definitions(read_expression(form.formula, scope, expected), named)


def _properties(definition: Expression) -> frozenset[str]:
    """What a reader sees of a definition."""
    square = len(definition.shape) == 2 and is_symmetric(definition)
    return frozenset({"symmetric"}) if square else frozenset()


def _with_definitions(expression: Expression, named: Mapping[Expression, Named]) -> Expression:
    return transform_bottom_up(expression, lambda node: named.get(node, node)) if named else expression


def with_meanings(scope: Scope, meanings: Sequence[Meaning]) -> Scope:
    """The scope with what the form says about its names; unit vectors are read without being told."""
    for each in meanings:
        if each.meaning == "matrix function":
            facts = scope.get(each.name) or SymbolFacts(each.name)
            scope = scope.with_symbol(replace(facts, matrix_function=True))
        elif each.meaning == "single-entry matrix":
            shapes = {other.shape for other in meanings if other.name == each.name}
            shape = each.shape if len(shapes) == 1 else None
            scope = scope.with_symbol(SymbolFacts(each.name, meaning=each.meaning, shape=shape))
        elif each.meaning != "unit vector":
            scope = scope.with_symbol(SymbolFacts(each.name, meaning=each.meaning, position=each.position))
    return scope


def scope_of(form: str, context: FormContext, scope: Scope) -> Scope:
    """The scope of the problem with the names that the form brings along."""
    if form == "pullback":
        name = upstream_name(context.value_name, context.taken_names)
        return scope.with_symbol(SymbolFacts(name, shape=context.value.shape))
    if form == "operator":
        shape = context.variables[0].shape
        return scope.with_symbol(SymbolFacts(direction_name(len(shape), context.taken_names), shape=shape))
    if form == "linearization":
        variable = context.variables[0]
        point = point_name(name_of(variable) or "", context.taken_names)
        return scope.with_symbol(replace(_facts_of(variable, scope), name=point or ""))
    if form == "index":
        sizes = [size for size in context.axes if size != ONE]
        for letter, size in zip(free_letters(context), sizes, strict=True):
            scope = scope.with_symbol(SymbolFacts(letter, role="index", index_size=size))
    return scope


def _facts_of(variable: Expression, scope: Scope) -> SymbolFacts:
    name = name_of(variable) or ""
    return scope.get(name) or SymbolFacts(name, shape=variable.shape)
