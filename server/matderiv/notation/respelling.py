r"""A printed formula with the author's own macros: `\bX` for `\mathbf{X}`, `\T` for `\top`, `\norm{x}` for `\|x\|`.

Only macros that the note uses, and uses rather than what they stand for. A respelled formula reads as the same tree,
or the print is kept as it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from matderiv.syntax import Macro, Macros, parse
from matderiv.syntax.tokens import Token, tokenize
from matderiv.syntax.tree import structure

_LONGEST_BODY = 12
_CLOSING = {"{": "}", "(": ")", "[": "]"}


@dataclass(frozen=True, slots=True)
class OwnMacros:
    """The macros that printed formulas get, the longest bodies first, and all macros of the note."""

    used: tuple[Macro, ...] = ()
    all: Macros = field(default_factory=Macros.empty)


def own_macros(formulas: Iterable[str], macros: Macros) -> OwnMacros:
    """The macros that the author writes in formulas at least as often as what they stand for."""
    candidates = [macro for macro in macros.by_name.values() if _can_be_found(macro)]
    if not candidates:
        return OwnMacros()
    uses: Counter[str] = Counter()
    for tex in formulas:
        tokens = list(tokenize(tex))
        uses.update(token.text for token in tokens)
        texts = [token.text for token in tokens]
        for macro in candidates:
            uses["=" + macro.name] += _count(texts, macro)
    used = [macro for macro in candidates if uses[macro.name] and uses[macro.name] >= uses["=" + macro.name]]
    return OwnMacros(tuple(sorted(used, key=lambda macro: (-len(macro.body), -uses[macro.name]))), macros)


def respelled(tex: str, own: OwnMacros) -> str:
    """The formula with macros; as it is where it would read otherwise."""
    return _respelled(tex, own.used, own.all) if own.used and tex else tex


@lru_cache(maxsize=512)
def _respelled(tex: str, used: tuple[Macro, ...], macros: Macros) -> str:
    found = tex
    for macro in used:
        found = _replaced(found, macro)
    if found == tex:
        return tex
    before, after = parse(tex, macros), parse(found, macros)
    same = not after.problems and structure(before.tree) == structure(after.tree)
    return found if same else tex


def _can_be_found(macro: Macro) -> bool:
    """Whether its body can be recognized: short, no bare argument, each argument once."""
    texts = [token.text for token in macro.body]
    arguments = [text for text in texts if text[0] == "#" and len(text) == 2]
    if not 0 < len(texts) <= _LONGEST_BODY or macro.default is not None or macro.parameters > 1:
        return False
    return len(arguments) == macro.parameters and (macro.parameters == 0 or len(texts) > 2)


def _count(texts: Sequence[str], macro: Macro) -> int:
    """How often the first tokens of a body occur."""
    head = [token.text for token in macro.body]
    if macro.parameters:
        head = head[: next(index for index, text in enumerate(head) if text[0] == "#")]
    if not head:
        return 0
    return sum(texts[index : index + len(head)] == head for index in range(len(texts) - len(head) + 1))


def _replaced(tex: str, macro: Macro) -> str:
    tokens = list(tokenize(tex))
    parts: list[str] = []
    place = index = 0
    while index < len(tokens):
        match = _match(tokens, index, macro)
        if match is None:
            index += 1
            continue
        end, argument = match
        parts.append(tex[place : tokens[index].start] + macro.name)
        place = tokens[end - 1].end
        if argument is not None:
            first, last = argument
            parts.append("{" + tex[tokens[first].start : tokens[last - 1].end] + "}")
        elif tex[place : place + 1].isalpha():
            parts.append(" ")
        index = end
    return "".join([*parts, tex[place:]])


def _match(tokens: Sequence[Token], index: int, macro: Macro) -> tuple[int, tuple[int, int] | None] | None:
    """The end of the body if it stands at the index, and the tokens of its argument."""
    argument: tuple[int, int] | None = None
    for position, piece in enumerate(macro.body):
        if index >= len(tokens):
            return None
        if piece.text[0] == "#" and len(piece.text) == 2:
            behind = macro.body[position + 1].text if position + 1 < len(macro.body) else ""
            end = _end_of_argument(tokens, index, behind)
            if end is None:
                return None
            argument, index = (index, end), end
        elif _unsized(tokens[index].text) == _unsized(piece.text):
            index += 1
        else:
            return None
    return index, argument


def _unsized(text: str) -> str:
    r"""`\left\|` is the delimiter `\|`."""
    plain = text.removeprefix("\\left").removeprefix("\\right")
    return text if plain[:1].isalpha() else plain or text


def _end_of_argument(tokens: Sequence[Token], index: int, behind: str) -> int | None:
    """Where a balanced, non-empty argument ends before a token."""
    begin = index
    expected: list[str] = []
    while index < len(tokens):
        text = tokens[index].text
        if not expected and _unsized(text) == _unsized(behind):
            return index if index > begin else None
        if text in _CLOSING:
            expected.append(_CLOSING[text])
        elif expected and text == expected[-1]:
            expected.pop()
        elif text in _CLOSING.values():
            return None
        index += 1
    return None
