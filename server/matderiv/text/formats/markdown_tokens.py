"""The tokens of Markdown text: delimiters of formulas outside code, comments, tags and macro definitions."""

from __future__ import annotations

import re
from bisect import bisect_left

from matderiv.text.formulas.environments import INNER_ENVIRONMENTS, MATH_ENVIRONMENTS
from matderiv.text.formulas.tokens import Token, Tokens, add_macro, comment_directive
from matderiv.text.macros import DEFINING_COMMANDS

# Each alternative begins with a plain character, so that the text between tokens is skipped fast.
_TOKEN = re.compile(
    rf"""
    \$(?P<ticked>`[^`]+`\$)
  | \$(?P<dollar>\$?)
  | \\(?P<bracket>\\?[()\[\]])
  | \\(?P<edge>begin|end)\{{(?P<name>[A-Za-z]+\*?)\}}
  | \\[\\$`<%]
  | \\(?P<macro>{DEFINING_COMMANDS})
  | `(?P<code>`*)
  | <(?P<comment>!--)
  | <[A-Za-z][\w-]*(?:\s+[\w:-]+(?:=(?:"[^"\n]*"|'[^'\n]*'|\w+))?){{1,20}}\s*/?>
  | \{{(?P<role>math\}}`[^`]+`)
  | \{{(?P<liquid>%-?[ ]*[a-z]+\b[^%\n]*%\}})
""",
    re.VERBOSE,
)
_ENVIRONMENTS = MATH_ENVIRONMENTS | INNER_ENVIRONMENTS
_CLOSES = {"\\)": "\\(", "\\]": "\\[", "\\\\)": "\\\\(", "\\\\]": "\\\\["}
_WHOLE_FORMULAS = {"ticked": ("$`", 2, 2), "role": ("math-role", 7, 1)}
_TICKS = re.compile("`+")
_DIRECTIVE = re.compile(r"<!--[-\s]*matderiv:(.*)-->", re.DOTALL)


def markdown_tokens(text: str, start: int, end: int) -> Tokens:
    """The tokens of `text[start:end]`."""
    tokens = Tokens()
    add = tokens.delimiters.append
    code_spans: _CodeSpans | None = None
    place = start
    for match in _TOKEN.finditer(text, start, end):
        kind = match.lastgroup
        token_start, token_end = match.span()
        if kind is None or token_start < place:
            continue
        if kind == "dollar":
            add(Token("dollars" if token_end - token_start == 2 else "dollar", token_start, token_end))
        elif kind == "bracket":
            bracket = match[0]
            closes = _CLOSES.get(bracket)
            add(Token("close" if closes else "open", token_start, token_end, closes or bracket))
        elif kind == "name":
            if match["name"] in _ENVIRONMENTS:
                add(
                    Token(
                        "begin" if match["edge"] == "begin" else "end", token_start, token_end, match["name"]
                    )
                )
        elif kind == "code":
            code_spans = code_spans or _CodeSpans(text, token_start, end)
            place = code_spans.end(token_start, token_end)
        elif kind == "comment":
            place = _add_comment(text, token_start, end, tokens)
        elif kind == "liquid":
            tokens.hidden.append((token_start, token_end))
        elif kind in _WHOLE_FORMULAS:
            delimiter, before, behind = _WHOLE_FORMULAS[kind]
            add(Token("formula", token_start, token_end, delimiter, token_start + before, token_end - behind))
        elif kind == "macro":
            place = add_macro(text, token_start, end, tokens)
    return tokens


class _CodeSpans:
    """Where runs of backticks stand, so that each finds its partner without a search of its own."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._ends: dict[int, list[int]] = {}
        for run in _TICKS.finditer(text, start, end):
            self._ends.setdefault(run.end() - run.start(), []).append(run.end())

    def end(self, run_start: int, run_end: int) -> int:
        """The end of the code span that the run opens; that of the run itself if it has no partner."""
        ends = self._ends.get(run_end - run_start, [])
        index = bisect_left(ends, run_end + 1)
        return ends[index] if index < len(ends) else run_end


def _add_comment(text: str, start: int, limit: int, tokens: Tokens) -> int:
    """Note a comment; where reading goes on. One that is not closed is text, as are all that follow it."""
    close = text.find("-->", start + 4, limit) if tokens.comments_end_before > start else -1
    if close < 0:
        tokens.comments_end_before = start
        return start + 4
    end = close + 3
    tokens.hidden.append((start, end))
    directive = _DIRECTIVE.fullmatch(text, start, end)
    if directive is not None:
        tokens.directives.append(comment_directive(text, start, end, *directive.span(1)))
    return end
