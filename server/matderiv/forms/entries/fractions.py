r"""The matrix of partial derivatives as fractions, with dots where sizes are symbolic."""

from __future__ import annotations

from collections.abc import Sequence

from matderiv.algebra import Dimension
from matderiv.forms.context import FormContext
from matderiv.forms.entries.arrangement import Arrangement
from matderiv.notation import Style, to_latex
from matderiv.notation.latex.dimensions import dimension_text


def cells_of(context: FormContext, arrangement: Arrangement) -> list[str]:
    """The entries that are written, row by row. Raises PrintError."""
    return [_fraction(context, arrangement, position) for position in arrangement.positions()]


def _fraction(context: FormContext, arrangement: Arrangement, position: Sequence[Dimension]) -> str:
    value, *variables = arrangement.of_owners(position, 1 + len(context.variables))
    style = context.printing_style
    names = [
        at_position(to_latex(variable, style), group)
        for variable, group in zip(context.variables, variables, strict=True)
    ]
    sign, order = style.partial, len(names)
    above = at_position(context.value_name, value)
    if order > 1 and len(set(names)) == 1:
        return rf"\frac{{{sign}^{order} {above}}}{{{sign} {names[0]}^{order}}}"
    upper = sign if order == 1 else f"{sign}^{order}"
    below = r" \, ".join(f"{sign} {name}" for name in names)
    return rf"\frac{{{upper} {above}}}{{{below}}}"


def at_position(name: str, position: Sequence[Dimension]) -> str:
    """`x_1`, `X_{1n}`, `t_{2 n - 1}`, `X_{1, 12}`; a name that has a subscript already in parentheses."""
    if not position:
        return name
    parts = [dimension_text(size) for size in position]
    script = "".join(parts) if all(len(part) == 1 for part in parts) else ", ".join(parts)
    base = f"({name})" if "_" in name or "^" in name else name
    return f"{base}_{script}" if len(script) == 1 else f"{base}_{{{script}}}"


def matrix_text(cells: Sequence[str], arrangement: Arrangement, style: Style) -> str:
    """The cells as a matrix with dots between the first and the last of a long axis."""
    if not arrangement.axes:
        return cells[0]
    if len(arrangement.axes) == 1:
        (axis,) = arrangement.axes
        dots = r"\cdots" if arrangement.is_row else r"\vdots"
        line = [cells[0], dots, cells[-1]] if axis.has_dots else list(cells)
        return _environment([line] if arrangement.is_row else [[cell] for cell in line], style)
    rows, columns = arrangement.axes
    width = len(columns.positions)
    lines = [list(cells[start : start + width]) for start in range(0, len(cells), width)]
    if columns.has_dots:
        lines = [[line[0], r"\cdots", line[-1]] for line in lines]
    if rows.has_dots:
        between = [r"\vdots"] * width
        lines.insert(1, [r"\vdots", r"\ddots", r"\vdots"] if columns.has_dots else between)
    return _environment(lines, style)


def _environment(lines: Sequence[Sequence[str]], style: Style) -> str:
    rows = r" \\ ".join(" & ".join(line) for line in lines)
    return rf"\begin{{{style.matrix_environment}}} {rows} \end{{{style.matrix_environment}}}"
