"""The right formula for a claim that does not hold: a verified repair, or else the derived formula."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from matderiv.meaning.scopes.scope import Scope, SymbolFacts

from ..algebra import Apply, Derivative, Differential, Expression, Named, Symbol, walk
from ..calculus import NotDifferentiable
from ..forms import FormContext, derivative_of, derive_forms
from ..meaning import Claim, ElaborationError, ShapeFaultError, read_expression
from ..notation import PrintError, Style, style_of, to_latex
from .expansion import suggest_linearization
from .question import Question
from .verification import verify

if TYPE_CHECKING:
    from ..oracle import Verdict

_WRONG = frozenset({"refuted", "ill-shaped"})


def suggest(claim: Claim, verdict: Verdict, scope: Scope) -> str | None:
    """The LaTeX of a right side that was printed, read again and found equal to the left; None where there is none.

    For a conditional claim it is one that needs no condition.
    """
    if verdict.verdict == "conditional" and verdict.unconditional is not None:
        verdict = replace(verdict, verdict="refuted", reading=verdict.unconditional)
    if verdict.verdict not in _WRONG or verdict.reading is None:
        return None
    style = style_of(claim.tex)
    left = verdict.reading.left
    if claim.expansion is not None and left is not None:
        linearization = suggest_linearization(claim, left, scope, style)
        if linearization is not None:
            return linearization
    return _repaired(claim, verdict, scope, style) or _derived(claim, verdict, scope, style)


def _repaired(claim: Claim, verdict: Verdict, scope: Scope, style: Style) -> str | None:
    from ..oracle import compare

    reading = verdict.reading
    if verdict.repair is None or reading is None or reading.left is None:
        return None
    try:
        printed = to_latex(verdict.repair, style)
        again = read_expression(printed, scope, reading.left.shape)
    except (PrintError, ElaborationError, ShapeFaultError):
        return None
    comparison = compare(
        reading.left,
        again,
        claim.conditions,
        symmetric=reading.symmetric,
        expansion=claim.expansion,
        explain=False,
    )
    return printed if comparison.equal else None


def _derived(claim: Claim, verdict: Verdict, scope: Scope, style: Style) -> str | None:
    question = _question(claim, verdict, scope)
    if question is None:
        return None
    differential = verdict.reading is not None and isinstance(verdict.reading.left, Differential)
    try:
        derivative = derivative_of(question)
        style = replace(style, names_shared_parts=False)
        context = FormContext(question, derivative, style)
        names = ("differential",) if differential else ("matrix", "index")
        for form in derive_forms(question, names, style, derivative):
            check = verify(form, context, question)
            if check is not None and check.verdict == "verified":
                return form.latex
    except (NotDifferentiable, PrintError):
        return None
    return None


def _question(claim: Claim, verdict: Verdict, scope: Scope) -> Question | None:
    reading = verdict.reading
    left = reading.left if reading else None
    if reading is None or not isinstance(left, (Derivative, Differential)):
        return None
    layout = left.layout if isinstance(left, Derivative) else "mixed"
    return Question(
        left.body,
        left.variables,
        claim.conditions,
        _with_dependencies(scope, left.body),
        layout if layout != "axes" else "mixed",
        scope.conventions.vec_order or "column",
        reading.symmetric,
    )


def _with_dependencies(scope: Scope, body: Expression) -> Scope:
    """The scope in which a quantity depends on what the claim was read to say that it depends on."""
    for node in walk(body):
        if not (isinstance(node, Named) and isinstance(node.definition, Apply)):
            continue
        names = tuple(_name(argument) for argument in node.definition.arguments)
        facts = scope.get(node.symbol.name) or SymbolFacts(node.symbol.name)
        if all(names) and facts.definition is None and not facts.arguments:
            known = replace(facts, shape=node.shape, arguments=names, through=names)
            scope = scope.with_symbol(known)
    return scope


def _name(argument: Expression) -> str:
    if isinstance(argument, Named):
        return argument.symbol.name
    return argument.name if isinstance(argument, Symbol) else ""
