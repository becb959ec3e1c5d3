"""The command line: `matderiv derive`, `check`, `survey`, `rule`, `cache`, `lsp`."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from .check_command import add_check
from .survey_command import add_survey
from .terminal import FINDINGS, FOUND, UNUSABLE, unusable, wants_colour
from .threads import start_no_threads


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command and gives its exit code; argparse exits with 2 for unusable arguments."""
    options = _parser().parse_args(_with_formulas(sys.argv[1:] if arguments is None else arguments))
    _make_output_utf8()
    start_no_threads()
    try:
        code: int = options.run(options)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNUSABLE
    except Exception as error:
        from .meaning.unexpected import unexpected

        return unusable(unexpected(error))
    return code


def _with_formulas(arguments: Sequence[str]) -> list[str]:
    r"""The arguments, with a space before formulas such as `-x^\top\log x`, which argparse would take for options."""
    return [
        f" {argument}" if re.match(r"-[^-]", argument) and argument != "-h" else argument
        for argument in arguments
    ]


def _make_output_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="matderiv", description="Matrix calculus for notes.")
    parser.add_argument("--version", action="version", version=_version())
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_derive(commands.add_parser("derive", help="derive a formula and check it"))
    add_check(commands.add_parser("check", help="check the claims of notes"))
    add_survey(commands.add_parser("survey", help="count what is understood of notes, and what is not"))
    _add_rule(commands.add_parser("rule", help="explain a rule of the linter"))
    _add_cache(commands.add_parser("cache", help="the reports that are kept between runs"))
    server = commands.add_parser("lsp", help="the language server, on standard input and output")
    server.add_argument(
        "--stdio", action="store_true", help="accepted for editors that pass it; the only transport"
    )
    server.set_defaults(run=_run_server)
    return parser


def _add_derive(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "expression", type=str.strip, metavar="EXPR", help="the LaTeX of what is differentiated"
    )
    parser.add_argument(
        "--wrt", action="append", required=True, metavar="SYMBOL", help="the variable; twice: Hessian"
    )
    parser.add_argument(
        "--given", action="append", default=[], metavar="STATEMENT", help="what a note would declare"
    )
    parser.add_argument(
        "--total",
        action="store_true",
        help="all symbols of --wrt vary together: the total differential, and a gradient by each",
    )
    parser.add_argument("--layout", choices=("denominator", "numerator", "mixed"))
    parser.add_argument("--vec", choices=("column", "row"), help="how vec stacks a matrix")
    parser.add_argument("--symmetric", choices=("unconstrained", "part", "entries"))
    parser.add_argument(
        "--form", action="append", metavar="NAME", help="a form of the result, or all; repeatable"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.set_defaults(run=_run_derive)


def _add_rule(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", metavar="RULE", help="the rule to explain")
    parser.add_argument("--list", action="store_true", help="all rules, with their severities")
    parser.set_defaults(run=_run_rule)


def _add_cache(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=("clean", "dir"), help="remove what is kept, or say where it lies")
    parser.add_argument("--cache-dir", type=Path, metavar="FOLDER", help="where reports are kept by content")
    parser.set_defaults(run=_run_cache)


def _run_derive(options: argparse.Namespace) -> int:
    from .api import ProblemError, derive
    from .derivation import NoDerivativeError
    from .derivation.text import derivation_text

    if len(options.wrt) > 2 and not options.total:
        return unusable("--wrt can be given at most twice (the second derivative); or add --total")
    try:
        result = derive(
            options.expression,
            options.wrt,
            options.given,
            layout=options.layout,
            vec=options.vec,
            symmetric=options.symmetric,
            forms=options.form,
            total=options.total,
        )
    except ProblemError as error:
        return _failed(str(error)) if isinstance(error, NoDerivativeError) else unusable(str(error))
    if options.format == "json":
        sys.stdout.write(json.dumps(result.to_dict(), ensure_ascii=False, indent=2, allow_nan=False) + "\n")
    else:
        sys.stdout.write(derivation_text(result, colour=wants_colour(sys.stdout)) + "\n")
    return FOUND if result.check.verdict == "verified" else FINDINGS


def _run_rule(options: argparse.Namespace) -> int:
    from .rules import RULES, nearest_rule
    from .rules.pages import page_of

    if options.list or options.name is None:
        width = max(map(len, RULES))
        for rule in RULES.values():
            sys.stdout.write(f"{rule.name:{width}}  {rule.level:11}  {rule.summary}\n")
        return FOUND
    found = RULES.get(options.name)
    if found is None:
        nearest = nearest_rule(options.name)
        advice = f"did you mean {nearest}?" if nearest else "see matderiv rule --list"
        return unusable(f"no rule is called {options.name}; {advice}")
    sys.stdout.write(page_of(found.name) or f"# {found.name}\n\n{found.summary}.\n")
    return FOUND


def _run_cache(options: argparse.Namespace) -> int:
    from .lint.cache import ReportCache, default_folder

    folder = options.cache_dir or default_folder()
    if options.action == "dir":
        sys.stdout.write(f"{folder}\n")
        return FOUND
    removed = ReportCache(folder).clean()
    sys.stdout.write(f"{removed} reports removed from {folder}\n")
    return FOUND


def _run_server(options: argparse.Namespace) -> int:
    from .lsp import serve

    return serve()


def _failed(message: str) -> int:
    sys.stderr.write(f"matderiv: {message}\n")
    return FINDINGS


def _version() -> str:
    from importlib.metadata import version

    return version("matderiv")
