"""Sizes and index forms in LaTeX."""

from __future__ import annotations

import math
from collections.abc import Sequence

from matderiv.algebra import Dimension, IndexForm, Shape


def is_known(*sizes: Dimension) -> bool:
    """Whether all sizes have names in the note; an unknown size has a name that begins with `?`."""
    return not any(name.startswith("?") for size in sizes for name in size.names)


def dimension_text(dimension: Dimension) -> str:
    """`n`, `n m`, `2 n - 1`, `n^2`: highest degree first."""
    ordered = sorted(dimension.terms, key=lambda term: (-len(term[0]), term[0]))
    divisor = math.lcm(*(coefficient.denominator for _, coefficient in ordered))
    whole = [(_monomial(monomial), int(coefficient * divisor)) for monomial, coefficient in ordered]
    text = _signed_sum(whole) or "0"
    return text if divisor == 1 else f"({text}) / {divisor}"


def _monomial(names: tuple[str, ...]) -> str:
    distinct = sorted(set(names), key=names.index)
    return " ".join(name if names.count(name) == 1 else f"{name}^{names.count(name)}" for name in distinct)


def _signed_sum(terms: Sequence[tuple[str, int]]) -> str:
    text = ""
    for name, coefficient in terms:
        sign = "-" if coefficient < 0 else "+" if text else ""
        magnitude = "" if abs(coefficient) == 1 and name else str(abs(coefficient))
        text += f" {sign} " if text else sign
        text += f"{magnitude} {name}".strip()
    return text


def index_form_text(form: IndexForm) -> str:
    """`i`, `t - 1`, `i - j + n`, `2`."""
    terms = [(index.name, coefficient) for index, coefficient in form.terms]
    sizes = sorted(form.offset.terms, key=lambda term: (-len(term[0]), term[0]))
    return (
        _signed_sum([*terms, *((_monomial(monomial), int(coefficient)) for monomial, coefficient in sizes)])
        or "0"
    )


def script_of(parts: Sequence[str]) -> str:
    """Subscripts side by side, `ij`, or with commas where that would be read otherwise."""
    if (
        all(len(part) == 1 and part.isalnum() for part in parts)
        and len({part.isalpha() for part in parts}) == 1
    ):
        return "".join(parts)
    return parts[0] if len(parts) == 1 else ", ".join(parts)


def index_script(forms: Sequence[IndexForm | None]) -> str:
    return script_of([":" if form is None else index_form_text(form) for form in forms])


def size_script(sizes: Shape) -> str:
    """The sizes of a shape as a subscript, `n` or `mn`."""
    return script_of([dimension_text(size) for size in sizes])
