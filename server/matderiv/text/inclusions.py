r"""Where a document takes another file in: `\input{…}`, `\usepackage{…}`, `{{< include … >}}`, and their like."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from matderiv.text.formulas.environments import VERBATIM_ENVIRONMENTS
from matderiv.text.languages import LATEX, NOTEBOOK

_FILE = r"\{\s*(?P<%s>[^{}\\#%%\n]+?)\s*\}"
_IN_LATEX = re.compile(
    rf"\\(?:(?P<command>input|include|subfile|subfileinclude|loadglsentries)\s*{_FILE % 'file'}"
    r"|input[ \t]+(?P<bare>[\w./-]+)"
    rf"|(?:sub)?import\*?\s*\{{\s*(?P<folder>[^{{}}\\#%\n]*?)\s*\}}\s*{_FILE % 'imported'}"
    rf"|(?:usepackage|RequirePackage)\s*(?:\[[^\]]*\])?\s*{_FILE % 'packages'}"
    rf"|(?:documentclass|LoadClass)\s*(?:\[[^\]]*\])?\s*{_FILE % 'documentclass'})"
)
_HIDDEN = re.compile(
    rf"(?<!\\)(?:\\\\)*%[^\n]*|\\begin\{{(?P<name>(?:{'|'.join(VERBATIM_ENVIRONMENTS)})\*?)\}}.*?\\end\{{(?P=name)\}}"
    r"|\\iffalse(?![A-Za-z]).*?\\fi(?![A-Za-z])",
    re.DOTALL,
)
# Each alternative begins with a plain character, so that the text between is skipped fast.
_IN_MARKDOWN = re.compile(
    rf"\\input\s*{_FILE % 'file'}"
    r"|\{\{<\s*include\s+(?P<quarto>[^\s>]+)\s*>\}\}"
    r"|\{include\}[ \t]+(?P<myst>[^\s`]+)"
    r"|!\[\[(?P<embedded>[^\]|#\n]+)\]\]"
)
_FENCE = re.compile(r"[ \t>]*(?:`{3,}|:{3,})")
_FENCE_LINE = re.compile(r"^[ \t>]*(?:`{3,}|~{3,})", re.MULTILINE)
_IN_FRONT_MATTER = re.compile(
    r"^[ \t]*(?:-[ \t]*)?(?:(?:include-in-header|in[_-]header|preamble|file)[ \t]*:[ \t]*)?"
    r"[\"']?(?P<header>[\w./-]+\.(?:tex|sty|cls))[\"']?[ \t]*$",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Inclusion:
    """A place where another file is taken in.

    `kind` is `file`, `package`, `class`, or `mention` for what may be no inclusion at all (a picture, code).
    """

    start: int
    end: int
    target: str
    kind: str = "file"


def inclusions_in(text: str, language: str) -> tuple[Inclusion, ...]:
    """The inclusions of a text in its order; those in comments are none."""
    if language == NOTEBOOK:
        return ()
    if language != LATEX:
        return tuple(_in_markdown(text))
    matches = list(_IN_LATEX.finditer(text))
    if not matches:
        return ()
    hidden = [match.span() for match in _HIDDEN.finditer(text)]
    starts = [start for start, _ in hidden]
    found: list[Inclusion] = []
    for match in matches:
        index = bisect_right(starts, match.start()) - 1
        if index < 0 or hidden[index][1] <= match.start():
            found.extend(_in_latex(match))
    return tuple(found)


def _in_latex(match: re.Match[str]) -> Iterator[Inclusion]:
    start, end = match.span()
    if match["packages"]:
        for name in match["packages"].split(","):
            yield Inclusion(start, end, name.strip(), "package")
    elif match["documentclass"]:
        yield Inclusion(start, end, match["documentclass"], "class")
    elif match["imported"]:
        yield Inclusion(start, end, f"{match['folder'].rstrip('/')}/{match['imported']}".lstrip("/"))
    else:
        yield Inclusion(start, end, match["file"] or match["bare"])


def _in_markdown(text: str) -> Iterator[Inclusion]:
    for match in _IN_FRONT_MATTER.finditer(text, 0, _front_matter_end(text)):
        yield Inclusion(*match.span(), match["header"])
    for match in _IN_MARKDOWN.finditer(text):
        if _is_code(text, match):
            continue
        kind = "mention" if match.lastgroup in ("file", "embedded") else "file"
        yield Inclusion(*match.span(), match[match.lastgroup or 0], kind)


def _is_code(text: str, match: re.Match[str]) -> bool:
    """Whether an inclusion is only shown: in a code span or a fenced block. That of MyST is a fence itself."""
    start = match.start()
    before = text[text.rfind("\n", 0, start) + 1 : start]
    if match["myst"] is not None:
        return _FENCE.fullmatch(before) is None
    fences = sum(1 for _ in _FENCE_LINE.finditer(text, 0, start - len(before)))
    return before.count("`") % 2 == 1 or fences % 2 == 1


def _front_matter_end(text: str) -> int:
    if not text.startswith("---"):
        return 0
    return max(text.find("\n---", 3, 20_000), 0)


_SUBFILES_ROOT = re.compile(r"\\documentclass\s*\[\s*(?P<root>[^\]\n]+?)\s*\]\s*\{subfiles\}")
_ROOT_COMMENT = re.compile(
    r"^[ \t]*%+[ \t]*!\s*(?:TeX|TEX|tex)\s+root\s*=\s*(?P<root>[^\n\r]+?)\s*$", re.MULTILINE
)
_HEAD = 4_000


def named_root(text: str) -> str | None:
    r"""The root file that a chapter names itself: `% !TeX root = …`, or `\documentclass[…]{subfiles}`."""
    found = _ROOT_COMMENT.search(text, 0, _HEAD) or _SUBFILES_ROOT.search(text, 0, _HEAD)
    return found["root"].strip("\"'") if found else None
