r"""Words of several tokens become one token: `\operatorname{tr}`, `\mathrm{softmax}`, `\text{ where }`.

A name keeps its command, `\text{in}`; words between formulas become `\words{ where }`.
"""

from __future__ import annotations

from matderiv.syntax.arranging.classes import WORDS
from matderiv.syntax.definitions import group_end, token_at
from matderiv.syntax.tokens import Token
from matderiv.syntax.words import CONNECTIVES, FUNCTIONS, NAME_COMMANDS, STYLES, TEXT_COMMANDS

_COMMANDS = frozenset("\\" + name for name in TEXT_COMMANDS | NAME_COMMANDS)
_TEXT = frozenset("\\" + name for name in TEXT_COMMANDS)
_STYLES = frozenset("\\" + name for name in STYLES) | {"{", "}", "\\ensuremath"}
_OPENERS = frozenset({"(", "\\left(", "[", "\\left["})


def fold_words(tokens: list[Token]) -> list[Token]:
    """The tokens with every word as one token."""
    if not any(token.text in _COMMANDS for token in tokens):
        return tokens
    output: list[Token] = []
    index = 0
    while index < len(tokens):
        if tokens[index].text in _COMMANDS:
            folded, after = _fold(tokens, index)
            if after:
                output.extend(folded)
                index = after
                continue
        output.append(tokens[index])
        index += 1
    return output


def _fold(tokens: list[Token], index: int) -> tuple[list[Token], int]:
    """The word that begins at the index and the index after it; 0 if the tokens stay as they are."""
    command = tokens[index].text
    first = index + 1
    if token_at(tokens, first).text != "{":
        single = token_at(tokens, first)
        return (
            ([_word(command, single.text, tokens[index], single)], first + 1)
            if single.text.isalpha()
            else ([], 0)
        )
    end = group_end(tokens, first)
    last = tokens[min(end, len(tokens) - 1)]
    content = tokens[first + 1 : end]
    after = min(end + 1, len(tokens))
    if command not in _TEXT:
        return _fold_name(command, content, tokens[index], last, after)
    text = _spaced(content, last.gap and last.text == "}")
    if not text.strip():
        return [], after
    if not _in_script(tokens, index) and _is_text(text, token_at(tokens, after).text):
        return [_word(WORDS, text, tokens[index], last)], after
    return [_word(command, "".join(text.split()), tokens[index], last)], after


def _fold_name(
    command: str, content: list[Token], opening: Token, last: Token, after: int
) -> tuple[list[Token], int]:
    letters = [token.text for token in content if token.text not in _STYLES]
    if command == "\\mathrm" and len(letters) != len(content):
        return [], 0
    if letters and all(letter.isalnum() or letter in "-*" for letter in letters):
        return [_word(command, "".join(letters), opening, last)], after
    return [], 0


def _word(command: str, content: str, first: Token, last: Token) -> Token:
    return Token(f"{command}{{{content}}}", min(first.start, last.start), max(first.end, last.end), first.gap)


def _spaced(content: list[Token], gap_behind: bool) -> str:
    words = "".join((" " if token.gap else "") + token.text for token in content)
    return words + " " if gap_behind else words


def _in_script(tokens: list[Token], index: int) -> bool:
    before = tokens[index - 1].text if index else ""
    if before == "{" and index > 1:
        before = tokens[index - 2].text
    return before in ("_", "^")


def _is_text(content: str, following: str) -> bool:
    """Whether a `\\text{…}` is words between formulas and no name."""
    bare = content.strip()
    padded = bare != content
    if bare in FUNCTIONS:
        return False
    if len(bare) == 1:
        return padded or not bare.isalpha()
    if bare.lower() in CONNECTIVES:
        return True
    applied = following in _OPENERS
    if any(character in " ,.;:!?()[]=$" for character in bare):
        return not (applied and not CONNECTIVES.intersection(bare.lower().split()))
    return padded and not applied
