"""Markdown that every editor shows: text first, formulas as `$$…$$`, nothing that needs images or HTML."""

from __future__ import annotations

from ..algebra import Dimension, Shape, describe

_LAYOUTS = {"numerator": "numerator layout", "denominator": "denominator layout", "mixed": "mixed layout"}


def code(text: str) -> str:
    """A code span; it may hold backticks and stays on one line."""
    line = " ".join(text.split())
    fence = "`" * (_longest_run(line) + 1)
    padding = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{padding}{line}{padding}{fence}"


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
