"""A derivation as plain data: what the worker process sends, and what hovers and actions show."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class DerivedForm:
    """One form of a derivative. `verdict` is the check of its print, empty for a form that cannot be checked.

    `latex` is the right side, None where the form does not exist; `note` then says why. `left` is the left side that
    belongs to it, empty where that is the derivative as the author wrote it. `variable` is the one that the form is
    about where several vary together. A form of code has `code` instead of `latex`.
    """

    form: str
    latex: str | None
    note: str = ""
    shape: tuple[str, ...] | None = None
    verdict: str = ""
    reason: str = ""
    left: str = ""
    variable: str = ""
    code: str | None = None

    @property
    def can_be_shown(self) -> bool:
        """Not a print that failed its check: a wrong formula is worse than none."""
        return self.latex is not None and self.verdict not in ("refuted", "ill-shaped")

    @property
    def is_verified(self) -> bool:
        return self.latex is not None and self.verdict == "verified"


@dataclass(frozen=True, slots=True)
class DerivedForms:
    """The forms asked for, the layout they are printed in, and what they assume.

    `failure` says why there is no derivative at all. `defines` is the equation that names the value, such as
    `f = W x`, where left sides use a name that the note does not.
    """

    layout: str = "none"
    shape: tuple[str, ...] = ()
    forms: tuple[DerivedForm, ...] = ()
    conditions: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    failure: str = ""
    defines: str = ""

    def get(self, name: str) -> DerivedForm | None:
        """The form of a name; of several, one for each variable, the first that exists."""
        found = [form for form in self.forms if form.form == name]
        return min(found, key=lambda form: form.latex is None, default=None)

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    @staticmethod
    def from_dict(data: dict[str, Any]) -> DerivedForms:
        return DerivedForms(
            layout=data["layout"],
            shape=tuple(data["shape"]),
            forms=tuple(_form(form) for form in data["forms"]),
            conditions=tuple(data["conditions"]),
            assumptions=tuple(data["assumptions"]),
            failure=data["failure"],
            defines=data["defines"],
        )


def _form(data: dict[str, Any]) -> DerivedForm:
    shape = data["shape"]
    return DerivedForm(**{**data, "shape": None if shape is None else tuple(shape)})
