"""Letters that usually are functions."""

from __future__ import annotations

FUNCTION_LETTERS = frozenset("fghFG") | {r"\phi", r"\psi", r"\varphi", r"\rho", r"\eta", r"\ell"}

LOSS_LETTERS = frozenset({"L", "J", "E", "l", r"\mathcal{L}", r"\mathcal{J}", r"\mathcal{E}"})
"""Letters of which the brackets hold arguments where the note says that they are numbers."""

CERTAIN_LOSSES = frozenset({"l", r"\mathcal{L}", r"\mathcal{J}"})
"""Those that are functions also where the note says nothing: L and J may be a factor and a Jacobian."""

SUMMAND_LETTERS = frozenset({"q", "r", "L", "J", r"\mathcal{L}"})
"""Letters that with an index usually are the summands of an objective, or its residuals."""

_BOLD = ("\\mathbf{", "\\boldsymbol{", "\\vec{")


def is_function_letter(name: str) -> bool:
    r"""Whether a letter usually is a function, also in bold: `f`, `\mathbf{F}`, `\phi`."""
    return _letter(name) in FUNCTION_LETTERS


def is_vector_function(name: str) -> bool:
    r"""Whether a letter usually is a function of which the values are vectors: `\mathbf{f}`."""
    letter = _letter(name)
    return letter != name and letter in FUNCTION_LETTERS and letter.islower() and letter.isalpha()


def _letter(name: str) -> str:
    return name.partition("{")[2].rstrip("}") if name.startswith(_BOLD) else name
