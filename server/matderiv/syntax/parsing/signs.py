r"""Where a differential sign stands: `d`, `\mathrm{d}`, `{\rm d}`, `\partial`, and `\delta` in fractions."""

from __future__ import annotations

from matderiv.syntax.parsing.state import State, brace_end

_ONE_TOKEN = {
    "\\partial": "\\partial",
    "d": "d",
    "\\dd": "d",
    "\\diff": "d",
    "\\mathrm{d}": "d",
    "\\text{d}": "d",
    "\\textrm{d}": "d",
    "\\operatorname{d}": "d",
    "\\textnormal{d}": "d",
}
_STYLES = frozenset({"\\rm", "\\mathsf", "\\bf", "\\textsf", "\\mathbf", "\\mathit"})


def sign_at(state: State, index: int) -> tuple[str, int] | None:
    """The symbol of the differential sign at the index and the index behind it."""
    texts = state.texts
    symbol = _ONE_TOKEN.get(texts[index])
    if symbol is not None:
        return symbol, index + 1
    if texts[index] == "{" and texts[index + 2 : index + 4] == ["d", "}"] and texts[index + 1] in _STYLES:
        return "d", index + 4
    if texts[index] in _STYLES:
        if texts[index + 1] == "d":
            return "d", index + 2
        if texts[index + 1 : index + 4] == ["{", "d", "}"]:
            return "d", index + 4
    return None


def fraction_sign_at(state: State, index: int) -> tuple[str, int] | None:
    r"""As `sign_at`, behind any opening braces, and `\delta` too."""
    while state.texts[index] == "{" and sign_at(state, index) is None:
        index += 1
    if state.texts[index] == "\\delta":
        return "\\delta", index + 1
    return sign_at(state, index)


def mark_fraction(state: State, numerator: int, denominator: int) -> bool:
    """Notes the sign at the beginning of a numerator if the denominator has one too: then it is a derivative."""
    above, below = fraction_sign_at(state, numerator), fraction_sign_at(state, denominator)
    if above is None or below is None or (above[0] == "\\delta") != (below[0] == "\\delta"):
        return False
    state.whole.add(behind_braces(state, numerator))
    return True


def mark_over(state: State) -> None:
    r"""The same for `a \over b`, where the numerator begins at the cursor."""
    depth = 0
    for index in range(state.position, len(state.texts) - 1):
        text = state.texts[index]
        if text == "{":
            depth += 1
        elif text == "}":
            depth -= 1
            if depth < 0:
                return
        elif text == "\\over" and depth == 0:
            mark_fraction(state, state.position, index + 1)
            return


def behind_braces(state: State, index: int) -> int:
    """The index of the sign itself, where opening braces stand before it."""
    while state.texts[index] == "{" and sign_at(state, index) is None:
        index += 1
    return index


def argument_end(state: State, index: int) -> int:
    """The index behind the argument that begins at the index."""
    last = len(state.texts) - 1
    return min(last, brace_end(state, index) + 1 if state.texts[index] == "{" else index + 1)
