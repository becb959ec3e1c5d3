"""Unicode characters for LaTeX commands, scripts, accents and alphabets."""

from __future__ import annotations

_GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε", "zeta": "ζ",
    "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν",
    "xi": "ξ", "pi": "π", "rho": "ρ", "varrho": "ϱ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "ϕ",
    "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ",
    "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
}  # fmt: skip

_SIGNS = {
    "odot": "⊙", "otimes": "⊗", "oslash": "⊘", "circ": "∘", "cdot": "·", "times": "×", "partial": "∂",
    "nabla": "∇", "sum": "∑", "prod": "∏", "infty": "∞", "langle": "⟨", "rangle": "⟩", "|": "‖", "lVert": "‖",
    "rVert": "‖", "Vert": "‖", "vert": "|", "lvert": "|", "rvert": "|", "leq": "≤", "geq": "≥", "neq": "≠",
    "in": "∈", "top": "⊤", "intercal": "⊺", "dagger": "†", "star": "⋆", "ast": "∗", "prime": "′", "ell": "ℓ",
    "pm": "±", "to": "→", "mid": "|", "ldots": "…", "cdots": "⋯", "{": "{", "}": "}", "hbar": "ℏ",
}  # fmt: skip

SYMBOLS = _GREEK | _SIGNS

SPACES = {",", ";", ":", "!", " ", "quad", "qquad"}

ACCENTS = {
    "bar": "\u0304", "overline": "\u0305", "hat": "\u0302", "widehat": "\u0302", "tilde": "\u0303",
    "widetilde": "\u0303", "dot": "\u0307", "ddot": "\u0308", "vec": "\u20d7", "check": "\u030c",
    "breve": "\u0306", "underline": "\u0332",
}  # fmt: skip

SUPERSCRIPTS = str.maketrans(
    "0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW⊤⊺′",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵀᵀ′",
)

SUBSCRIPTS = str.maketrans(
    "0123456789+-−=()aehijklmnoprstuvxβγρφχ",
    "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ",
)

FRACTIONS = {
    ("1", "2"): "½", ("1", "3"): "⅓", ("2", "3"): "⅔", ("1", "4"): "¼", ("3", "4"): "¾", ("1", "5"): "⅕",
    ("1", "6"): "⅙", ("1", "8"): "⅛",
}  # fmt: skip

_BOLD_UPPER, _BOLD_LOWER, _BOLD_DIGIT = 0x1D400, 0x1D41A, 0x1D7CE

_BLACKBOARD = {"R": "ℝ", "N": "ℕ", "Z": "ℤ", "C": "ℂ", "Q": "ℚ", "E": "𝔼", "I": "𝕀", "P": "ℙ", "1": "𝟙"}

_SCRIPT = {"L": "ℒ", "N": "𝒩", "D": "𝒟", "E": "ℰ", "F": "ℱ", "H": "ℋ", "O": "𝒪", "X": "𝒳", "R": "ℛ"}


def styled(style: str, text: str) -> str:
    """The text in the alphabet of a style command, where there is one."""
    if style in ("mathbf", "boldsymbol", "bm"):
        return "".join(_bold(character) for character in text)
    table = {"mathbb": _BLACKBOARD, "mathcal": _SCRIPT}.get(style, {})
    return "".join(table.get(character, character) for character in text)


def _bold(character: str) -> str:
    if "A" <= character <= "Z":
        return chr(_BOLD_UPPER + ord(character) - ord("A"))
    if "a" <= character <= "z":
        return chr(_BOLD_LOWER + ord(character) - ord("a"))
    if "0" <= character <= "9":
        return chr(_BOLD_DIGIT + ord(character) - ord("0"))
    return character
