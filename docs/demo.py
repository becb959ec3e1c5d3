"""The main job on the notes in docs/examples: the derivatives that they ask for, and the verdict on every claim.

Run by `make demo`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from matderiv.api import check
from matderiv.checking import FileReport
from matderiv.derivation import derive_and_verify
from matderiv.derivation.text import derivation_text
from matderiv.lint import FORMATS, LintResult, linted
from matderiv.meaning import Analysis, Problem, ProblemError, analyse
from matderiv.notation import style_of
from matderiv.syntax.tree import Differential
from matderiv.text import language_of, read_document

EXAMPLES = Path(__file__).parent / "examples"
FORMS = ("matrix", "index", "vec", "differential", "trace", "pullback")


def questions(analysis: Analysis) -> Iterator[tuple[str, Problem]]:
    """The derivatives that stand alone, with nothing claimed about them."""
    claimed = [(claim.start, claim.end) for claim in analysis.claims]
    for request in analysis.derivatives:
        stands_alone = not any(start <= request.start and request.end <= end for start, end in claimed)
        is_increment = isinstance(request.node, Differential)
        if stands_alone and not is_increment and request.problem is not None:
            yield request.tex, request.problem


def show(path: Path, colour: bool) -> FileReport:
    text = path.read_text("utf-8")
    language = language_of(path.name) or "markdown"
    for tex, problem in questions(analyse(read_document(text, language))):
        try:
            result = derive_and_verify(problem, tex, (), FORMS, style_of(text))
        except ProblemError as error:
            print(f"{path.name}: {error}")
            continue
        print(f"{path.name} asks for the " + derivation_text(result, colour=colour) + "\n")
    report = check(text, language).files[0]
    return replace(report, path=path.relative_to(EXAMPLES.parent.parent).as_posix())


def main() -> None:
    colour = sys.stdout.isatty()
    notes = sorted(path for path in EXAMPLES.iterdir() if language_of(path.name))
    reports = tuple(show(path, colour) for path in notes)
    print(FORMATS["text"](LintResult(tuple(map(linted, reports))), colour))


if __name__ == "__main__":
    main()
