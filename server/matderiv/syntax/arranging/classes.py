"""What part a token plays for the precedence of operators."""

from __future__ import annotations

from enum import IntEnum

from matderiv.syntax.words import ACCENTS as _ACCENTS
from matderiv.syntax.words import BIG, EXTENSIBLE_RELATIONS, FUNCTIONS, RELATIONS, SIGNS, STYLES


class Class(IntEnum):
    """The parts. Integers, because the parser compares them for every token."""

    ATOM = 0
    SCRIPT = 1
    TIGHT = 2
    MULTIPLICATIVE = 3
    SIGN = 4
    RELATION = 5
    STOP = 6
    CLOSE = 7
    WORDS = 8


EVALUATED = "\\evaluated"
"""The bar in `f|_{x=0}`."""

COLON = "\\colon"
OPEN_COLON = "\\placeholder:"
"""A colon that holds a place open, as in `X_{:,i}`."""

PICTURE = "\\diagram"
"""A diagram: an opaque operand."""

STACKED = "\\stackedrelation"
r"""A `\stackrel` or `\overset` whose second argument is a relation."""

WORDS = "\\words"
"""How the text of a token begins that is words between formulas; the words follow in braces."""

_TIGHT = [
    "\\otimes",
    "\\odot",
    "\\circ",
    "\\oslash",
    "\\boxtimes",
    "\\boxdot",
]
_MULTIPLICATIVE = """\\cdot \\times * / @ \\div : \\bullet \\bmod \\mod \\cdotp \\ltimes \\rtimes \\oplus \\ominus \\cup
    \\cap \\wedge \\vee \\setminus \\land \\lor \\uplus \\sqcup \\amalg \\backslash \\star \\diamond \\smallsetminus
    \\centerdot \\bigstar \\dotplus \\circledast""".split()
_STOP = [",", ";", "&", "\\\\", "\\quad", "\\mid", ".", "", "\\over"]
_CLOSE = [")", "]", "\\}", "}", "\\rangle", "\\rfloor", "\\rceil", "\\rgroup", "\\rbag"]

_CLASSES: dict[str, Class] = (
    dict.fromkeys(["^", "_", "'", "''", "!", EVALUATED, ".("], Class.SCRIPT)
    | dict.fromkeys(_TIGHT, Class.TIGHT)
    | dict.fromkeys(_MULTIPLICATIVE, Class.MULTIPLICATIVE)
    | dict.fromkeys(SIGNS, Class.SIGN)
    | dict.fromkeys([*RELATIONS, *EXTENSIBLE_RELATIONS, STACKED], Class.RELATION)
    | dict.fromkeys(_STOP, Class.STOP)
    | dict.fromkeys(_CLOSE, Class.CLOSE)
)
_NEVER_LAST = (
    {"\\" + name for name in FUNCTIONS | BIG | STYLES | _ACCENTS}
    | {"\\operatorname{" + name + "}" for name in FUNCTIONS}
    | {
        "\\partial",
        "\\nabla",
        "\\frac",
        "\\dfrac",
        "\\tfrac",
        "\\cfrac",
        "\\sqrt",
        "\\left",
        "\\not",
        "(",
        "[",
        "{",
        "\\{",
    }
)


def class_of(text: str) -> Class:
    """The part that a token of this text plays."""
    known = _CLASSES.get(text)
    if known is not None:
        return known
    if text[0] == "\\":
        if text.startswith(("\\right", "\\end{")) and text not in _RIGHT_WORDS:
            return Class.CLOSE
        if text.startswith(WORDS):
            return Class.WORDS
    return Class.ATOM


_RIGHT_WORDS = frozenset({"\\rightarrow", "\\rightleftharpoons", "\\rightharpoonup", "\\rightsquigarrow"})


def ends_operand(text: str) -> bool:
    """Whether an operand can end with this token, so that a bar after it closes or separates."""
    kind = class_of(text)
    if kind == Class.ATOM:
        return text not in _NEVER_LAST and not text.startswith(("\\left", "\\begin{"))
    return kind == Class.CLOSE or text in ("'", "''", "!")
