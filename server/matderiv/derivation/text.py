"""A derivation for a terminal."""

from __future__ import annotations

from collections.abc import Mapping

from ..algebra import describe
from ..forms import Form
from .result import Derivation, FormCheck

_GREEN, _RED, _GREY, _BOLD = 32, 31, 90, 1


def derivation_text(result: Derivation, *, colour: bool = False) -> str:
    """The forms line by line, what they assume, and how they were checked."""
    by = f" by {' and '.join(result.wrt)}" if result.wrt else ""
    heading = f"derivative {'of ' if by else ''}{result.tex}{by}"
    lines = [_painted(heading, _BOLD, colour), f"  {describe(result.shape)}, {_layout_words(result.layout)}"]
    for form, check in zip(result.forms, result.checks, strict=True):
        lines.extend(_form_lines(form, check, colour))
    lines.extend(_list_lines("holds where", result.conditions))
    lines.extend(_list_lines("assumed", result.problem.assumptions))
    lines.append(f"  {_check_words(result.check, colour)}")
    return "\n".join(lines)


def _layout_words(layout: str) -> str:
    return "which no layout arranges" if layout == "none" else f"{layout} layout"


def _form_lines(form: Form, check: FormCheck | None, colour: bool) -> list[str]:
    name = f"{form.form} ({form.variable})" if form.variable else form.form
    if not form.exists:
        return [_painted(f"  {name:14} {form.note}", _GREY, colour)]
    if form.code is not None:
        return [f"  {name:14}", *(f"      {line}" for line in form.code.rstrip().splitlines())]
    unchecked = (
        "" if check is None or check.verdict == "verified" else f"   ({check.verdict}: {check.reason})"
    )
    first, *rest = (form.latex or "").splitlines() or [""]
    note = f"   [{form.note}]" if form.note else ""
    return [f"  {name:14} {first}{note}{unchecked}", *(f"{'':17}{line}" for line in rest)]


def _list_lines(label: str, items: tuple[str, ...]) -> list[str]:
    return [f"  {label + ':':14} {item}" for item in items]


def _check_words(check: FormCheck, colour: bool) -> str:
    if check.verdict == "verified":
        sizes = " and ".join(_sizes_words(sizes) for sizes in check.sizes if sizes)
        return _painted(f"✓ verified ({check.method}{'; ' + sizes if sizes else ''})", _GREEN, colour)
    return _painted(f"✗ {check.verdict}: {check.reason}", _RED, colour)


def _sizes_words(sizes: Mapping[str, int]) -> str:
    return ", ".join(f"{name} = {size}" for name, size in sizes.items())


def _painted(text: str, code: int, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text
