"""The same notes give the same reports, whatever was checked before, in whatever process, with whatever hashes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.scoring.cases import mistakes


@pytest.fixture(scope="module")
def notes(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("notes")
    paths = [folder / f"{number}-{copy}.md" for number in range(len(mistakes())) for copy in "ab"]
    for number, case in enumerate(mistakes()):
        for path in paths[2 * number : 2 * number + 2]:
            path.write_text(case["note"], encoding="utf-8")
    return paths


def reports(paths: list[Path], hashes: str, jobs: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "matderiv", "check", *map(str, paths)]
    command += ["--no-cache", "--format", "json", "--jobs", jobs]
    environment = {**os.environ, "PYTHONHASHSEED": hashes}
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    return {file["path"]: file for file in json.loads(done.stdout)["files"]}


@pytest.fixture(scope="module")
def in_order(notes: list[Path]) -> dict[str, Any]:
    return reports(notes, "1", "1")


def test_copies_of_a_note_have_one_report(notes: list[Path], in_order: dict[str, Any]) -> None:
    for one, other in zip(notes[::2], notes[1::2], strict=True):
        assert in_order[one.as_posix()]["claims"] == in_order[other.as_posix()]["claims"]


@pytest.mark.parametrize(("hashes", "jobs"), [("2", "1"), ("3", "3")])
def test_neither_order_nor_processes_nor_hashes_matter(
    notes: list[Path], in_order: dict[str, Any], hashes: str, jobs: str
) -> None:
    assert reports(notes[::-1], hashes, jobs) == in_order
