"""Where a derived formula goes: behind a bare derivative, or into a display of its own after the formula."""

from __future__ import annotations

import re

from ..meaning import DerivativeRequest
from ..text import Document, MathSpan
from .edit import Edit

_SPACE = r"(?:\s|\\[ ,;:!>]|\\q?quad\b|~|&|\{\})"
_ONLY_PUNCTUATION = re.compile(rf"(?:{_SPACE}|[.,;:?!])*")
_LINE_BREAK = r"\\\\(?:\[[^\]]*\])?|\\cr\b"
_BEGINS_A_SIDE = re.compile(rf"(?:^|{_LINE_BREAK}|=|\\equiv\b){_SPACE}*$")
_ENDS_A_ROW = re.compile(rf"(?:{_SPACE}|[.,;:?!])*(?:$|{_LINE_BREAK})")
_LIST_MARKER = re.compile(r"[-*+]\s+|\d{1,9}[.)]\s+")
_CODE_BLOCK = {"markdown": ("```python", "```"), "latex": (r"\begin{verbatim}", r"\end{verbatim}")}
_QUOTE = re.compile(r"[ \t]*(?:>[ \t]?)*")


def is_bare(document: Document, span: MathSpan, request: DerivativeRequest) -> bool:
    """Whether the derivative stands alone, or behind a relation, so that `= result` may follow it.

    In `A + df/dx` it may not: that would say something false.
    """
    before = document.text[span.content_start : request.start]
    after = document.text[request.end : span.content_end]
    if not (span.content_start <= request.start and request.end <= span.content_end):
        return False
    return bool(_BEGINS_A_SIDE.search(before)) and bool(_ENDS_A_ROW.match(after))


def after_derivative(request: DerivativeRequest, latex: str) -> Edit:
    """` = result` at the end of the derivative; punctuation behind it stays behind."""
    return Edit(request.end, request.end, f" = {latex}")


def as_display(document: Document, span: MathSpan, equation: str, remark: str = "") -> Edit:
    """A new display behind the formula: behind a display's line, or behind the paragraph of an inline formula."""
    place = _end_of_line(document, span.end) if span.display else _end_of_paragraph(document, span)
    prefix = _line_prefix(document, span.start)
    blank = [] if document.language == "latex" else [""]
    lines = [*blank, *_comment(document.language, remark), *_display(document.language, equation)]
    return Edit(
        place,
        place,
        "".join(f"\n{prefix}{line}".rstrip(" \t") if not line else f"\n{prefix}{line}" for line in lines),
    )


def as_code(document: Document, span: MathSpan, source: str) -> Edit:
    """A block of code behind the formula, where a display would go."""
    opening, closing = _CODE_BLOCK["latex" if document.language == "latex" else "markdown"]
    place = _end_of_line(document, span.end) if span.display else _end_of_paragraph(document, span)
    prefix = _line_prefix(document, span.start)
    lines = ("", opening, *source.splitlines(), closing)
    return Edit(place, place, "".join(f"\n{prefix}{line}".rstrip(" \t") for line in lines))


def above_paragraph(document: Document, offset: int, text: str) -> Edit:
    """A comment on a line of its own above the paragraph that holds an offset."""
    inside = (item.start for item in document.paragraphs if item.start <= offset <= item.end)
    lines = document.line_index
    start, _ = lines.line_range(lines.line_of(max(inside, default=offset)))
    return Edit(start, start, f"{_quote_prefix(document, start)}{comment(document.language, text)}\n")


def _quote_prefix(document: Document, start: int) -> str:
    quote = _QUOTE.match(document.text, start)
    return quote.group() if quote and document.language == "markdown" else ""


def comment(language: str, text: str) -> str:
    """A comment on a line of its own."""
    return f"% {text}" if language == "latex" else f"<!-- {text.replace('--', '- -')} -->"


def _comment(language: str, remark: str) -> list[str]:
    return [comment(language, " ".join(remark.split()))] if remark else []


def _display(language: str, equation: str) -> list[str]:
    """An equation between the marks of a display, which an environment in LaTeX has by itself."""
    if language == "latex" and equation.startswith(r"\begin{align"):
        return equation.splitlines()
    opening, closing = (r"\[", r"\]") if language == "latex" else ("$$", "$$")
    return [opening, *equation.splitlines(), closing]


def _end_of_line(document: Document, offset: int) -> int:
    """The end of the line where a display ends, if only punctuation follows it there; else its own end."""
    lines = document.line_index
    _, end = lines.line_range(lines.line_of(offset))
    rest = document.text[offset:end]
    return end if _ONLY_PUNCTUATION.fullmatch(rest) else offset


def _end_of_paragraph(document: Document, span: MathSpan) -> int:
    lines = document.line_index
    line = lines.line_of(span.end)
    while line + 1 < lines.line_count:
        start, end = lines.line_range(line + 1)
        if not _QUOTE.sub("", document.text[start:end], count=1).strip():
            break
        line += 1
    return lines.line_range(line)[1]


def _line_prefix(document: Document, offset: int) -> str:
    """What a further line needs to belong to the same quote or list item."""
    if document.language == "latex":
        return ""
    lines = document.line_index
    start, _ = lines.line_range(lines.line_of(offset))
    head = document.text[start:offset]
    quote = _QUOTE.match(head)
    prefix = quote.group() if quote else ""
    marker = _LIST_MARKER.match(head, len(prefix))
    return prefix + (" " * len(marker.group()) if marker else "")
