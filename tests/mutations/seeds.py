"""Whether a right claim stays right however the numbers fall: `python -m tests.mutations.seeds [SEEDS]`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from matderiv.oracle import Options, check_claim

from .statements import Statement, statements


def accusations(right: Iterable[Statement], seeds: range) -> Iterator[tuple[Statement, int, str]]:
    """The statements that some seed calls wrong: the statement, the seed, and the verdict."""
    for statement in right:
        for seed in seeds:
            verdict = check_claim(statement.claim, Options(seed=seed, diagnose=False)).verdict
            if verdict in ("refuted", "ill-shaped"):
                yield statement, seed, verdict


def main(arguments: list[str]) -> int:
    right = list(statements())
    seeds = range(int((arguments or ["1000"])[0]))
    found = 0
    for statement, seed, verdict in accusations(right, seeds):
        found += 1
        print(f"{verdict} at seed {seed}: {statement.name}", flush=True)
    print(f"{len(right)} right statements at {len(seeds)} seeds: {found} times called wrong")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
