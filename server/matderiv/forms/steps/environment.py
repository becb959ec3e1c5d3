r"""Lines of a derivation as an `align*` environment, the rules beside them."""

from __future__ import annotations

from collections.abc import Sequence

from matderiv.forms.form import Line


def aligned(lines: Sequence[Line]) -> str:
    r"""`\begin{align*} … \end{align*}`, one line a step."""
    rows = [
        rf"{line.left + ' ' if line.left else ''}&= {line.latex} && \text{{({line.rule})}}" for line in lines
    ]
    body = " \\\\\n".join(rows)
    return f"\\begin{{align*}}\n{body}\n\\end{{align*}}"
