"""How an author writes: the spelling of transposes, traces, differentials and the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace


@dataclass(frozen=True, slots=True)
class Style:
    """Spellings, each as the LaTeX that is printed. The defaults are for notes that show none.

    `transpose` is the superscript, `determinant` is `\\det` or `bars`, `partial` stands in fractions,
    `differential` before a tangent. `euclidean_subscript` says whether 2-norms of vectors carry a 2.
    `sized_constants` says that `I_n` and `\\mathbf{1}_n` carry their size also where the formula tells it.
    `names_shared_parts` lets a formula bring along letters for long parts that it repeats.
    `functions` respells elementwise functions by name (`sigmoid` as `s`); `bare_functions` names functions
    written without arguments, such as a loss `L`; `layout` is that in which derivative fractions are read.
    """

    transpose: str = r"\top"
    trace: str = r"\operatorname{tr}"
    partial: str = r"\partial"
    differential: str = "d"
    logarithm: str = r"\log"
    determinant: str = r"\det"
    hadamard: str = r"\odot"
    identity: str = "I"
    ones: str = r"\mathbf{1}"
    zeros: str = r"\mathbf{0}"
    vec: str = r"\operatorname{vec}"
    diagonal: str = r"\operatorname{diag}"
    softmax: str = r"\operatorname{softmax}"
    matrix_environment: str = "bmatrix"
    commutation: str = "K"
    unit_vector: str = "e"
    single_entry: str = "E"
    eigenvector: str = "v"
    euclidean_subscript: bool = True
    sized_constants: bool = False
    names_shared_parts: bool = True
    functions: tuple[tuple[str, str], ...] = ()
    bare_functions: frozenset[str] = frozenset()
    layout: str = "mixed"


DEFAULT_STYLE = Style()

_SPELLINGS: dict[str, tuple[str, ...]] = {
    "transpose": (
        r"\^\s*\{?\s*-?\s*"
        r"(\\top(?![A-Za-z])|\\intercal(?![A-Za-z])|T|\\(?:mathsf|mathrm)\s*(?:\{\s*T\s*\}|T)|\\text\s*\{\s*T\s*\})",
    ),
    "trace": (
        r"(\\(?:operatorname|mathrm|text|mathop|mathsf)\s*\{\s*(?:\\mathrm\s*\{)?\s*[Tt]r(?:ace)?\s*\}?\s*\})",
        r"(\\[Tt]r(?:ace)?)(?![A-Za-z])",
        r"(\{\s*\\rm\s+[Tt]r(?:ace)?\s*\})",
    ),
    "vec": (r"(\\(?:operatorname|mathrm|text|mathsf)\s*\{\s*vec\s*\})",),
    "diagonal": (r"(\\(?:operatorname|mathrm|text|mathsf)\s*\{\s*[Dd]iag\s*\}|\\diag(?![A-Za-z]))",),
    "softmax": (r"(\\(?:operatorname|mathrm|text|mathsf)\s*\{\s*softmax\s*\})",),
    "logarithm": (r"(\\log|\\ln)(?![A-Za-z])",),
    "hadamard": (r"(\\odot)(?![A-Za-z])", r"(?<![\^{])(?:[A-Z]|\})\s*(\\circ)(?![A-Za-z])\s*[A-Z\\]"),
    "ones": (r"(\\(?:mathbf|boldsymbol|bm|mathbb|mathds)\s*\{\s*1\s*\})",),
    "identity": (r"((?:\\(?:mathbf|boldsymbol|bm|mathbb|mathrm)\s*\{\s*I\s*\}))",),
    "partial": (
        r"\\[dt]?frac\s*\{\s*(\\partial|\\mathrm\s*(?:\{\s*d\s*\}|(?<=\s)d)|d(?=\s*(?:[A-Za-z](?![a-z])|[\\(}^])))",
    ),
    "differential": (
        r"(?<![A-Za-z])(\\mathrm\s*(?:\{\s*d\s*\}|(?<=\s)d))\s*[A-Za-z\\(]",
        r"(?<![A-Za-z\\])(?<!\\mathrm )(?<!\\rm )(d)\s*(?:[A-Z]|\\mathbf|[a-z](?![a-z]))",
    ),
    "matrix_environment": (r"\\begin\s*\{([bpBvV]?matrix|smallmatrix)\}",),
}


_SIZED_CONSTANT = re.compile(
    r"(?:(?<![A-Za-z\\])I|\\math(?:bf|bb|rm)\s*\{\s*[I1]\s*\})\s*_\s*(?:[a-zA-Z]|\{\s*[a-zA-Z])"
)


def style_of(tex: str, default: Style = DEFAULT_STYLE) -> Style:
    """The style that a piece of a document shows, by its most frequent spellings; else that of `default`."""
    found = {name: _most_frequent(tex, patterns) for name, patterns in _SPELLINGS.items()}
    changes: dict[str, object] = {name: _tidy(spelling) for name, spelling in found.items() if spelling}
    if changes.get("matrix_environment") in ("vmatrix", "Vmatrix"):
        del changes["matrix_environment"]
    if changes.get("differential") is None and changes.get("partial") == r"\mathrm{d}":
        changes["differential"] = r"\mathrm{d}"
    if _writes_determinants_with_bars(tex):
        changes["determinant"] = "bars"
    if re.search(r"\\(?:\||Vert|rVert)\s*(?:\^|[^_\s])", tex) and not re.search(
        r"\\(?:\||r?Vert)\s*(?:\^\s*2\s*)?_\s*\{?\s*2", tex
    ):
        changes["euclidean_subscript"] = False
    if _SIZED_CONSTANT.search(tex):
        changes["sized_constants"] = True
    return replace(default, **changes)  # type: ignore[arg-type]


def _most_frequent(tex: str, patterns: tuple[str, ...]) -> str | None:
    counts: dict[str, int] = {}
    for pattern in patterns:
        for match in re.finditer(pattern, tex):
            counts[match.group(1)] = counts.get(match.group(1), 0) + 1
    return max(counts, key=lambda spelling: counts[spelling]) if counts else None


def _tidy(spelling: str) -> str:
    tidy = re.sub(r"\s+(?=[{}])|(?<=[{}])\s+", "", spelling)
    return re.sub(r"^\\mathrm\s*d$", r"\\mathrm{d}", tidy)


def _writes_determinants_with_bars(tex: str) -> bool:
    bars = re.search(r"\\(?:log|ln)\s*(?:\\left)?\s*(?:\||\\[lr]?vert)\s*\\?[A-Z]", tex)
    return bool(bars) and r"\det" not in tex


def style_fields() -> tuple[str, ...]:
    """The names of the spellings, for those who read or show a style."""
    return tuple(field.name for field in fields(Style))
