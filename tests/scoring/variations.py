"""The same cases in other clothes: symbols renamed, sizes permuted, transposes restyled. Scores must not change."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

_WORDS = r"\\(?:operatorname|text|textrm|mathrm|rm|mathbb|mathcal|begin|end|label|tag|mathop)\s*\*?\{[^{}]*\}"
_TOKENS = re.compile(_WORDS + r"|\\[A-Za-z]+|\^\s*\{?T\}?|[A-Za-z]")
_UPPER, _LOWER = "PGZSYMQEKH", "pqzruvyghw"
_KEPT = frozenset("TINOLdefgijklmnrtDJHhXRVN") | frozenset("o")
_FUNCTIONS = "qsrpwuv"
_DECLARED = re.compile(r"(?<![A-Za-z\\}_^])([fgh])\s*(?::|\((?:\\mathbf\{)?[a-z]\}?\)\s*:?=)")
_MATH = re.compile(r"\$\$.+?\$\$|\$.+?\$", re.DOTALL)


def _letters(tex: str) -> set[str]:
    return set(re.findall(r"[A-Za-z]", tex))


def _renaming(tex: str) -> dict[str, str]:
    used = _letters(tex)
    free = {True: [c for c in _UPPER if c not in used], False: [c for c in _LOWER if c not in used]}
    renaming = {}
    for letter in sorted(used - _KEPT):
        if letter in "ABCWUVabcxwyvu" and free[letter.isupper()]:
            renaming[letter] = free[letter.isupper()].pop(0)
    return renaming


def _apply(tex: str, renaming: dict[str, str]) -> str:
    return _TOKENS.sub(lambda match: renaming.get(match[0], match[0]), tex)


def _restyle(tex: str) -> str:
    tex = re.sub(r"\^\s*(?:\\top|\{\\top\}|\{\\mathrm\{T\}\}|\\mathrm\{T\})", "^T", tex)
    limits = r"(\\(?:sum|prod)_\{[^{}]*\}\^\{?T\}?)"
    return re.sub(limits + r"|\^(?:\{T\}|T)", lambda match: match[1] or r"^{\mathsf T}", tex)


def _permute_sizes(tex: str) -> str:
    letters = {"m": "k", "n": "m"}
    return _TOKENS.sub(lambda match: letters.get(match[0], match[0]), tex)


def _in_math(note: str, change: Callable[[str], str]) -> str:
    return _MATH.sub(lambda match: change(match[0]), note)


def rename_note(case: dict[str, Any]) -> dict[str, Any]:
    formulas = " ".join(_MATH.findall(case["note"]))
    renaming = _renaming(formulas)
    return {**case, "note": _in_math(case["note"], lambda tex: _apply(tex, renaming))}


def rename_functions(case: dict[str, Any]) -> dict[str, Any]:
    """Functions that the note declares have letters then that are no functions by convention."""
    formulas = " ".join(_MATH.findall(case["note"]))
    free = [letter for letter in _FUNCTIONS if letter not in _letters(formulas)]
    declared = dict.fromkeys(_DECLARED.findall(formulas))
    renaming = dict(zip(declared, free, strict=False))
    return {**case, "note": _in_math(case["note"], lambda tex: _apply(tex, renaming))}


def restyle_note(case: dict[str, Any]) -> dict[str, Any]:
    return {**case, "note": _in_math(case["note"], _restyle)}


def permute_note(case: dict[str, Any]) -> dict[str, Any]:
    if "k" in _letters(" ".join(_MATH.findall(case["note"]))):
        return case
    return {**case, "note": _in_math(case["note"], _permute_sizes)}


def rename_problem(case: dict[str, Any]) -> dict[str, Any]:
    tex = " ".join([case["tex"], *case["given"]])
    renaming = {old: new for old, new in _renaming(tex).items() if old in case["names"]}
    statements = [_apply_in_given(statement, renaming) for statement in case["given"]]
    return {
        **case,
        "tex": _apply(case["tex"], renaming),
        "given": statements,
        "wrt": [renaming.get(name, name) for name in case["wrt"]],
        "names": {renaming.get(tex, tex): code for tex, code in case["names"].items()},
    }


def _apply_in_given(statement: str, renaming: dict[str, str]) -> str:
    """Only the symbol before the first word is a formula in statements such as `A symmetric`."""
    head, space, tail = statement.partition(" ")
    if tail and re.match(r"[a-z\\]", tail) and not tail.startswith("\\"):
        return _apply(head, renaming) + space + tail
    return _apply(statement, renaming)


def restyle_problem(case: dict[str, Any]) -> dict[str, Any]:
    return {**case, "tex": _restyle(case["tex"])}


NOTE_VARIATIONS = {
    "renamed": rename_note,
    "functions renamed": rename_functions,
    "sizes permuted": permute_note,
    "restyled": restyle_note,
}
PROBLEM_VARIATIONS = {"renamed": rename_problem, "restyled": restyle_problem}
