"""Everything that the forms of one derivative share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from matderiv.algebra import Expression, Named, Shape, Symbol, derivative_shape
from matderiv.calculus import differentiate
from matderiv.forms.form import Definition, Form, missing, shape_strings, where_text
from matderiv.forms.letters import lasting_names_in, names_in, value_name, with_free_letters
from matderiv.forms.naming import with_names_of_author, with_shared_names
from matderiv.forms.problem import Derivative, Problem
from matderiv.forms.style import meanings_in, style_for, with_explanations
from matderiv.notation import PrintError, Style, to_latex

NAMING = frozenset({"matrix", "index", "vec", "differential", "trace", "pullback", "hessian", "operator"})
"""The forms in which shared parts get names."""


@dataclass(frozen=True)
class FormContext:
    """A problem, its derivative, and the style in which forms are printed."""

    problem: Problem
    derivative: Derivative
    style: Style

    @cached_property
    def printing_style(self) -> Style:
        """The author's style with what the note says about its symbols."""
        return style_for(self.problem, self.style, self.taken_names)

    @property
    def layout(self) -> str:
        """The layout of the note, mixed where it has none."""
        return self.problem.layout or "mixed"

    @property
    def vec_order(self) -> str:
        return self.problem.vec_order or "column"

    @property
    def symmetric(self) -> str:
        return self.problem.symmetric or "unconstrained"

    @cached_property
    def linear_map(self) -> Derivative:
        """The derivative as a map of tangents, which is the same in every convention for symmetric variables."""
        if self.symmetric == "unconstrained":
            return self.derivative
        unconstrained: Derivative = differentiate(self.value, self.variables)
        return unconstrained

    @property
    def value(self) -> Expression:
        return self.problem.expression

    @property
    def variables(self) -> tuple[Expression, ...]:
        return self.problem.variables

    @cached_property
    def variable_shapes(self) -> tuple[Shape, ...]:
        return tuple(variable.shape for variable in self.variables)

    @cached_property
    def axes(self) -> Shape:
        """The value's axes, then each variable's, as in generated code."""
        return derivative_shape(self.value.shape, self.variable_shapes, "axes")

    @cached_property
    def taken_names(self) -> frozenset[str]:
        """Names that mean something already, in the note or in the problem."""
        shown = [names_in(expression) for expression in (self.value, *self.variables)]
        return frozenset(self.problem.scope.symbols).union(*shown)

    @cached_property
    def lasting_names(self) -> frozenset[str]:
        """Names that mean the same everywhere; the letters of the author's own sums do not."""
        scope = self.problem.scope.symbols.items()
        known = {name for name, facts in scope if getattr(facts, "role", None) != "index"}
        shown = [lasting_names_in(expression) for expression in (self.value, *self.variables)]
        return frozenset(known).union(*shown)

    @cached_property
    def value_name(self) -> str:
        return value_name(self.value, self.taken_names)

    def printed(
        self, form: str, expression: Expression | None, reason: str, note: str = "", left: str = ""
    ) -> Form:
        """The form of an expression; the reason why it does not exist where there is none or no LaTeX for it."""
        if expression is None:
            return missing(form, reason)
        expression = with_free_letters(expression, self.lasting_names)
        definitions: tuple[Named, ...] = ()
        if form in NAMING:
            expression = with_names_of_author(expression, self.value)
            if self.style.names_shared_parts:
                taken = self.taken_names | names_in(expression)
                expression, definitions = with_shared_names(expression, taken)
        try:
            latex = to_latex(expression, self.printing_style)
            where = tuple(self._definition(named) for named in definitions)
        except PrintError as error:
            return missing(form, str(error))
        meanings = meanings_in(expression, self.printing_style, self.problem.scope)
        return Form(
            form,
            True,
            latex + where_text(where),
            shape=shape_strings(expression.shape),
            note=with_explanations(note, meanings),
            expression=expression,
            left=left,
            meanings=meanings,
            where=where,
        )

    def _definition(self, named: Named) -> Definition:
        latex = to_latex(named.definition, self.printing_style)
        return Definition(named.symbol.name, latex, named.definition)


def name_of(variable: Expression) -> str | None:
    """The printed name of a variable that is a symbol."""
    if isinstance(variable, Named):
        return variable.symbol.name
    return variable.name if isinstance(variable, Symbol) else None
