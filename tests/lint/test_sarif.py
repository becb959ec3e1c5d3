"""SARIF reports of real runs, against the schema.

`sarif.schema.json` is our own strict schema of what we write; MATDERIV_SARIF_SCHEMA may name the published one.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.cli.running import Console

NOTE = (
    "Let $x\\in\\mathbb{R}^n$ and $A\\in\\mathbb{R}^{n\\times n}$.\n\n$$\\nabla_x x^\\top A x = 3Ax$$\n\n"
    "$$\\nabla_x x^\\top A x = 2Ax$$\n\n<!-- matderiv: off=no-such-rule -->\n\n<!-- matderiv: X: what ever -->\n"
)
PUBLISHED = os.environ.get("MATDERIV_SARIF_SCHEMA")
SCHEMAS = [Path(__file__).parent / "sarif.schema.json", *([Path(PUBLISHED)] if PUBLISHED else [])]


@pytest.fixture
def report(matderiv: Console, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.chdir(tmp_path)
    for name in ("plain.md", "é 100% [1].md", "folder/b.tex"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(NOTE, encoding="utf-8")
    return matderiv("check", ".", "missing.md", "--format", "sarif").json


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda path: path.name)
def test_the_report_is_valid(report: Any, schema: Path) -> None:
    validator = jsonschema.Draft7Validator(json.loads(schema.read_text(encoding="utf-8")))
    assert [error.message for error in validator.iter_errors(report)] == []


def test_results_point_to_their_rules(report: Any) -> None:
    (run,) = report["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len(run["results"]) >= 8
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert all(rule["help"]["markdown"].startswith(f"# {rule['id']}") for rule in rules)


def test_paths_are_relative_and_quoted(report: Any) -> None:
    results = report["runs"][0]["results"]
    places = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in results}
    assert places == {"plain.md", "%C3%A9%20100%25%20%5B1%5D.md", "folder/b.tex"}


def test_fingerprints_tell_results_of_one_note_apart(report: Any) -> None:
    results = [
        result
        for result in report["runs"][0]["results"]
        if result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "plain.md"
    ]
    assert len({json.dumps(result["partialFingerprints"]) for result in results}) == len(results)


def test_what_could_not_be_read_is_told(report: Any) -> None:
    (invocation,) = report["runs"][0]["invocations"]
    assert not invocation["executionSuccessful"]
    assert "missing.md" in invocation["toolExecutionNotifications"][0]["message"]["text"]
