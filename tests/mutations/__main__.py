"""Runs the mutants and prints how many are caught: `python -m tests.mutations [COUNT [SEED]]`.

Without a number every right side is changed by every single mistake; with one, so many mutants with one or two mistakes
are drawn. Exits with 1 if fewer than 99 % of those that are really different are caught.
"""

from __future__ import annotations

import random
import sys
from collections import Counter

from .runs import drawn_mutants, outcome, single_mutants
from .statements import statements

_ENOUGH = 0.99
_SHOWN = 60


def main(arguments: list[str]) -> int:
    right = list(statements())
    chosen = (
        drawn_mutants(right, int(arguments[0]), random.Random(int((arguments[1:] or ["0"])[0])))
        if arguments
        else single_mutants(right)
    )
    counts: Counter[str] = Counter()
    shown = 0
    for statement, mutant in chosen:
        found = outcome(statement, mutant)
        counts["mutants"] += 1
        counts[found.difference] += 1
        for name in ("caught", "missed", "silent", "false_alarm"):
            counts[name] += getattr(found, f"is_{name}")
        if (found.is_missed or found.is_silent or found.is_false_alarm) and shown < _SHOWN:
            shown += 1
            print(found, flush=True)
    return _report(len(right), counts)


def _report(right: int, counts: Counter[str]) -> int:
    share = counts["caught"] / max(counts["other"], 1)
    print(f"{right} right statements, {counts['mutants']} mutants")
    print(
        f"really different: {counts['other']}; the same: {counts['same']}; not told apart: {counts['unknown']}"
    )
    print(f"caught {counts['caught']} ({share:.2%}), missed {counts['missed']}, silent {counts['silent']}")
    print(f"the same and called wrong: {counts['false_alarm']}")
    return 0 if share >= _ENOUGH and not counts["missed"] else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
