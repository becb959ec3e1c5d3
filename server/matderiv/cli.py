"""The command line: `matderiv derive`, `matderiv check`, `matderiv lsp`."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Sequence
from typing import TextIO

FOUND, FINDINGS, UNUSABLE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command and gives its exit code; argparse exits with 2 for unusable arguments."""
    options = _parser().parse_args(_with_formulas(sys.argv[1:] if arguments is None else arguments))
    _make_output_utf8()
    try:
        code: int = options.run(options)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNUSABLE
    except Exception as error:
        from .meaning.unexpected import unexpected

        return _unusable(unexpected(error))
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
    _add_check(commands.add_parser("check", help="check the claims of notes"))
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
    parser.add_argument("--layout", choices=("denominator", "numerator", "mixed"))
    parser.add_argument("--vec", choices=("column", "row"), help="how vec stacks a matrix")
    parser.add_argument("--symmetric", choices=("unconstrained", "part", "entries"))
    parser.add_argument(
        "--form", action="append", metavar="NAME", help="a form of the result, or all; repeatable"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.set_defaults(run=_run_derive)


def _add_check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH", help="files, folders, or - for standard input")
    parser.add_argument("--format", choices=("text", "json", "sarif", "github"), default="text")
    parser.add_argument(
        "--strict", action="store_true", help="conditional and unchecked claims are findings too"
    )
    parser.add_argument("--language", choices=("markdown", "latex", "notebook"), help="of standard input")
    parser.set_defaults(run=_run_check)


def _run_derive(options: argparse.Namespace) -> int:
    from .api import ProblemError, derive
    from .derivation import NoDerivativeError
    from .derivation.text import derivation_text

    if len(options.wrt) > 2:
        return _unusable("--wrt can be given at most twice (the second derivative)")
    try:
        result = derive(
            options.expression,
            options.wrt,
            options.given,
            layout=options.layout,
            vec=options.vec,
            symmetric=options.symmetric,
            forms=options.form,
        )
    except ProblemError as error:
        return _failed(str(error)) if isinstance(error, NoDerivativeError) else _unusable(str(error))
    if options.format == "json":
        sys.stdout.write(json.dumps(result.to_dict(), ensure_ascii=False, indent=2, allow_nan=False) + "\n")
    else:
        sys.stdout.write(derivation_text(result, colour=_wants_colour(sys.stdout)) + "\n")
    return FOUND if result.check.verdict == "verified" else FINDINGS


def _run_check(options: argparse.Namespace) -> int:
    from .lint import FORMATS, KINDS, Strictness
    from .lint.run import InputError, check_paths, exit_code

    strictness = Strictness.STRICT if options.strict else Strictness.NORMAL
    try:
        result, unreadable = check_paths(options.paths, options.language, sys.stdin.buffer)
    except InputError as error:
        return _unusable(str(error))
    report = FORMATS[options.format](result, strictness, _wants_colour(sys.stdout))
    if report:
        sys.stdout.write(report + "\n")
    for message in unreadable:
        sys.stderr.write(f"matderiv: {message}\n")
    if not result.files and not unreadable:
        sys.stderr.write(f"matderiv: no notes found ({KINDS})\n")
    return UNUSABLE if unreadable else exit_code(result, strictness)


def _run_server(options: argparse.Namespace) -> int:
    from .lsp import serve

    return serve()


def _unusable(message: str) -> int:
    sys.stderr.write(f"matderiv: {message}\n")
    return UNUSABLE


def _failed(message: str) -> int:
    sys.stderr.write(f"matderiv: {message}\n")
    return FINDINGS


def _wants_colour(stream: TextIO) -> bool:
    return stream.isatty() and not os.environ.get("NO_COLOR")


def _version() -> str:
    from importlib.metadata import version

    return version("matderiv")
