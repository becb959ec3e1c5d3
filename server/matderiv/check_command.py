"""`matderiv check`: its options, and what it writes where."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from .terminal import FINDINGS, FOUND, UNUSABLE, unusable, wants_colour, write_exactly

if TYPE_CHECKING:
    from .lint.run import CheckOptions, Outcome, Run
    from .rules import RuleSettings

FORMAT_NAMES = ("text", "concise", "json", "jsonl", "sarif", "github")


def add_check(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="files, folders, or - for standard input")
    parser.add_argument("--language", choices=("markdown", "latex", "notebook"), help="of standard input")
    parser.add_argument("--stdin-filename", metavar="NAME", help="what standard input is called in reports")
    parser.add_argument(
        "--exclude",
        action="append",
        default=[],
        metavar="PATTERN",
        help="notes to leave out, as in .gitignore",
    )
    _add_rules(parser.add_argument_group("rules (names or their beginnings; see matderiv rule --list)"))
    _add_report(parser.add_argument_group("the report"))
    _add_fixes(parser.add_argument_group("fixes"))
    _add_speed(parser.add_argument_group("speed"))
    parser.set_defaults(run=run_check)


def _add_rules(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--select", action="append", default=[], metavar="RULES", help="only these, separated by commas"
    )
    group.add_argument("--ignore", action="append", default=[], metavar="RULES", help="all but these")
    group.add_argument(
        "--severity",
        action="append",
        default=[],
        metavar="RULE=LEVEL",
        help="error, warning, information, hint or off; repeatable",
    )
    group.add_argument(
        "--strict",
        action="store_true",
        help="conditional and unchecked claims are errors too, and other equations are accused",
    )


def _add_report(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--format", choices=FORMAT_NAMES, default="text")
    group.add_argument("--output", type=Path, metavar="FILE", help="write the report there")
    group.add_argument("--baseline", type=Path, metavar="FILE", help="leave out the findings listed there")
    group.add_argument("--write-baseline", action="store_true", help="write all findings to the baseline")


def _add_fixes(group: argparse._ArgumentGroup) -> None:
    fixes = group.add_mutually_exclusive_group()
    fixes.add_argument(
        "--fix", action="store_true", help="put checked formulas where wrong ones stand, where that is safe"
    )
    fixes.add_argument("--diff", action="store_true", help="show what --fix would change, and change nothing")


def _add_speed(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--jobs", type=_positive, metavar="N", help="processes (default: by cores and notes)")
    group.add_argument("--cache-dir", type=Path, metavar="FOLDER", help="where reports are kept by content")
    group.add_argument("--no-cache", action="store_true", help="neither use nor keep reports")


def _positive(text: str) -> int:
    if text.isdigit() and int(text) > 0:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no positive number")


def run_check(options: argparse.Namespace) -> int:
    """Checks, reports, and gives the exit code of the contract."""
    from .lint.baseline import BaselineError
    from .lint.run import InputError, Run
    from .rules import SettingsError

    try:
        run = Run(_check_options(options), sys.stdin.buffer, sys.stderr)
        if options.write_baseline and run.baseline_path is None:
            raise InputError("--write-baseline needs --baseline FILE, or baseline in the [lint] section")
        outcome = run.outcome()
        if options.write_baseline and outcome.result.interrupted_after is None:
            outcome = _with_baseline_written(run, outcome)
        return _reported(options, outcome)
    except (InputError, SettingsError, BaselineError) as error:
        return unusable(str(error))
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        return unusable(f"{error.filename}: {error.strerror}" if error.filename else str(error))


def _check_options(options: argparse.Namespace) -> CheckOptions:
    from .lint.cache import ReportCache, default_folder
    from .lint.run import CheckOptions

    cache = None if options.no_cache else ReportCache(options.cache_dir or default_folder())
    return CheckOptions(
        options.paths,
        options.language,
        options.stdin_filename,
        _settings(options),
        options.exclude,
        options.jobs,
        cache,
        options.baseline,
        options.write_baseline,
        options.fix or options.diff,
    )


def _settings(options: argparse.Namespace) -> RuleSettings:
    from .rules import SettingsError, settings_from

    levels: list[tuple[str, str]] = []
    for setting in options.severity:
        rule, equals, level = setting.partition("=")
        if not equals:
            raise SettingsError(f"--severity {setting}: write RULE=LEVEL, as in other-layout=error")
        levels.append((rule, level))
    return settings_from(_separated(options.select), _separated(options.ignore), levels, options.strict)


def _separated(values: Sequence[str]) -> list[str]:
    return [name.strip() for value in values for name in value.split(",")]


def _with_baseline_written(run: Run, outcome: Outcome) -> Outcome:
    """All findings are known from now on."""
    from dataclasses import replace

    from .lint.baseline import baseline_text, read_baseline
    from .lint.writing import write_atomically

    path = run.baseline_path
    assert path is not None
    write_atomically(path, baseline_text(path, outcome.result.files).encode())
    files, _, known = read_baseline(path).apply(outcome.result.files)
    return replace(outcome, result=replace(outcome.result, files=files, known=known))


def _reported(options: argparse.Namespace, outcome: Outcome) -> int:
    from .lint import FORMATS, KINDS

    result = outcome.result
    for message in result.unreadable:
        sys.stderr.write(f"matderiv: {message}\n")
    if not result.files and not result.unreadable and result.interrupted_after is None:
        sys.stderr.write(f"matderiv: no notes found ({KINDS})\n")
    for entry in result.expired:
        sys.stderr.write(f"matderiv: the baseline has an entry that no longer occurs: {entry}\n")
    stream, is_written = sys.stdout, True
    if options.diff:
        _write_diff(options.output, outcome)
    elif options.fix and "-" in options.paths:
        write_exactly(outcome.text_of_standard_input)
        stream = sys.stderr
    elif options.fix:
        is_written = _write_fixes(outcome)
    if not options.diff:
        coloured = options.output is None and wants_colour(stream)
        _write_report(FORMATS[options.format](result, coloured), options.output, stream)
    if result.interrupted_after is not None:
        sys.stderr.write(
            f"matderiv: interrupted: {len(result.files)} of {result.interrupted_after} notes were checked\n"
        )
    return _exit_code(options, outcome) if is_written else UNUSABLE


def _write_diff(path: Path | None, outcome: Outcome) -> None:
    from .lint.diffs import unified_diff
    from .lint.writing import write_atomically

    diff = "".join(
        unified_diff(note.name, note.byte_order_mark + note.text, note.byte_order_mark + after.note.text)
        for note, after in outcome.fixes
    )
    if path is not None:
        write_atomically(path, diff.encode())
    else:
        write_exactly(diff)


def _write_fixes(outcome: Outcome) -> bool:
    """Writes the mended notes; False if one of them could not be written, which does not keep others from it."""
    from .lint.mending import write_mended

    is_written = True
    for note, after in outcome.fixes:
        try:
            write_mended(note, after.note.text)
        except OSError as error:
            is_written = False
            sys.stderr.write(f"matderiv: {note.name}: not mended: {error.strerror}\n")
    return is_written


def _write_report(report: str, path: Path | None, stream: TextIO) -> None:
    from .lint.writing import write_atomically

    text = f"{report}\n" if report else ""
    if path is not None:
        write_atomically(path, text.encode())
    else:
        stream.write(text)


def _exit_code(options: argparse.Namespace, outcome: Outcome) -> int:
    """2 if a note was not checked, 1 for errors that are left (or would be, without the changes of a diff)."""
    result = outcome.result
    if result.unreadable or result.interrupted_after is not None:
        return UNUSABLE
    would_change = options.diff and bool(outcome.fixes)
    return FINDINGS if result.has_errors or would_change else FOUND
