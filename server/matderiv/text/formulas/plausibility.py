"""How much a text looks like the inside of a formula, for text whose delimiters do not decide it.

Scores are in arbitrary units: about +3 for a sure formula, -3 for each word that only a sentence has.
"""

from __future__ import annotations

import re

from matderiv.text.formulas.environments import DRAWING_ENVIRONMENTS

_SENTENCE_WORDS = """
    the an of and to is are was were be been it its this that these those we you they he she with without for
    from by on at as or not but if then else when where which what who how so such can could will would shall
    should may might must has have had do does let say since because while there here than also only our your
    their costs cost per about into over under between each every any all some
    der die das und ist sind ein eine mit von zu auf nicht wir oder als auch aus wird durch
    le la les des et est une un du dans sur pour avec que qui par nous soit alors
    el los las es con por para donde como uma com dos il che di sono una
"""
_STOP_WORDS = frozenset(_SENTENCE_WORDS.split())
"""Words of sentences: English, German, French, Spanish, Portuguese, Italian."""

_COMMAND = re.compile(
    r"\\(?:text|mbox|hbox|textrm|textit|textbf|textsf|operatorname|mathrm|mathop|label|tag|ref|eqref|color"
    r"|begin|end)\*?\s*\{[^{}]*\}|\\[A-Za-z]+|\\."
)
_DRAWING = re.compile(rf"\\begin\{{({'|'.join(sorted(DRAWING_ENVIRONMENTS))})\}}.*?\\end\{{\1\}}", re.DOTALL)
_LONGEST_LOOK = 20_000
_WORD = re.compile(r"(?<![A-Za-z\d_^])[A-Za-z]{2,}(?![A-Za-z\d(_^])")
_SCRIPT = re.compile(r"[_^]")
_OPERATOR = re.compile(r"[=<>+|]|(?<=[\w)\]}] )[-*/](?= )|(?<=\w)/(?=\w)")
_LETTER_OR_NUMBER = re.compile(r"\s*(?:[^\W\d_]'*|[+-]?\d+(?:[.,]\d+)?)\s*")
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uff0c\u3002\uff1b]")
_TWO_WORDS = re.compile(r"(?<![A-Za-z])[a-z]{3,} [a-z]{3,}(?![A-Za-z])")
_NEW_BLOCK = re.compile(r"\n[ \t>]*(?:[-*+]|\d{1,3}[.)])[ \t]")
_NEW_CELL_OR_HEADING = re.compile(r"\n[ \t>]*(?:#{1,6} |\|)")
_NAMES = """
    sin cos tan log ln exp max min arg det tr diag vec rank dim ker sup inf lim sgn sign softmax relu tanh cov
    var loss mod gcd argmax argmin
"""
_FUNCTION_NAMES = frozenset(_NAMES.split())

_COMMAND_ALONE = re.compile(r"\\[A-Za-z]+")
"""`3$\\times$3`: a formula whatever stands beside it."""

_CLEAN = re.compile(
    r"(?!\s)(?:[^\\A-Za-z\n\u3040-\u30ff\u3400-\u9fff]|\\[A-Za-z]+\*?(?:\s?\{[A-Za-z]*\})?|\\[^A-Za-z\n]"
    r"|(?<![A-Za-z])[A-Za-z](?:[A-Za-z](?![A-Za-z]))?)++(?<!\s)"
)
_TWO_LETTER_WORD = re.compile(
    r"(?<![A-Za-z\\{])(?:an|of|to|is|be|it|we|he|by|on|at|as|or|if|so|do|in|no|my)(?![A-Za-z])"
)


def is_clean_formula(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]`, between single dollars, is so surely a formula that all else is unlikely."""
    if not 0 < end - start < 400 or _CLEAN.fullmatch(text, start, end) is None:
        return False
    if end - start > 3 and _TWO_LETTER_WORD.search(text, start, end):
        return False
    return not (_is_word_character(text, start - 2) or _is_digit(text, end + 1))


def plausibility(text: str, start: int, end: int) -> float:
    """The score of `text[start:end]` as a formula, whatever its delimiters."""
    content = text[start : min(end, start + _LONGEST_LOOK)]
    if "\\begin" in content:
        content = _DRAWING.sub(r"\\drawing ", content)
    if not content.strip():
        return -9.0
    rest, commands = _COMMAND.subn(" ", content)
    score = min(2.0 * commands, 4.0)
    score += min(1.5 * len(_SCRIPT.findall(rest)), 3.0) + min(len(_OPERATOR.findall(rest)), 2)
    if _LETTER_OR_NUMBER.fullmatch(content):
        score += 1.5
    score -= min(2.0 * len(_EAST_ASIAN.findall(rest)), 8.0)
    score -= _imbalance(rest)
    return score - _wordiness(rest)


def inline_plausibility(text: str, start: int, end: int) -> float:
    """The score of `text[start:end]` between single dollars; what stands around them counts too."""
    score = plausibility(text, start, end)
    if score <= -9.0:
        return score
    if _COMMAND_ALONE.fullmatch(text, start, end):
        return score
    opens_wide, closes_wide = text[start].isspace(), text[end - 1].isspace()
    score -= 1.5 if opens_wide != closes_wide else 0.5 if opens_wide else 0.0
    if _is_word_character(text, start - 2):
        score -= 1.5
    if _is_digit(text, end + 1):
        score -= 3.0
    elif _is_word_character(text, end + 1):
        score -= 0.5
    return score - _crossings(text, start, end)


def looks_like_formula(text: str, start: int, end: int) -> bool:
    """Whether a whole paragraph between two distant delimiters can belong to a formula."""
    return plausibility(text, start, end) > 0.0


def _wordiness(rest: str) -> float:
    penalty = 0.0
    for word in _WORD.findall(rest):
        lower = word.lower()
        if lower in _STOP_WORDS:
            penalty += 3.0
        elif len(word) >= 4 and lower not in _FUNCTION_NAMES:
            penalty += 1.0
    return min(penalty, 30.0) + min(len(_TWO_WORDS.findall(rest)), 4)


def _imbalance(rest: str) -> float:
    return 3.0 if rest.count("{") != rest.count("}") else 0.0


def _crossings(text: str, start: int, end: int) -> float:
    if text.find("\n", start, end) < 0:
        return 0.0
    if _NEW_CELL_OR_HEADING.search(text, start, end):
        return 6.0
    return 3.0 if _NEW_BLOCK.search(text, start, end) else 0.2


def _is_word_character(text: str, index: int) -> bool:
    return 0 <= index < len(text) and (text[index].isalnum() and text[index].isascii())


def _is_digit(text: str, index: int) -> bool:
    return index < len(text) and text[index].isdigit()
