"""Names of several capitals that the whole field knows: `RSS`, `MSE`, the log-likelihood `LL(D)`, `CE(p, q)`."""

from __future__ import annotations

from matderiv.syntax.definitions import token_at
from matderiv.syntax.tokens import Token

_OPENERS = frozenset({"(", "\\left("})
_CALLED = {"LL": "\\mathit{LL}", "CE": "\\mathrm{CE}"}
"""Names only before a parenthesis, as `LL^T` is a product."""
_NAMES = frozenset("RSS SSE SSR SST TSS MSE RMSE MAE NLL BCE ELBO".split())


def fold_doubled_names(tokens: list[Token]) -> list[Token]:
    """The tokens with each such name as one."""
    output: list[Token] = []
    index = 0
    while index < len(tokens):
        length = _length_at(tokens, index)
        if not length:
            output.append(tokens[index])
            index += 1
            continue
        first, last = tokens[index], tokens[index + length - 1]
        letters = "".join(token.text for token in tokens[index : index + length])
        name = _CALLED.get(letters, f"\\mathrm{{{letters}}}")
        output.append(Token(name, first.start, last.end, first.gap))
        index += length
    return output


def _length_at(tokens: list[Token], index: int) -> int:
    """How many tokens from a place on are such a name; 0 for none."""
    letters = tokens[index].text + token_at(tokens, index + 1).text
    if letters in _CALLED and token_at(tokens, index + 2).text in _OPENERS:
        return 2
    if index and _goes_on(tokens, index - 1):
        return 0
    end = index
    while _goes_on(tokens, end):
        end += 1
    word = "".join(token.text for token in tokens[index : end + 1])
    return len(word) if word in _NAMES else 0


def _goes_on(tokens: list[Token], index: int) -> bool:
    """Whether a capital stands at a place, and another one right behind it."""
    first, second = tokens[index], token_at(tokens, index + 1)
    return _is_capital(first.text) and _is_capital(second.text) and first.end == second.start


def _is_capital(text: str) -> bool:
    return len(text) == 1 and "A" <= text <= "Z"
