"""`matderiv check`: which files, exit codes, the JSON of the contract, the other formats."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import matderiv as package
from tests.cli.running import Console, run_process

DECLARED = "Let $x\\in\\mathbb{R}^n$ and $A\\in\\mathbb{R}^{n\\times n}$.\n\n"
RIGHT = "$$\\frac{\\partial x^\\top A x}{\\partial x} = (A + A^\\top)x$$\n"
WRONG = "$$\\frac{\\partial x^\\top A x}{\\partial x} = 3Ax$$\n"
ONLY_IF_SYMMETRIC = "$$\\frac{\\partial x^\\top A x}{\\partial x} = 2Ax$$\n"
UNKNOWN = "$$\\frac{\\partial h}{\\partial x} = q$$\n"


@pytest.fixture
def note(tmp_path: Path) -> Any:
    def write(name: str, text: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def test_a_note_without_findings_exits_with_0(matderiv: Console, note: Any) -> None:
    run = matderiv("check", note("a.md", DECLARED + RIGHT))
    assert (run.code, run.err) == (0, "")
    assert "✓ verified" in run.out
    assert "1 note: 1 verified" in run.out


def test_a_wrong_claim_exits_with_1_and_shows_what_is_right(matderiv: Console, note: Any) -> None:
    run = matderiv("check", note("a.md", DECLARED + WRONG))
    assert run.code == 1
    assert "✗ refuted" in run.out
    assert "right is (A + A^\\top) x" in run.out


@pytest.mark.parametrize("text", [ONLY_IF_SYMMETRIC, UNKNOWN])
def test_strict_also_fails_for_what_is_conditional_or_unchecked(
    matderiv: Console, note: Any, text: str
) -> None:
    path = note("a.md", DECLARED + text)
    assert matderiv("check", path).code == 0
    assert matderiv("check", path, "--strict").code == 1


def test_a_contradiction_of_declarations_exits_with_1(matderiv: Console, note: Any) -> None:
    run = matderiv("check", note("a.md", "<!-- matderiv: X: what ever -->\n"))
    assert run.code == 1
    assert "! error" in run.out


def test_an_empty_folder_is_a_message_and_0(matderiv: Console, tmp_path: Path) -> None:
    run = matderiv("check", tmp_path)
    assert run.code == 0
    assert "no notes found" in run.err


def test_a_folder_without_notes_gives_valid_json_all_the_same(matderiv: Console, tmp_path: Path) -> None:
    run = matderiv("check", tmp_path, "--format", "json")
    assert run.code == 0
    assert run.json["files"] == []


def test_folders_are_read_recursively_and_gitignore_is_honoured(
    matderiv: Console, note: Any, tmp_path: Path
) -> None:
    note(".git/config", "")
    note(".gitignore", "drafts/\n")
    note("one.md", DECLARED + RIGHT)
    note("deep/er/two.tex", DECLARED + RIGHT)
    note("drafts/three.md", DECLARED + WRONG)
    files = matderiv("check", tmp_path, "--format", "json").json["files"]
    assert [Path(file["path"]).name for file in files] == ["two.tex", "one.md"]


def test_several_paths_are_checked_each_once(matderiv: Console, note: Any, tmp_path: Path) -> None:
    first, second = note("a.md", DECLARED + RIGHT), note("b.qmd", DECLARED + RIGHT)
    files = matderiv("check", second, first, tmp_path, "--format", "json").json["files"]
    assert [Path(file["path"]).name for file in files] == ["b.qmd", "a.md"]


def test_an_unreadable_file_exits_with_2_but_the_others_are_reported(
    matderiv: Console, note: Any, tmp_path: Path
) -> None:
    good = note("a.md", DECLARED + WRONG)
    bad = note("b.md", b"caf\xe9 $x^2$\n")
    run = matderiv("check", bad, good, tmp_path / "missing.md", "--format", "json")
    assert run.code == 2
    assert [file["path"] for file in run.json["files"]] == [good.as_posix()]
    assert run.json["summary"]["refuted"] == 1
    assert "b.md: the file is not valid UTF-8: byte 0xe9" in run.err
    assert "missing.md: no such file or folder" in run.err


def test_standard_input_needs_a_language(matderiv: Console) -> None:
    run = matderiv("check", "-", stdin=b"")
    assert run.code == 2
    assert "--language markdown, latex or notebook" in run.err


@pytest.mark.parametrize("language", ["markdown", "latex"])
def test_standard_input_is_checked(matderiv: Console, language: str) -> None:
    run = matderiv("check", "-", "--language", language, stdin=(DECLARED + WRONG).encode())
    assert run.code == 1
    assert run.out.startswith("-:3:3  ✗ refuted")


def test_a_notebook_on_standard_input(matderiv: Console) -> None:
    cells = [{"cell_type": "markdown", "source": (DECLARED + WRONG).splitlines(keepends=True)}]
    notebook = json.dumps({"cells": cells, "nbformat": 4, "nbformat_minor": 5, "metadata": {}})
    assert matderiv("check", "-", "--language", "notebook", stdin=notebook.encode()).code == 1


def test_standard_input_cannot_be_mixed_with_files_and_must_be_text(matderiv: Console, note: Any) -> None:
    assert matderiv("check", "-", note("a.md", ""), "--language", "markdown", stdin=b"").code == 2
    run = matderiv("check", "-", "--language", "markdown", stdin=b"\xff\xff")
    assert run.code == 2
    assert "UTF-8" in run.err


def test_the_json_has_the_fields_of_the_contract(matderiv: Console, note: Any) -> None:
    text = DECLARED + RIGHT + WRONG + "<!-- matderiv: X: what ever -->\n"
    result = matderiv("check", note("a.md", text), "--format", "json").json
    assert list(result) == ["schema", "files", "summary"]
    assert result["schema"] == 1
    assert result["summary"] == {
        "verified": 1,
        "conditional": 0,
        "ill-shaped": 0,
        "refuted": 1,
        "unchecked": 0,
    }
    (file,) = result["files"]
    assert list(file) == ["path", "claims", "problems"]
    right, wrong = file["claims"]
    for claim in (right, wrong):
        assert list(claim) == [
            "range", "tex", "kind", "verdict", "layout", "holds_if", "reason", "counterexample", "suggestion",
            "mistake", "method", "sizes", "max_error", "rule",
        ]  # fmt: skip
        assert claim["kind"] == "derivative"
    assert (right["verdict"], right["holds_if"], right["counterexample"]) == ("verified", [], None)
    assert wrong["verdict"] == "refuted"
    assert wrong["suggestion"] == {"latex": r"(A + A^\top) x"}
    assert list(wrong["counterexample"]) == [
        "sizes", "seed", "values", "entry", "expected", "written", "shapes",
    ]  # fmt: skip
    assert min(wrong["counterexample"]["entry"]) >= 1
    (problem,) = file["problems"]
    assert list(problem) == ["range", "rule", "severity", "message"]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("before", ["", "𝔸😀 ", "\ufeff"])
def test_ranges_count_code_points_whatever_the_line_ends(
    matderiv: Console, note: Any, before: str, line_end: str
) -> None:
    prose, formula = "😀 so ", r"\frac{\partial x^\top x}{\partial x} = 3x"
    text = f"{before}Let $x\\in\\mathbb{{R}}^n$.{line_end}{line_end}{prose}${formula}$ holds.{line_end}"
    (file,) = matderiv("check", note("a.md", text), "--format", "json").json["files"]
    (claim,) = file["claims"]
    assert claim["tex"] == formula
    start = len(prose) + 1
    assert claim["range"] == {
        "start": {"line": 2, "character": start},
        "end": {"line": 2, "character": start + len(formula)},
    }


def test_claims_come_in_document_order(matderiv: Console, note: Any) -> None:
    (file,) = matderiv("check", note("a.md", DECLARED + (RIGHT + WRONG) * 3), "--format", "json").json[
        "files"
    ]
    places = [
        (claim["range"]["start"]["line"], claim["range"]["start"]["character"]) for claim in file["claims"]
    ]
    assert places == sorted(places)
    assert len(places) == 6


def test_sarif_names_the_place_from_one(matderiv: Console, note: Any) -> None:
    run = matderiv("check", note("a.md", DECLARED + WRONG), "--format", "sarif")
    assert run.code == 1
    assert run.json["version"] == "2.1.0"
    (result,) = run.json["runs"][0]["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"]) == (3, 3)
    assert result["level"] == "error"
    assert result["ruleId"] == "wrong-derivative"


def test_sarif_and_github_without_findings(matderiv: Console, note: Any) -> None:
    path = note("a.md", DECLARED + RIGHT)
    assert matderiv("check", path, "--format", "sarif").json["runs"][0]["results"] == []
    run = matderiv("check", path, "--format", "github")
    assert (run.code, run.out) == (0, "")


def test_github_annotations_escape_what_would_end_them(matderiv: Console, note: Any) -> None:
    run = matderiv("check", note("a,b:c.md", DECLARED + WRONG), "--format", "github")
    (line,) = run.out.splitlines()
    assert line.startswith("::error file=")
    assert "a%2Cb%3Ac.md,line=3,endLine=3,col=3,endColumn=47,title=wrong-derivative::wrong" in line


@pytest.mark.parametrize(
    "arguments", [[], ["a.md", "--format", "xml"], ["a.md", "--language", "prose"], ["--strict"]]
)
def test_unusable_arguments_exit_with_2(matderiv: Console, arguments: list[str]) -> None:
    assert matderiv("check", *arguments).code == 2


def test_no_colour_in_a_pipe_and_colour_on_a_terminal(
    matderiv: Console, note: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = note("a.md", DECLARED + WRONG)
    assert "\x1b[" not in matderiv("check", path).out
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[31m✗ refuted\x1b[0m" in matderiv("check", path).out


def test_python_m_matderiv_does_the_same(note: Any) -> None:
    run = run_process("check", str(note("a.md", DECLARED + WRONG)))
    assert run.code == 1
    assert "✗ refuted" in run.out


def test_the_python_function_gives_the_same_json(matderiv: Console) -> None:
    text = DECLARED + WRONG
    printed = matderiv("check", "-", "--language", "markdown", "--format", "json", stdin=text.encode()).json
    assert package.check(text).to_dict()["files"][0]["claims"] == printed["files"][0]["claims"]


def test_the_python_function_refuses_an_unknown_language() -> None:
    with pytest.raises(ValueError, match="markdown, latex or notebook"):
        package.check("", language="rst")


def test_an_unexpected_error_is_a_message_and_no_traceback(
    matderiv: Console, note: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyError("text of the note")

    monkeypatch.setattr("matderiv.checking.document.verdict_in_note", fail)
    run = matderiv("check", note("a.md", DECLARED + WRONG + RIGHT), "--format", "json")
    claims = run.json["files"][0]["claims"]
    assert [claim["verdict"] for claim in claims] == ["unchecked", "unchecked"]
    assert all("matderiv failed here (KeyError at test_check.py" in claim["reason"] for claim in claims)
    monkeypatch.setattr("matderiv.checking.document.check_document", fail)
    run = matderiv("check", note("a.md", DECLARED))
    assert (run.code, run.out) == (2, "")
    assert "KeyError" in run.err
    assert "text of the note" not in run.err
