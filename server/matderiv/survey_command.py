"""`matderiv survey`: its options, and what it writes."""

from __future__ import annotations

import argparse
import os
import sys

from .terminal import FOUND, UNUSABLE

FORMAT_NAMES = ("text", "json")


def add_survey(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="files or folders; a row of the table each")
    parser.add_argument("--format", choices=FORMAT_NAMES, default="text")
    parser.add_argument("--most", type=_positive, default=20, metavar="N", help="reasons shown (default: 20)")
    parser.add_argument("--jobs", type=_positive, metavar="N", help="processes (default: one a core)")
    parser.add_argument(
        "--seconds", type=float, default=60.0, metavar="S", help="given up after that, a note (default: 60)"
    )
    parser.set_defaults(run=run_survey)


def run_survey(options: argparse.Namespace) -> int:
    """Surveys and reports. Exits with 2 if it was ended or a path cannot be used at all, else with 0."""
    from .lint import KINDS
    from .lint.progress import Progress
    from .survey import FORMATS, survey

    progress: Progress | None = None

    def show(done: int, total: int, name: str) -> None:
        nonlocal progress
        progress = progress or Progress(sys.stderr, total)
        progress.show(done, name)

    found = survey(options.paths, options.jobs or os.cpu_count() or 1, options.seconds, show)
    if progress is not None:
        progress.clear()
    sys.stdout.write(FORMATS[options.format](found, options.most) + "\n")
    unusable = [(path, reason) for path, reason in found.failures if path in options.paths]
    for path, reason in unusable:
        sys.stderr.write(f"matderiv: {path}: {reason}\n")
    if not found.total.notes and not found.failures:
        sys.stderr.write(f"matderiv: no notes found ({KINDS})\n")
    if found.interrupted_after is not None:
        sys.stderr.write(f"matderiv: interrupted after {found.interrupted_after} notes\n")
        return UNUSABLE
    return UNUSABLE if unusable else FOUND


def _positive(text: str) -> int:
    if text.isdigit() and int(text) > 0:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no positive number")
