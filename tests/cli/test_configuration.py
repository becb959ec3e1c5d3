"""`matderiv check` with a `matderiv.toml` and with files that include others."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Console

CLAIM = (
    "Let $x\\in\\mathbb{R}^n$.\n\n$$\\frac{\\partial \\, x^\\top A x}{\\partial x} = x^\\top(A + A^\\top)$$\n"
)


def test_the_layout_of_a_configuration_holds_for_all_notes_below(matderiv: Console, tmp_path: Path) -> None:
    (tmp_path / "matderiv.toml").write_text('layout = "numerator"\n')
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.md").write_text(CLAIM)
    run = matderiv("check", tmp_path / "notes", "--format", "json")
    assert run.code == 0
    assert [claim["layout"] for claim in run.json["files"][0]["claims"]] == ["numerator"]


def test_a_mistake_in_the_configuration_is_a_finding_in_it(
    matderiv: Console, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("matderiv.toml").write_text('# ours\nlayout = "sideways"\n')
    Path("a.md").write_text(CLAIM)
    run = matderiv("check", "a.md", "--format", "json")
    assert run.code == 1
    configuration, _ = run.json["files"]
    assert configuration["path"] == "matderiv.toml"
    (problem,) = configuration["problems"]
    assert problem["range"] == {"start": {"line": 1, "character": 0}, "end": {"line": 1, "character": 6}}
    assert problem["message"].startswith("layout must be")


def test_a_configuration_that_is_no_text_is_a_finding_in_it(
    matderiv: Console, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("matderiv.toml").write_bytes('layout = "numerator"\n'.encode("utf-16"))
    Path("a.md").write_text(CLAIM)
    run = matderiv("check", "a.md", "--format", "json")
    assert run.code == 1
    (problem,) = run.json["files"][0]["problems"]
    assert problem["rule"] == "unreadable-configuration"


def test_standard_input_is_read_with_the_configuration_of_the_folder(
    matderiv: Console, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("matderiv.toml").write_text('layout = "denominator"\n')
    run = matderiv("check", "-", "--language", "markdown", "--format", "json", stdin=CLAIM.encode())
    assert [claim["verdict"] for claim in run.json["files"][0]["claims"]] == ["conditional"]
