"""What a derivation gives, as plain data, and its JSON (`schema: 1`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

from ..algebra import Shape, Symbol, walk
from ..forms import Form
from .question import Question

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class FormCheck:
    """Whether a printed form, read again, equals the author's derivative: a verdict and how it was reached."""

    verdict: str
    method: str = ""
    sizes: tuple[Mapping[str, int], ...] = ()
    max_error: float | None = None
    reason: str = ""

    def to_dict(self) -> dict[str, Any]:
        return {
            "verdict": self.verdict,
            "method": self.method,
            "sizes": [dict(sizes) for sizes in self.sizes],
            "max_error": self.max_error if self.max_error is None or isfinite(self.max_error) else None,
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class Derivation:
    """The forms of one derivative with the check of each, its layout and conditions."""

    problem: Question
    wrt: tuple[str, ...]
    tex: str
    layout: str
    shape: Shape
    forms: tuple[Form, ...]
    checks: tuple[FormCheck | None, ...]
    conditions: tuple[str, ...]
    symbolic_ms: float
    check_ms: float
    sympy_symbols: Mapping[str, Any] = field(default_factory=dict)
    """SymPy's symbols by their names here, where the question was asked with SymPy's objects."""

    @property
    def check(self) -> FormCheck:
        """The check of the whole: the worst of all forms."""
        checks = [check for check in self.checks if check is not None]
        if not checks:
            return FormCheck("unchecked", reason="no form was asked for that can be checked")
        return min(checks, key=lambda check: check.verdict == "verified")

    def to_sympy(self, form: str | None = None) -> Any:
        """The matrix form as SymPy's object or, where there is none, the entry at integer symbols that count from 0.

        `form` is matrix or index, to have that one. ValueError where it was not derived, does not exist, was not
        verified, or has no counterpart in SymPy.
        """
        from ..sympy_bridge import to_sympy

        reasons = []
        for found, check in zip(self.forms, self.checks, strict=True):
            if found.form not in ((form,) if form else ("matrix", "index")):
                continue
            if found.expression is None or check is None or check.verdict != "verified":
                reasons.append(f"{found.form}: {found.note if check is None else check.reason}")
                continue
            try:
                return to_sympy(found.expression, self.sympy_symbols)
            except ValueError as error:
                reasons.append(f"{found.form}: {error}")
        raise ValueError("; ".join(reasons) or "derive the matrix or the index form to have it for SymPy")

    def to_dict(self) -> dict[str, Any]:
        return {
            "schema": SCHEMA,
            "expression": self.tex,
            "wrt": list(self.wrt),
            "shapes": self._shapes(),
            "layout": self.layout,
            "forms": [_form_to_dict(form) for form in self.forms],
            "conditions": list(self.conditions),
            "assumptions": list(self.problem.assumptions),
            "check": self.check.to_dict(),
            "timing": {"symbolic_ms": round(self.symbolic_ms, 3), "check_ms": round(self.check_ms, 3)},
        }

    def _shapes(self) -> dict[str, Any]:
        return {
            "value": axes_of(self.problem.expression.shape),
            "variables": {name: axes_of(shape) for name, shape in sorted(self._symbols().items())},
            "derivative": axes_of(self.shape),
        }

    def _symbols(self) -> dict[str, Shape]:
        found = (node for root in (self.problem.expression, *self.problem.variables) for node in walk(root))
        return {node.name: node.shape for node in found if isinstance(node, Symbol)}


def axes_of(shape: Shape) -> list[str]:
    """A shape as a list of dimension strings."""
    return [str(size) for size in shape]


def _form_to_dict(form: Form) -> dict[str, Any]:
    content: dict[str, Any] = {"form": form.form, "exists": form.exists}
    if form.code is not None:
        content["code"] = form.code
        content["symbols"] = dict(form.symbols or {})
    else:
        content["latex"] = form.latex
    content["shape"] = list(form.shape) if form.shape is not None else None
    content["note"] = form.note
    if form.variable:
        content["variable"] = form.variable
    if form.general is not None:
        content["entry"] = {"left": form.general.left, "latex": form.general.latex}
    if form.lines:
        content["steps"] = [
            {"left": line.left, "latex": line.latex, "rule": line.rule} for line in form.lines
        ]
    return content
