"""Runs the command line in this process and, where a whole process is meant, in one of its own."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from matderiv.cli import main


@dataclass(frozen=True)
class Run:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out, parse_constant=_refuse)


def _refuse(constant: str) -> None:
    raise AssertionError(f"{constant} is no JSON")


class Console:
    """`matderiv` with captured streams."""

    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._capsys = capsys
        self._monkeypatch = monkeypatch
        self._cache = tempfile.TemporaryDirectory()
        monkeypatch.setenv("MATDERIV_CACHE_DIR", self._cache.name)

    def __call__(self, *arguments: str | Path, stdin: bytes | None = None) -> Run:
        if stdin is not None:
            self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as stop:
            code = int(stop.code or 0)
        captured = self._capsys.readouterr()
        assert "Traceback" not in captured.out + captured.err
        return Run(code, captured.out, captured.err)


def run_process(*arguments: str, stdin: bytes = b"", cwd: Path | None = None) -> Run:
    """`python -m matderiv` as a process of its own, its output not a terminal."""
    command = [sys.executable, "-m", "matderiv", *arguments]
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "MATDERIV_CACHE_DIR": cache}
        found = subprocess.run(
            command, input=stdin, capture_output=True, cwd=cwd, env=environment, timeout=60, check=False
        )
    return Run(found.returncode, found.stdout.decode(), found.stderr.decode())
