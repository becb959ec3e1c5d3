"""Runs every benchmark."""

from __future__ import annotations

from . import derivations, linting, reading, scanning, verdicts


def main() -> None:
    for benchmark in (derivations, verdicts, reading, scanning, linting):
        benchmark.main()


if __name__ == "__main__":
    main()
