"""What the words around a formula hint at: a definition, an expansion, a condition, a denial."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DEFINING = re.compile(
    r"\b(?:let|define[sd]?|defining|definition|put|set|where|write|denotes?|given by|consider|suppose|abbreviate"
    r"|cost|energy|objective|loss is|function is|lagrangian is|density is|with|and)\W*(?:§\W*)?$"
)
_SUPPOSING = re.compile(r"\b(?:if|suppose|assume|when|where)(?: that)?\W*(?:§\W*)?$")
_OPERATING = re.compile(r"\b(?:grad|div|curl|rot)\s*$")
_EXPANDING = re.compile(r"linear(?:i[sz]|\b)|expan|taylor|tangent|first[- ]order|second[- ]order|near|around")
_DEMANDING = re.compile(
    r"\b(?:conditions?|foc|kkt|constraints?|satisf(?:y|ies)|must (?:have|hold|be|satisfy)"
    r"|requires?|equat(?:e|es|ing))\b"
)
_DENYING = re.compile(
    r"\b(?:(?:is|be|was) (?:not|never) (?:true|correct|right|the case)"
    r"|(?:is|are|not) (?:wrong|false|incorrect)"
    r"|isn't true|mistakes?|mistaken(?:ly)?|erroneous(?:ly)?|fallacy"
    r"|(?:wrong|incorrect|false)(?:ly)?(?! (?:classif|predict|label|positive|negative))"
    r"|might (?:think|assume|believe|expect|guess|hope)|(?:may|could) (?:naively|wrongly) |naive(?:ly)?(?! bayes)"
    r"|tempting|tempted"
    r"|does not hold|do not hold|doesn't hold|in general not|not in general|cannot (?:write|say|conclude))\b"
)
_CONCLUDING = re.compile(
    r"solution|solv|yield|gives?|minimi[sz]|maximi[sz]|optim|hence|therefore|thus|setting|vanish|stationary|zero"
)
FORMULA_MARK = " § "
DISPLAY_MARK = " §¶ "
"""What stands among the words for a formula; what denies or supposes a display does not reach beyond it."""


@dataclass(frozen=True, slots=True)
class WordsAround:
    """The section of a formula, and what the words around it say of it."""

    section: int
    defines: bool = False
    expands: bool = False
    concludes: bool = False
    demands: bool = False
    denies: bool = False
    supposes: bool = False
    operates: bool = False


def tells_of_expansions(words: str) -> bool:
    """Whether the words of a paragraph are about linearizations or expansions."""
    return bool(_EXPANDING.search(words.lower()))


def words_around(before: str, section: int, *, expands: bool) -> WordsAround:
    """The hints in the words before a formula; `expands` is what all of its paragraph tells."""
    return WordsAround(
        section,
        defines=bool(_DEFINING.search(before.strip(" :,\n"))),
        expands=expands or bool(_EXPANDING.search(before)),
        concludes=bool(_CONCLUDING.search(before)),
        demands=bool(_DEMANDING.search(before)),
        denies=bool(_DENYING.search(before.rpartition(DISPLAY_MARK.strip())[2])),
        supposes=bool(_SUPPOSING.search(before.strip(" :,\n").lower())),
        operates=bool(_OPERATING.search(before)),
    )
