"""Markdown that every editor shows: text first, formulas as `$$…$$`, nothing that needs images or HTML."""

from __future__ import annotations

import re

from ..algebra import Dimension, Shape, describe
from ..notation import latex_to_unicode

_LAYOUTS = {"numerator": "numerator layout", "denominator": "denominator layout", "mixed": "mixed layout"}

_WORD = r"[^\s$]*[\\{}^_][^\s$]*"
_FORMULA = re.compile(rf"\$([^$]+)\$|({_WORD}(?: +(?:[-+=] +)?{_WORD})*)")
"""Between dollars, or words that only LaTeX has, with signs between them."""


def code(text: str) -> str:
    """A code span; it may hold backticks and stays on one line."""
    line = " ".join(text.split())
    fence = "`" * (_longest_run(line) + 1)
    padding = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{padding}{line}{padding}{fence}"


def with_formulas_in_unicode(message: str) -> str:
    """A message of the checker as Markdown: what is LaTeX in it becomes code spans of Unicode."""
    return _FORMULA.sub(_in_unicode, message)


def _in_unicode(found: re.Match[str]) -> str:
    if found[1] is not None:
        return code(latex_to_unicode(found[1]))
    latex = found[2].rstrip(".,;:")
    while latex.endswith(")") and latex.count("(") < latex.count(")"):
        latex = latex[:-1]
    while latex.startswith("(") and latex.count("(") > latex.count(")"):
        latex = latex[1:]
    before, _, behind = found[2].partition(latex)
    is_whole = latex.count("{") == latex.count("}")
    return before + code(latex_to_unicode(latex) if is_whole else latex) + behind


def formula(latex: str) -> str:
    """A display formula."""
    return f"$$\n{latex.strip()}\n$$"


def bullets(items: list[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def joined(blocks: list[str]) -> str:
    """Blocks with blank lines between them, without the empty ones."""
    return "\n\n".join(block for block in blocks if block)


def layout_words(layout: str) -> str:
    return _LAYOUTS.get(layout, "no layout")


def shape_words(shape: Shape) -> str:
    """A shape in words; one of order three or more says that it is."""
    known = tuple(Dimension.of("?") if _is_unknown(size) else size for size in shape)
    return describe(known) if len(shape) <= 2 else f"{describe(known)} (order {len(shape)})"


def _is_unknown(size: Dimension) -> bool:
    """A size to which the note gives no name."""
    return any(name.startswith("?") for name in size.names)


def sentence(text: str) -> str:
    return text[:1].upper() + text[1:] if text else text


def _longest_run(text: str) -> int:
    longest = run = 0
    for character in text:
        run = run + 1 if character == "`" else 0
        longest = max(longest, run)
    return longest
