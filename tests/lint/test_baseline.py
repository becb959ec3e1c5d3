"""Old findings in a file: kept by content, so that edits elsewhere do not matter."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import Console

DECLARED = "Let $x\\in\\mathbb{R}^n$ and $A\\in\\mathbb{R}^{n\\times n}$.\n\n"
WRONG = "$$\\nabla_x x^\\top A x = 3Ax$$\n\n"
OTHER = "$$\\nabla_x x^\\top A x = 5Ax$$\n\n"


@pytest.fixture
def known(matderiv: Console, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A note with a wrong claim, and a baseline that knows it."""
    monkeypatch.chdir(tmp_path)
    note = tmp_path / "a.md"
    note.write_text(DECLARED + WRONG)
    run = matderiv("check", "a.md", "--baseline", "known.json", "--write-baseline")
    assert run.code == 0
    return note


def check(matderiv: Console, *more: str) -> Any:
    return matderiv("check", "a.md", "--baseline", "known.json", *more)


def test_known_findings_are_counted_and_nothing_else(matderiv: Console, known: Path) -> None:
    run = check(matderiv)
    assert (run.code, run.err) == (0, "")
    assert "1 known in the baseline" in run.out
    assert check(matderiv, "--format", "sarif").json["runs"][0]["results"] == []
    assert check(matderiv, "--format", "json").json["baseline"] == {"known": 1, "expired": []}


def test_edits_elsewhere_and_other_spaces_do_not_matter(matderiv: Console, known: Path) -> None:
    known.write_text("# A title\n\nMore words.\n\n" + DECLARED + WRONG.replace("= 3Ax", "=  3 A x"))
    assert check(matderiv).code == 0


def test_a_new_finding_and_one_more_of_the_same_are_reported(matderiv: Console, known: Path) -> None:
    known.write_text(DECLARED + WRONG + OTHER)
    run = check(matderiv)
    assert run.code == 1
    assert "5Ax" in run.out
    assert "3Ax" not in run.out
    known.write_text(DECLARED + WRONG + WRONG)
    assert check(matderiv).code == 1


def test_entries_that_no_longer_occur_are_reported_but_do_not_fail(matderiv: Console, known: Path) -> None:
    known.write_text(DECLARED)
    run = check(matderiv)
    assert run.code == 0
    assert "no longer occurs: a.md: wrong-derivative" in run.err


def test_the_folder_from_which_the_command_runs_does_not_matter(
    matderiv: Console, known: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "inner").mkdir()
    monkeypatch.chdir(tmp_path / "inner")
    assert matderiv("check", "..", "--baseline", "../known.json").code == 0


def test_the_configuration_names_the_baseline(matderiv: Console, known: Path) -> None:
    Path("matderiv.toml").write_text('[lint]\nbaseline = "known.json"\n')
    assert matderiv("check", "a.md").code == 0


def test_the_file_holds_no_text_of_a_note_and_is_sorted(known: Path) -> None:
    text = Path("known.json").read_text()
    assert "nabla" not in text
    (finding,) = json.loads(text)["findings"]
    assert set(finding) == {"path", "rule", "fingerprint"}


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"schema": 1, "findings": [3]}', '{"schema": 2, "findings": []}']
)
def test_what_is_no_baseline_is_said(matderiv: Console, known: Path, content: str) -> None:
    Path("known.json").write_text(content)
    run = check(matderiv)
    assert (run.code, "write it again with --write-baseline" in run.err) == (2, True)


def test_a_missing_baseline_is_said(matderiv: Console, known: Path) -> None:
    run = matderiv("check", "a.md", "--baseline", "none.json")
    assert (run.code, "none.json" in run.err) == (2, True)
    assert matderiv("check", "a.md", "--write-baseline").code == 2
