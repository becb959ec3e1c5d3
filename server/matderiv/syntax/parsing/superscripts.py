r"""What a superscript says: transpose, inverse, prime, star, a label, or a power."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from matderiv.syntax.arranging.classes import Class
from matderiv.syntax.parsing.groups import read_script
from matderiv.syntax.parsing.signs import argument_end
from matderiv.syntax.parsing.state import State
from matderiv.syntax.tree import (
    Group,
    Identifier,
    Inner,
    Inverse,
    InverseTranspose,
    Juxtaposition,
    Node,
    Number,
    Placeholder,
    Power,
    Prime,
    Starred,
    Styled,
    Subscript,
    Superscript,
    Text,
    Transpose,
)
from matderiv.syntax.words import BLACKBOARD, STAR_MARKS, STYLES, TRANSPOSE_MACROS, TRANSPOSE_MARKS


class _Mark(Enum):
    TRANSPOSE = "transpose"
    INVERSE = "inverse"
    INVERSE_TRANSPOSE = "inverse transpose"
    PRIME = "prime"
    STAR = "star"
    SIGNS = "signs"


class _Meaning(NamedTuple):
    mark: _Mark
    text: str


_STYLES = frozenset("\\" + name for name in STYLES)
_FOLDED = re.compile(r"\\[a-z]+\*?\{(.*)\}", re.DOTALL)
_SIZES = frozenset("THt")
r"""Letters that mark a transpose, but name a size above a set of numbers (`\mathbb{R}^H`)."""
_SIZE_SETS = frozenset({"\\R", "\\RR", "\\reals", "\\Reals", "\\Rn", "\\C", "\\N"})


def read_superscript(state: State, first: int, base: Node) -> Node:
    """The base with the superscript that begins here."""
    begin = state.position + 1
    end = _script_end(state, begin)
    meaning = _meaning_of(state.texts[begin:end])
    if meaning is None or (meaning.text in _SIZES and _holds_sizes(base)):
        return _read_other(state, first, base)
    state.position = end
    start, stop = state.span(first)
    return _MAKERS[meaning.mark](start, stop, base, meaning.text)


def _script_end(state: State, begin: int) -> int:
    """The index behind the script: a group, a token, or a style command with its argument."""
    if state.texts[begin] in _STYLES:
        return argument_end(state, begin + 1)
    return argument_end(state, begin)


def _meaning_of(texts: list[str]) -> _Meaning | None:
    if len(texts) > 9:
        return None
    plain = [text for text in texts if text not in ("{", "}") and text not in _STYLES]
    styled = any(text in _STYLES for text in texts)
    if not plain:
        return None
    if folded := _FOLDED.fullmatch(plain[-1]):
        plain, styled = [*plain[:-1], folded.group(1)], True
    if _is_transpose(plain[-1], styled):
        if len(plain) == 1:
            return _Meaning(_Mark.TRANSPOSE, plain[0])
        if plain[:-1] in (["-"], ["-", "1"]):
            return _Meaning(_Mark.INVERSE_TRANSPOSE, plain[-1])
    if plain in (["-", "1"], ["-1"]):
        return _Meaning(_Mark.INVERSE, "")
    if all(text in ("'", "''") for text in plain):
        return _Meaning(_Mark.PRIME, "".join(plain))
    if len(plain) == 1 and plain[0] in STAR_MARKS:
        return _Meaning(_Mark.STAR, plain[0])
    if all(text in ("+", "-", "*") for text in plain):
        return _Meaning(_Mark.SIGNS, "".join(plain))
    return None


def _is_transpose(text: str, styled: bool) -> bool:
    return text in TRANSPOSE_MARKS or text in TRANSPOSE_MACROS or (styled and text in ("t", "⊤"))


_MAKERS = {
    _Mark.TRANSPOSE: Transpose,
    _Mark.INVERSE: lambda start, end, base, _: Inverse(start, end, base),
    _Mark.INVERSE_TRANSPOSE: InverseTranspose,
    _Mark.PRIME: lambda start, end, base, text: Prime(start, end, base, len(text)),
    _Mark.STAR: Starred,
    _Mark.SIGNS: Starred,
}


def _read_other(state: State, first: int, base: Node) -> Node:
    state.position += 1
    _angle_label(state)
    sizes, state.sizes = state.sizes, state.sizes or _holds_sizes(base)
    script = script_name(read_script(state))
    state.sizes = sizes
    if isinstance(script, Inner) and len(script.arguments) == 1:
        script = Group(script.start, script.end, "<", ">", script.arguments[0])
    start, end = state.span(first)
    is_label = isinstance(script, Group) and not _is_exponent(base, script)
    if is_label or (isinstance(script, Identifier) and _is_word(script)):
        return Superscript(start, end, base, script)
    return _labelled(start, end, base, script) or Power(start, end, base, script)


def _is_exponent(base: Node, script: Group) -> bool:
    r"""Whether brackets hold what a number is raised to: `e^{(a - b)}`, `2^{(n - 1)}`."""
    is_number = isinstance(base, Number) or (isinstance(base, Identifier) and base.name == "e")
    return is_number and script.opening == "(" and not isinstance(script.body, (Identifier, Number))


def _angle_label(state: State) -> None:
    """`a^{<t>}`: here the signs are delimiters."""
    begin, end = state.position, _script_end(state, state.position)
    if state.texts[begin : begin + 2] != ["{", "<"] or state.texts[end - 2 : end] != [">", "}"]:
        return
    state.texts[begin + 1], state.classes[begin + 1] = "\\langle", Class.ATOM
    state.texts[end - 2], state.classes[end - 2] = "\\rangle", Class.CLOSE


def _labelled(start: int, end: int, base: Node, script: Node) -> Node | None:
    r"""`W^{(l)\top}`, `W^{(l)T}`, `W^{(l)\prime}`: a label with a mark behind it."""
    if isinstance(script, Juxtaposition) and len(script.factors) == 2:
        label, mark = script.factors
        if isinstance(label, Group) and isinstance(mark, Identifier) and _is_transpose(mark.name, False):
            return Transpose(start, end, Superscript(start, end, base, label), mark.name)
    if isinstance(script, Transpose) and isinstance(script.base, Group):
        return Transpose(start, end, Superscript(start, end, base, script.base), script.mark)
    if isinstance(script, Prime) and isinstance(script.base, Group):
        return Prime(start, end, Superscript(start, end, base, script.base), script.count)
    return None


def _holds_sizes(base: Node) -> bool:
    """Whether the superscript is a product of sizes, in which a d is no differential."""
    while isinstance(base, (Subscript, Styled)):
        base = base.base if isinstance(base, Subscript) else base.body
    if not isinstance(base, Identifier):
        return False
    return (
        base.style in BLACKBOARD or base.name in _SIZE_SETS or (base.name == "R" and base.style is not None)
    )


def _is_word(script: Identifier) -> bool:
    return len(script.name) > 1 and not script.name.startswith("\\")


def script_name(script: Node) -> Node:
    """Words in a script are a name."""
    if isinstance(script, Text):
        return Identifier(script.start, script.end, "".join(script.text.split()), "text")
    return script


def read_subscript(state: State) -> Node:
    """The script below, where signs alone hold a place (`\\mathbb{R}_{++}`)."""
    begin = state.position
    end = _script_end(state, begin)
    inside = [text for text in state.texts[begin:end] if text not in ("{", "}")] if end - begin < 6 else []
    if inside and all(text in ("+", "-", "*") for text in inside):
        state.position = end
        return Placeholder(*state.span(begin), "".join(inside))
    return script_name(read_script(state))
