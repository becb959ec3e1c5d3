"""`--fix` and `--diff`: only checked formulas, only in the place of the wrong ones, and twice is as once."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import matderiv as package
from matderiv.lint.checking_notes import check_note
from matderiv.lint.findings import linted
from matderiv.lint.fixing import fixed, replaced, replacements_for
from matderiv.lint.notes import Note
from tests.cli.running import Console
from tests.scoring.cases import mistakes

DECLARED = "Let $x\\in\\mathbb{R}^n$ and $A\\in\\mathbb{R}^{n\\times n}$.\n\n"
WRONG = "$$\\frac{\\partial x^\\top A x}{\\partial x} = 3Ax$$\n"
RIGHT = "$$\\frac{\\partial x^\\top A x}{\\partial x} = (A + A^\\top) x$$\n"


def verdicts(text: str, language: str = "markdown") -> list[str]:
    return [claim.verdict for claim in package.check(text, language).files[0].claims]


def mended(matderiv: Console, path: Path, text: str | bytes) -> bytes:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    run = matderiv("check", path, "--fix")
    assert run.code in (0, 1)
    return path.read_bytes()


def test_the_wrong_side_is_replaced_and_nothing_else(matderiv: Console, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    assert mended(matderiv, path, DECLARED + WRONG + "Text.\n").decode() == DECLARED + RIGHT + "Text.\n"
    run = matderiv("check", path, "--fix")
    assert run.code == 0
    assert path.read_text() == DECLARED + RIGHT + "Text.\n"


def test_the_author_s_style_is_kept(matderiv: Console, tmp_path: Path) -> None:
    claim = "$\\nabla_{\\mathbf{x}} \\mathbf{x}^T \\mathbf{A} \\mathbf{x} = 3\\mathbf{A}\\mathbf{x}$\n"
    text = "Let $\\mathbf{x}\\in\\mathbb{R}^n$.\n\n" + claim
    found = mended(matderiv, tmp_path / "a.md", text).decode()
    assert "\\mathbf{A}^T" in found
    assert "\\top" not in found
    assert verdicts(found) == ["verified"]


@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_byte_order_mark_and_permissions_stay(
    matderiv: Console, tmp_path: Path, line_end: str, mark: bytes
) -> None:
    path = tmp_path / "a.md"
    path.touch(mode=0o640)
    text = (DECLARED + "😀 é " + WRONG + "no line end").replace("\n", line_end)
    assert (
        mended(matderiv, path, mark + text.encode()) == mark + text.replace("3Ax", "(A + A^\\top) x").encode()
    )
    assert path.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in tmp_path.iterdir()] == ["a.md"]


def test_a_link_stays_a_link(matderiv: Console, tmp_path: Path) -> None:
    target, link = tmp_path / "target.md", tmp_path / "link.md"
    target.write_text(DECLARED + WRONG)
    link.symlink_to(target)
    matderiv("check", link, "--fix")
    assert link.is_symlink()
    assert target.read_text() == DECLARED + RIGHT


def test_a_notebook_stays_one(matderiv: Console, tmp_path: Path) -> None:
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": (DECLARED + WRONG).splitlines(keepends=True)}
    ]
    text = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1)
    found = mended(matderiv, tmp_path / "a.ipynb", text).decode()
    assert "".join(json.loads(found)["cells"][0]["source"]) == DECLARED + RIGHT
    assert found.replace("(A + A^\\\\top) x", "3Ax") == text


def test_latex(matderiv: Console, tmp_path: Path) -> None:
    text = (
        DECLARED
        + "\\begin{align}\n\\nabla_x x^\\top A x &= 3Ax, \\\\ % both\n\\nabla_x x^\\top x &= 3x.\n\\end{align}\n"
    )
    found = mended(matderiv, tmp_path / "a.tex", text).decode()
    assert found == text.replace("3Ax", "(A + A^\\top) x").replace("3x", "2 x")


@pytest.mark.parametrize(
    "right",
    [
        "3Ax % as in the book\n+ 0x",
        "3Ax \\label{gradient}",
        "2Ax \\\\ &\\quad + Ax",
        "3 \\text{ times } Ax",
    ],
)
def test_what_is_more_than_a_formula_is_left_alone(matderiv: Console, tmp_path: Path, right: str) -> None:
    text = DECLARED + f"\\begin{{align}}\n\\nabla_x x^\\top A x &= {right}\n\\end{{align}}\n"
    found = mended(matderiv, tmp_path / "a.tex", text).decode()
    for words in ("% as in the book", "\\label{gradient}", "\\\\ &\\quad", "\\text{ times }"):
        assert (words in found) == (words in text)


def test_chains_are_mended_as_a_whole(matderiv: Console, tmp_path: Path) -> None:
    text = DECLARED + "$$\\nabla_x x^\\top A x = 3Ax = Ax + 2Ax$$\n"
    path = tmp_path / "a.md"
    found = mended(matderiv, path, text).decode()
    assert mended(matderiv, path, found).decode() == found
    assert verdicts(found).count("refuted") <= verdicts(text).count("refuted")


def test_what_is_switched_off_ignored_or_known_is_not_mended(matderiv: Console, tmp_path: Path) -> None:
    path, baseline = tmp_path / "a.md", tmp_path / "baseline.json"
    text = DECLARED + WRONG
    path.write_text(text)
    matderiv("check", path, "--ignore", "wrong", "--fix")
    matderiv("check", path, "--baseline", baseline, "--write-baseline")
    matderiv("check", path, "--baseline", baseline, "--fix")
    assert path.read_text() == text
    off = DECLARED + "<!-- matderiv: disable-next-line -->\n" + WRONG
    assert mended(matderiv, path, off).decode() == off


def test_a_diff_changes_nothing_and_can_be_applied(matderiv: Console, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    text = DECLARED + "Words.\n" * 10 + WRONG + "the end"
    path.write_text(text)
    run = matderiv("check", path, "--diff")
    assert (run.code, path.read_text()) == (1, text)
    assert [line for line in run.out.splitlines() if line.startswith("-$")] == ["-" + WRONG.strip()]
    assert [line for line in run.out.splitlines() if line.startswith("+$")] == ["+" + RIGHT.strip()]
    assert run.out.endswith("\n\\ No newline at end of file\n")
    diff = run.out.replace(str(path), "a.md")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "apply", "-p0"], cwd=tmp_path, input=diff, text=True, check=True)
    assert path.read_text() == text.replace(WRONG, RIGHT)
    assert matderiv("check", path, "--diff").code == 0


@pytest.mark.parametrize("line_end", ["\r\n", "\n"])
def test_a_diff_of_a_file_with_a_byte_order_mark_can_be_applied(
    matderiv: Console, tmp_path: Path, line_end: str
) -> None:
    path = tmp_path / "a.md"
    data = ("\ufeff" + DECLARED + WRONG).replace("\n", line_end).encode()
    path.write_bytes(data)
    run = matderiv("check", path, "--diff", "--output", tmp_path / "p.diff")
    assert run.code == 1
    diff = (tmp_path / "p.diff").read_bytes().replace(str(path).encode(), b"a.md")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "apply", "-p0"], cwd=tmp_path, input=diff, check=True)
    by_diff = path.read_bytes()
    assert mended(matderiv, path, data) == by_diff


def test_what_may_not_be_written_is_said_and_keeps_nothing_else_from_being_mended(
    matderiv: Console, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(DECLARED + WRONG)
    monkeypatch.setattr("os.access", lambda path, mode: Path(path).name != "a.md")
    run = matderiv("check", tmp_path, "--fix")
    assert run.code == 2
    assert "a.md: not mended: Permission denied" in run.err
    assert (tmp_path / "a.md").read_text() == DECLARED + WRONG
    assert (tmp_path / "b.md").read_text() == DECLARED + RIGHT


def test_an_interrupted_run_mends_nothing_and_reports_what_it_has(
    matderiv: Console, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.md"
    path.write_text(DECLARED + WRONG)

    def interrupt(_note: Note) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr("matderiv.lint.run.check_note", interrupt)
    run = matderiv("check", path, "--fix", "--format", "json")
    assert run.code == 2
    assert [claim["verdict"] for claim in run.json["files"][0]["claims"]] == ["refuted"]
    assert path.read_text() == DECLARED + WRONG


def test_standard_input_is_mended_to_standard_output(matderiv: Console) -> None:
    arguments = ("check", "-", "--stdin-filename", "notes/a.md", "--fix")
    run = matderiv(*arguments, stdin=(DECLARED + WRONG).encode())
    assert (run.code, run.out) == (0, DECLARED + RIGHT)
    assert "1 formula mended" in run.err
    assert matderiv(*arguments, stdin=DECLARED.encode()).out == DECLARED


def test_a_file_that_cannot_be_decoded_is_not_touched(matderiv: Console, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    data = (DECLARED + WRONG).encode("utf-16")
    path.write_bytes(data)
    assert matderiv("check", path, "--fix").code == 2
    assert path.read_bytes() == data


def test_a_file_that_changed_meanwhile_is_not_touched(
    matderiv: Console, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from matderiv.lint import run as running

    path = tmp_path / "a.md"
    path.write_text(DECLARED + WRONG)
    check = running.check_note

    def check_and_write(note: Note) -> object:
        path.write_text("new")
        return check(note)

    monkeypatch.setattr(running, "check_note", check_and_write)
    run = matderiv("check", path, "--fix")
    assert (run.code, path.read_text()) == (2, "new")
    assert "changed while it was being checked" in run.err


def wrong_notes() -> list[tuple[str, str]]:
    return [(case["id"], case["note"]) for case in mistakes() if "note" in case]


def test_fixes_of_all_mistakes_are_verified_touch_only_right_sides_and_are_idempotent() -> None:
    """Over the notes of the wrong statements."""
    tried = 0
    for name, text in wrong_notes():
        note = Note("a.md", text, "markdown", Path("a.md"))
        report = check_note(note)
        replacements = replacements_for(note, report, linted(report).findings)
        after = fixed(note, report, lambda found: linted(found).findings, check_note)
        tried += after.count
        if len(replacements) == after.count:
            assert after.note.text == replaced(text, replacements), name
        for replacement in replacements if after.count else ():
            start, end = report.claims[replacement.claim].right_side or (0, 0)
            assert (replacement.start, replacement.end) == (start, end), name
            assert after.report.claims[replacement.claim].verdict == "verified", name
        again = fixed(after.note, after.report, lambda found: linted(found).findings, check_note)
        assert again.count == 0, name
    assert tried >= 8


@settings(max_examples=10, deadline=None)
@given(st.text("ab é😀.,;*_#>-\t\n\r", max_size=40), st.text("ab é😀.,;*_#>-\t\n\r", max_size=40))
def test_whatever_stands_around_a_formula_stays(before: str, after: str) -> None:
    text = f"{before}\n\n{DECLARED}{WRONG}\n\n{after}"
    note = Note("a.md", text, "markdown", Path("a.md"))
    found = fixed(note, check_note(note), lambda report: linted(report).findings, check_note)
    assert found.note.text in (text, text.replace(WRONG, RIGHT))
