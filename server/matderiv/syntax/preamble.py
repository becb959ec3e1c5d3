"""The macros that a preamble, a style file or a whole document defines."""

from __future__ import annotations

import re
from itertools import islice

from matderiv.syntax.definitions import read_definition
from matderiv.syntax.macros import Macro, Macros
from matderiv.syntax.tokens import tokenize

_BEGIN = re.compile(
    r"""\\(?:(?:re)?newcommand|providecommand|DeclareRobustCommand|[gex]?def|DeclareMathOperator|let
    |DeclarePairedDelimiter|(?:New|Renew|Provide|Declare)DocumentCommand)(?![A-Za-z])""",
    re.VERBOSE,
)
_LONGEST = 600
"""Tokens that a definition may have."""


def read_macros(text: str) -> Macros:
    r"""Every macro that the text defines, the last definition of a name first of all; comments are skipped.

    Definitions inside other definitions are not read. Never fails: what cannot be read is passed over.
    """
    found: dict[str, Macro] = {}
    position = 0
    while match := _BEGIN.search(text, position):
        position = match.end()
        if _is_comment(text, match.start()):
            continue
        tokens = list(islice(tokenize(text, match.start()), _LONGEST))
        defined = read_definition(tokens, 0)
        if defined is None:
            continue
        macro, after = defined
        position = max(position, tokens[after - 1].end)
        if macro is not None:
            found[macro.name] = macro
    return Macros(found.values())


def _is_comment(text: str, position: int) -> bool:
    line = text[text.rfind("\n", 0, position) + 1 : position]
    return re.search(r"(?<!\\)%", line) is not None
