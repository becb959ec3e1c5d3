"""Scores the claims of `claims.json` on the documents that they come from, where nothing is declared for our sake.

    python -m tests.scoring.documents FOLDER [--only WORD] [--show]

FOLDER holds clones of the public repositories, each as `owner/name`, `owner+name` or `name`. Printed are the share of
cases whose claims all have a verdict other than unchecked, and the alarms: claims called wrong that are right.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from matderiv.checking.accusation import ACCUSATIONS, verdict_in_note
from matderiv.meaning import Analysis, Claim, analyse
from matderiv.text import decode, language_of, read_document
from matderiv.workspace import Workspace

from .cases import claims

GOAL = 0.75


@dataclass(frozen=True)
class Scored:
    """A case with what was found at its place: a line, the claim, its verdict and the reason for each."""

    case: dict[str, Any]
    found: tuple[tuple[int, Claim, str, str], ...]

    @property
    def outcome(self) -> str:
        """all, some, or none of its claims have a verdict; or no claim is found there."""
        verdicts = [verdict for _, _, verdict, _ in self.found]
        if not verdicts:
            return "no claim found"
        checked = sum(verdict != "unchecked" for verdict in verdicts)
        return "all" if checked == len(verdicts) else "some" if checked else "unchecked"

    @property
    def is_alarm(self) -> bool:
        """Whether a claim is called wrong in a case that is not."""
        wrong = any(verdict in ACCUSATIONS for _, _, verdict, _ in self.found)
        return wrong and ACCUSATIONS.isdisjoint(self.case["expect"])


def score(case: dict[str, Any], folder: Path) -> Scored | None:
    """The verdicts at the lines of a case; None without its document."""
    path = _path_of(case["source"], folder)
    if path is None:
        return None
    analysis = _analysis(path, folder)
    found = []
    for line, claim in _claims_of(case, path, analysis):
        found.append((line, claim, *_verdict(analysis, claim)))
    return Scored(case, tuple(found))


def _verdict(analysis: Analysis, claim: Claim) -> tuple[str, str]:
    try:
        verdict = verdict_in_note(analysis, claim)
    except Exception as error:
        return "unchecked", f"failed: {type(error).__name__}: {error}"
    return verdict.verdict, verdict.reason


def _path_of(source: dict[str, Any], folder: Path) -> Path | None:
    owner, _, name = source["repository"].removeprefix("https://github.com/").partition("/")
    candidates = [folder / each / source["path"] for each in (f"{owner}/{name}", f"{owner}+{name}", name)]
    return next((path for path in candidates if path.is_file()), None)


@cache
def _analysis(path: Path, folder: Path) -> Analysis:
    text, language = decode(path.read_bytes()), language_of(path) or "markdown"
    inherited = Workspace([folder]).inherited(path, text, language)
    return analyse(read_document(text, language, inherited))


def _claims_of(case: dict[str, Any], path: Path, analysis: Analysis) -> Iterator[tuple[int, Claim]]:
    """The claims on the lines of a case; in notebooks, whose lines differ by tool, those with its text."""
    first = case["source"]["line"]
    last = case["source"].get("line_end") or first
    for claim in analysis.claims:
        lines = analysis.document.line_index
        start, end = lines.line_of(claim.start) + 1, lines.line_of(max(claim.start, claim.end - 1)) + 1
        if path.suffix == ".ipynb":
            if _flat(claim.tex)[:-1] in _flat(case["tex"]) or _flat(case["tex"]) in _flat(claim.tex):
                yield start, claim
        elif start <= last and end >= first:
            yield start, claim


def _flat(text: str) -> str:
    return re.sub(r"\s+", "", text)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.scoring.documents")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="cases whose id or repository contains this")
    parser.add_argument("--show", action="store_true", help="each case that is not wholly understood")
    options = parser.parse_args()
    tally: Counter[str] = Counter()
    alarms: list[str] = []
    for case in claims():
        if options.only not in case["id"] + case["source"]["repository"]:
            continue
        scored = score(case, options.folder)
        tally[scored.outcome if scored else "no document"] += 1
        if scored is None:
            continue
        if scored.is_alarm:
            alarms.append(case["id"])
        if options.show and (scored.outcome != "all" or scored.is_alarm):
            _show(scored)
    _print_summary(tally, alarms)


def _show(scored: Scored) -> None:
    source = scored.case["source"]
    word = "ALARM " if scored.is_alarm else ""
    print(
        f"{word}{scored.case['id']} {scored.outcome}  {source['repository']}/{source['path']}:{source['line']}"
    )
    for line, claim, verdict, reason in scored.found:
        if verdict not in ("verified", "conditional"):
            print(f"    {line}: {' '.join(claim.tex.split())[:140]}\n        {verdict}: {reason[:140]}")


def _print_summary(tally: Counter[str], alarms: list[str]) -> None:
    there = tally.total() - tally["no document"]
    for outcome in ("all", "some", "unchecked", "no claim found", "no document"):
        print(f"{outcome:16} {tally[outcome]:4}")
    if there:
        share, any_share = tally["all"] / there, (tally["all"] + tally["some"]) / there
        print(
            f"a verdict on every claim {share:.1%} of {there} cases, on some {any_share:.1%} (goal: {GOAL:.0%})"
        )
    print(f"alarms: {len(alarms)} {' '.join(alarms)}")


if __name__ == "__main__":
    main()
