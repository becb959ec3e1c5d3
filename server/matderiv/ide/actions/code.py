"""Actions that insert the derivative at the cursor as a function in source, behind the formula."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...checking import CheckedClaim
from ...meaning import Analysis
from ...syntax import tree as t
from ..derived import DerivedForms
from ..placement import as_code
from ..places import smallest_around
from .action import REWRITE, Action, Resolution

_TITLES = {"numpy": "NumPy", "jax": "JAX", "sympy": "SymPy"}


def offer(
    analysis: Analysis, place: tuple[int, int], _verdicts: Sequence[CheckedClaim | None]
) -> Iterator[Action]:
    """One action a library, where a quotient or gradient stands at the place."""
    number = smallest_around(analysis.derivatives, *place)
    if number is None:
        return
    request = analysis.derivatives[number]
    if request.problem is None or request.problem.total or isinstance(request.node, t.Differential):
        return
    for form, library in _TITLES.items():
        data = {"family": "code", "derivative": number, "form": form}
        yield Action(f"Insert the derivative (code for {library})", REWRITE, data)


def is_known(analysis: Analysis, data: Mapping[str, Any]) -> bool:
    """Whether the data name a library and a derivative of this analysis; they come from outside."""
    number, form = data.get("derivative"), data.get("form")
    if not isinstance(number, int) or not isinstance(form, str):
        return False
    return form in _TITLES and 0 <= number < len(analysis.derivatives)


def resolve(
    analysis: Analysis,
    data: Mapping[str, Any],
    _verdicts: Sequence[CheckedClaim | None],
    derived: DerivedForms | None,
) -> Resolution:
    """Only code of an expression that was found equal to the derivative is inserted."""
    if not is_known(analysis, data):
        return Resolution(refusal="this action is not known")
    if derived is None:
        return Resolution(refusal="the derivation took too long or failed; the server's log says more")
    form = derived.get(data["form"])
    if derived.failure or form is None:
        return Resolution(refusal=derived.failure or "this form was not derived")
    if form.code is None:
        return Resolution(refusal=f"there is no code for {_TITLES[data['form']]}: {form.note}")
    if form.verdict != "verified":
        return Resolution(refusal=f"the code was not verified: {form.reason}")
    document = analysis.document
    span = document.span_at(analysis.derivatives[data["derivative"]].start)
    if span is None or document.language == "notebook":
        return Resolution(
            refusal="here nothing can be inserted: the text of the file is no plain text of a note"
        )
    return Resolution((as_code(document, span, form.code),))
