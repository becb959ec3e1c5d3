"""The environments that matter for finding formulas."""

from __future__ import annotations

_WITH_STARRED = (
    "equation align alignat flalign gather multline eqnarray displaymath math xalignat xxalignat dmath dgroup"
    " darray IEEEeqnarray empheq mathpar"
)
_INSIDE_A_FORMULA = (
    "aligned alignedat gathered split multlined cases dcases rcases array subarray matrix smallmatrix pmatrix"
    " bmatrix Bmatrix vmatrix Vmatrix"
)
_WITH_ARGUMENT = "alignat xalignat xxalignat alignedat IEEEeqnarray array darray subarray empheq"

MATH_ENVIRONMENTS = frozenset(name + star for name in _WITH_STARRED.split() for star in ("", "*"))
"""Environments that begin a formula in LaTeX."""

INNER_ENVIRONMENTS = frozenset(name + star for name in _INSIDE_A_FORMULA.split() for star in ("", "*"))
"""Environments of a formula that MathJax also renders where they stand alone in Markdown."""

ENVIRONMENTS_WITH_ARGUMENT = frozenset(name + star for name in _WITH_ARGUMENT.split() for star in ("", "*"))
"""Environments whose argument in braces belongs to the delimiter."""

VERBATIM_ENVIRONMENTS = (
    "verbatim",
    "Verbatim",
    "BVerbatim",
    "LVerbatim",
    "lstlisting",
    "minted",
    "comment",
    "filecontents",
    "alltt",
    "Highlighting",
)

DRAWING_ENVIRONMENTS = frozenset({"tikzpicture", "tikzcd", "pgfpicture", "asy"})
"""Environments whose labels contain formulas of no interest, with dollars of their own."""

INLINE_ENVIRONMENTS = frozenset({"math"})
