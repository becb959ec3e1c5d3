"""`matderiv check` as a linter: rules, comments, formats, processes, interruptions, exit codes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import Console, run_process

DECLARED = "Let $x\\in\\mathbb{R}^n$ and $A\\in\\mathbb{R}^{n\\times n}$.\n\n"
WRONG = "$$\\nabla_x x^\\top A x = 3Ax$$\n"
CONDITIONAL = "$$\\nabla_x x^\\top A x = 2Ax$$\n"
IDENTITY = "$$(A A^\\top)^\\top = A^\\top A + A$$\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rules(run: Any) -> list[str]:
    return [json.loads(line)["rule"] for line in run.out.splitlines()]


def lint(matderiv: Console, text: str, *options: str, name: str = "a.md") -> Any:
    Path(name).write_text(text, encoding="utf-8")
    return matderiv("check", name, "--format", "jsonl", *options)


def test_selecting_ignoring_and_severities(matderiv: Console, folder: Path) -> None:
    text = DECLARED + WRONG + CONDITIONAL
    assert rules(lint(matderiv, text)) == ["wrong-derivative", "needs-assumption"]
    run = lint(matderiv, text, "--select", "needs,other-layout")
    assert (run.code, rules(run)) == (0, ["needs-assumption"])
    assert rules(lint(matderiv, text, "--ignore", "wrong")) == ["needs-assumption"]
    assert lint(matderiv, text, "--ignore", "wrong", "--severity", "needs-assumption=error").code == 1
    assert lint(matderiv, text, "--severity", "wrong-derivative=warning").code == 0


def test_the_configuration_and_over_it_the_command_line(matderiv: Console, folder: Path) -> None:
    Path("matderiv.toml").write_text(
        '[lint]\nignore = ["needs"]\nexclude = ["drafts/"]\n\n[lint.severity]\nwrong-derivative = "warning"\n\n'
        '[lint.per-file-ignores]\n"old/*.md" = ["all"]\n'
    )
    for name in ("drafts/a.md", "old/a.md", "a.md"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(DECLARED + WRONG + CONDITIONAL)
    run = matderiv("check", ".", "--format", "jsonl")
    assert [(json.loads(line)["path"], json.loads(line)["severity"]) for line in run.out.splitlines()] == [
        ("a.md", "warning")
    ]
    assert run.code == 0
    assert matderiv("check", ".", "--severity", "wrong-derivative=error").code == 1
    assert matderiv("check", "drafts/a.md", "--format", "json").json["summary"]["refuted"] == 1


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ('[lint]\nselect = ["wrong-derivatve"]\n', "did you mean wrong-derivative?"),
        ("[lint]\nselekt = []\n", "did you mean select?"),
        ('[lint]\nselect = "all"\n', "lint.select must be a list of strings"),
        ("lint = 3\n", "lint must be a table"),
        ('[lint.severity]\nsyntax = "fatal"\n', "no severity is called 'fatal'"),
    ],
)
def test_a_section_that_cannot_be_used_exits_with_2(
    matderiv: Console, folder: Path, section: str, words: str
) -> None:
    Path("matderiv.toml").write_text(section)
    run = lint(matderiv, DECLARED)
    assert (run.code, run.out) == (2, "")
    assert words in run.err
    assert "matderiv.toml" in run.err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--select", "no-such"], "no rule is called 'no-such'"),
        (["--severity", "syntax"], "write RULE=LEVEL"),
        (["--severity", "syntax=loud"], "use error, warning"),
        (["--jobs", "0"], "no positive number"),
        (["--fix", "--diff"], "not allowed with"),
        (["--exclude", "!"], "no pattern"),
        (["--output", "no/such/folder/report"], "No such file or directory"),
    ],
)
def test_options_that_cannot_be_used_exit_with_2(
    matderiv: Console, folder: Path, options: list[str], words: str
) -> None:
    run = lint(matderiv, DECLARED, *options)
    assert run.code == 2
    assert words in run.err


NOTEBOOK_CELL = [
    "Let $x\\in\\mathbb{R}^n$ and $A\\in\\mathbb{R}^{n\\times n}$.\n",
    "\n",
    "<!-- matderiv: disable-next-line=wrong-derivative -->\n",
    "$$\\nabla_x x^\\top A x = 3Ax$$\n",
    "\n",
    "$$\\nabla_x x^\\top A x = 5Ax$$",
]


def notebook(source: object) -> str:
    cells = [{"cell_type": "markdown", "metadata": {}, "source": source}]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "".join(NOTEBOOK_CELL)),
        ("a.tex", "".join(NOTEBOOK_CELL).replace("<!-- ", "% ").replace(" -->", "")),
        ("a.ipynb", notebook(NOTEBOOK_CELL)),
        ("b.ipynb", notebook("".join(NOTEBOOK_CELL))),
    ],
)
def test_a_line_is_switched_off_in_every_kind_of_note(
    matderiv: Console, folder: Path, name: str, text: str
) -> None:
    run = lint(matderiv, text, name=name)
    (finding,) = [json.loads(line) for line in run.out.splitlines()]
    assert "5Ax" in finding["tex"]


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("<!-- matderiv: disable=wrong-derivative -->", []),
        ("<!-- matderiv: disable -->", []),
        ("<!-- matderiv: disable=needs-assumption -->", ["unused-suppression", "wrong-derivative"]),
        (
            "<!-- matderiv: disable=wrong-derivative -->\n\n<!-- matderiv: enable -->",
            ["unused-suppression", "wrong-derivative"],
        ),
        ("<!-- matderiv: disable-file=wrong-derivatives -->", ["unknown-rule", "wrong-derivative"]),
    ],
)  # fmt: skip
def test_blocks_files_and_comments_that_do_nothing(
    matderiv: Console, folder: Path, before: str, expected: list[str]
) -> None:
    assert rules(lint(matderiv, f"{DECLARED}{before}\n\n{WRONG}")) == expected


def test_a_suppressed_claim_keeps_its_verdict_in_the_json(matderiv: Console, folder: Path) -> None:
    Path("a.md").write_text(DECLARED + "<!-- matderiv: off -->\n\n" + WRONG)
    run = matderiv("check", "a.md", "--format", "json")
    (claim,) = run.json["files"][0]["claims"]
    assert (run.code, claim["verdict"], claim["suppressed"]) == (0, "refuted", True)
    assert "1 switched off by comments" in matderiv("check", "a.md").out


def test_other_equations_are_accused_only_if_that_is_asked_for(matderiv: Console, folder: Path) -> None:
    assert lint(matderiv, DECLARED + IDENTITY).code == 0
    run = lint(matderiv, DECLARED + IDENTITY, "--strict")
    assert (run.code, rules(run)) == (1, ["wrong-identity"])
    assert rules(lint(matderiv, "<!-- matderiv: strict -->\n\n" + DECLARED + IDENTITY)) == ["wrong-identity"]
    Path("matderiv.toml").write_text("strict = true\n")
    assert rules(lint(matderiv, DECLARED + IDENTITY)) == ["wrong-identity"]


def test_equations_that_hold_are_confirmed_also_when_strict(matderiv: Console, folder: Path) -> None:
    text = DECLARED + "$$(A A^\\top)^\\top = A A^\\top$$\n\n$$\\operatorname{tr}(A^\\top A) = \\|A\\|_F^2$$\n"
    assert lint(matderiv, text, "--strict").code == 0


def test_json_lines(matderiv: Console, folder: Path) -> None:
    (finding,) = [json.loads(line) for line in lint(matderiv, DECLARED + WRONG).out.splitlines()]
    assert finding["path"] == "a.md"
    assert finding["severity"] == "error"
    assert finding["verdict"] == "refuted"
    assert finding["range"]["start"] == {"line": 2, "character": 2}
    assert finding["suggestion"] == {"latex": "(A + A^\\top) x"}


def test_concise_text_has_only_findings(matderiv: Console, folder: Path) -> None:
    Path("a.md").write_text(
        DECLARED + WRONG + "$$\\nabla_x x^\\top x = 2x$$\n\n$$\\nabla_x f(x) = 2 g(x)$$\n"
    )
    out = matderiv("check", "a.md", "--format", "concise").out
    assert "✗ refuted" in out
    assert "✓" not in out
    assert "·" not in out


def test_a_report_goes_to_a_file(matderiv: Console, folder: Path) -> None:
    run = lint(matderiv, DECLARED + WRONG, "--output", "report.jsonl")
    assert (run.code, run.out) == (1, "")
    assert json.loads(Path("report.jsonl").read_text())["rule"] == "wrong-derivative"


def test_the_name_of_standard_input_tells_its_language_and_settings(matderiv: Console, folder: Path) -> None:
    Path("old").mkdir()
    Path("matderiv.toml").write_text('[lint.per-file-ignores]\n"old/*" = ["wrong"]\n')
    text = (DECLARED + WRONG).encode()
    assert matderiv("check", "-", "--stdin-filename", "old/a.tex", stdin=text).code == 0
    run = matderiv("check", "-", "--stdin-filename", "new.md", stdin=text)
    assert run.out.startswith("new.md:3:3")
    assert matderiv("check", "-", "--stdin-filename", "new.txt", stdin=text).code == 2


def many_notes(folder: Path, count: int, claims: int = 1) -> None:
    for number in range(count):
        text = DECLARED + "".join(f"$$\\nabla_x x^\\top A x = {number}{k + 1}Ax$$\n\n" for k in range(claims))
        (folder / f"{number:03}.md").write_text(text)


def test_several_processes_give_the_same_bytes(folder: Path) -> None:
    many_notes(folder, 5)
    one = run_process("check", ".", "--format", "json", "--jobs", "1", cwd=folder)
    several = run_process("check", ".", "--format", "json", "--jobs", "3", cwd=folder)
    assert one == several
    assert len(one.json["files"]) == 5


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Lets processes be interrupted, also where the tests run in the background of a shell, which ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.usefixtures("interruptible")
def test_an_interrupted_run_reports_what_it_has(folder: Path, jobs: str, stop: signal.Signals) -> None:
    many_notes(folder, 300, claims=4)
    command = [sys.executable, "-m", "matderiv", "check", ".", "--format", "json", "--jobs", jobs]
    environment = {**os.environ, "MATDERIV_CACHE_DIR": str(folder / "kept")}
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, text=True
    )
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and not list((folder / "kept").rglob("??/*")):
            time.sleep(0.05)
        process.send_signal(stop)
        out, err = process.communicate(timeout=60)
    finally:
        process.kill()
    report = json.loads(out)
    assert process.returncode == 2
    assert report["interrupted"] == {"notes": 300}
    assert 0 < len(report["files"]) < 300
    assert f"interrupted: {len(report['files'])} of 300 notes were checked" in err
    assert "Traceback" not in err


@pytest.mark.skipif(sys.platform == "win32", reason="no such pipes")
def test_a_reader_that_goes_away_is_no_error(folder: Path) -> None:
    many_notes(folder, 1, claims=3)
    command = f"{sys.executable} -m matderiv check . --no-cache | true"
    done = subprocess.run(command, shell=True, cwd=folder, capture_output=True, text=True, check=False)
    assert done.stderr == ""


def test_progress_is_for_terminals(matderiv: Console, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many_notes(folder, 2)
    monkeypatch.setattr("matderiv.lint.progress._SILENT_SECONDS", -1.0)
    monkeypatch.setattr("matderiv.lint.progress._BETWEEN_SECONDS", 0.0)
    assert "notes checked" not in matderiv("check", ".", "--no-cache").err
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert "2 of 2 notes checked" in matderiv("check", ".", "--no-cache").err
