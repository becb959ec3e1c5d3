"""The tokens of LaTeX text: delimiters of formulas outside comments, `\\verb` and macro definitions."""

from __future__ import annotations

import re
from functools import lru_cache

from matderiv.text.formulas.environments import DRAWING_ENVIRONMENTS, MATH_ENVIRONMENTS
from matderiv.text.formulas.tokens import MOST_UNFINISHED, Token, Tokens, add_macro, comment_directive
from matderiv.text.macros import DEFINING_COMMANDS, Aliases

# Each alternative begins with a plain character, so that the text between tokens is skipped fast.
_PATTERN = rf"""
    \$(?P<dollar>\$?)
  | \\(?P<bracket>[()\[\]])
  | \\(?P<edge>begin|end)[ ]?\{{(?P<name>[A-Za-z]+\*?)\}}
  | \\[\\$%]
  | %(?P<comment>.*)
  | \\(?P<verb>(?:verb\*?|lstinline(?:\[[^\]\n]*\])?)(?P<mark>[^\sA-Za-z*{{]).*?(?P=mark))
  | \\(?P<address>(?:url|href|nolinkurl|path)\s*\{{[^{{}}\n]*\}})
  | \\(?P<macro>{DEFINING_COMMANDS})
"""
_CLOSES = {"\\)": "\\(", "\\]": "\\["}
_DIRECTIVE = re.compile(r"%+[ \t]*matderiv:(.*)")


@lru_cache(maxsize=64)
def _pattern(aliases: Aliases) -> re.Pattern[str]:
    commands = [re.escape(name[1:]) for name, edge, _ in aliases if edge != "environment"]
    extra = rf" | \\(?P<alias>(?:{'|'.join(commands)})(?![A-Za-z]))" if commands else ""
    return re.compile(_PATTERN + extra, re.VERBOSE)


@lru_cache(maxsize=64)
def _environments(aliases: Aliases) -> dict[str, str]:
    named = {name: environment for name, edge, environment in aliases if edge == "environment"}
    return {name: name for name in MATH_ENVIRONMENTS} | named


@lru_cache(maxsize=64)
def _commands(aliases: Aliases) -> dict[str, tuple[str, str]]:
    return {name: (edge, environment) for name, edge, environment in aliases if edge != "environment"}


def latex_tokens(text: str, start: int, end: int, aliases: Aliases) -> Tokens:
    """The tokens of `text[start:end]`."""
    tokens = Tokens()
    environments = _environments(aliases)
    add = tokens.delimiters.append
    place = start
    for match in _pattern(aliases).finditer(text, start, end):
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
            if match["name"] in DRAWING_ENVIRONMENTS:
                place = _add_drawing(text, match, end, tokens)
            elif match["name"] in environments:
                add(
                    Token(
                        "begin" if match["edge"] == "begin" else "end", token_start, token_end, match["name"]
                    )
                )
        elif kind == "alias":
            edge, environment = _commands(aliases)[match[0]]
            add(Token("begin" if edge == "begin" else "end", token_start, token_end, environment))
        elif kind == "comment":
            _add_comment(text, token_start, token_end, tokens)
        elif kind == "macro":
            place = add_macro(text, token_start, end, tokens)
    return tokens


def _add_drawing(text: str, edge: re.Match[str], limit: int, tokens: Tokens) -> int:
    """Note a drawing; where reading goes on. One that is not closed is left to the stretch, which may go on."""
    if edge["edge"] == "end":
        return edge.end()
    closing = f"\\end{{{edge['name']}}}"
    place = text.find(closing, edge.end(), limit) if tokens.unfinished < MOST_UNFINISHED else -1
    if place < 0:
        tokens.unfinished += 1
        tokens.delimiters.append(Token("begin", *edge.span(), edge["name"]))
        return edge.end()
    tokens.hidden.append((edge.start(), place + len(closing)))
    return place + len(closing)


def _add_comment(text: str, start: int, end: int, tokens: Tokens) -> None:
    tokens.hidden.append((start, end))
    directive = _DIRECTIVE.fullmatch(text, start, end)
    if directive is not None:
        tokens.directives.append(comment_directive(text, start, end, *directive.span(1)))
