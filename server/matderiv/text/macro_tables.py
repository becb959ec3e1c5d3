r"""Macros in tables, as the settings of MathJax and the front matter of MyST have them: `R: "\\mathbb{R}"`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from matderiv.text.macros import definitions_in, group_end

_PARAMETER = re.compile(r"#([1-9])")
_NAME = re.compile(r"\\?(?:[A-Za-z@]+|[^\s{}\\])")
_TABLE = re.compile(r"\b[mM]acros\s*[\"']?\s*:\s*(?=\{)")
_STRING = r"\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'"
_ENTRY = re.compile(
    rf"(?P<key>[A-Za-z@]+|{_STRING})\s*:\s*(?:(?P<body>{_STRING})"
    rf"|\[\s*(?P<first>{_STRING})\s*,\s*(?P<count>\d)\s*(?:,\s*(?P<default>{_STRING})\s*)?\])"
)
_MATH = re.compile(r"^math[ \t]*:[ \t]*\n(?P<lines>(?:[ \t]+[^\n]*\n?)+)", re.MULTILINE)
_LINE = re.compile(
    rf"^[ \t]+(?P<key>{_STRING}|\\?[A-Za-z@]+)[ \t]*:[ \t]*(?P<body>{_STRING}|[^\n]*?)[ \t]*$", re.MULTILINE
)


def macro_definition(name: str, value: object) -> str | None:
    r"""`\newcommand` for a macro: its body, or a list of the body, the number of arguments and a default."""
    body, *rest = value if isinstance(value, list) and value else [value]
    count, *default = rest or [None]
    if not isinstance(body, str) or len(default) > 1 or not _NAME.fullmatch(name) or not _is_balanced(body):
        return None
    if count is None:
        count = max((int(digit) for digit in _PARAMETER.findall(body)), default=0)
    if isinstance(count, bool) or not isinstance(count, int) or not 0 <= count <= 9:
        return None
    optional = f"[{default[0]}]" if default else ""
    parameters = f"[{count}]{optional}" if count else ""
    return f"\\newcommand{{\\{name.removeprefix(chr(92))}}}{parameters}{{{body}}}"


def macros_in_script(text: str) -> tuple[str, ...]:
    """The macros that the settings of MathJax or KaTeX in a script define, each as a definition in LaTeX."""
    return tuple(_entries(text))


def macros_in_front_matter(text: str) -> tuple[str, ...]:
    """The macros of the key `math`, and definitions in LaTeX in any other (`header-includes`)."""
    return (*_lines_of_math(text), *definitions_in(text))


def _entries(text: str) -> Iterator[str]:
    for table in _TABLE.finditer(text):
        end = group_end(text, table.end(), len(text)) or len(text)
        for entry in _ENTRY.finditer(text, table.end(), end):
            body = _unquoted(entry["body"] or entry["first"])
            rest: list[object] = [int(entry["count"])] if entry["count"] else []
            if entry["default"]:
                rest.append(_unquoted(entry["default"]))
            definition = macro_definition(_unquoted(entry["key"]), [body, *rest] if rest else body)
            if definition is not None:
                yield definition


def _lines_of_math(text: str) -> Iterator[str]:
    for table in _MATH.finditer(text):
        for line in _LINE.finditer(table["lines"]):
            definition = macro_definition(_unquoted(line["key"]), _unquoted(line["body"]))
            if definition is not None and line["body"]:
                yield definition


def _unquoted(text: str) -> str:
    """A string without its quotes; in single ones of YAML a backslash is one, before another it is one in both."""
    if text[:1] not in ("'", '"'):
        return text
    if text[0] == "'" and "\\\\" not in text:
        return text[1:-1]
    return re.sub(r"\\(.)", r"\1", text[1:-1])


def _is_balanced(body: str) -> bool:
    depth = 0
    for brace in re.findall(r"\\.|[{}]", body):
        depth += (brace == "{") - (brace == "}")
        if depth < 0:
            return False
    return depth == 0
