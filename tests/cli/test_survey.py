"""`matderiv survey`: what it counts, and that one bad note does not hold up the others."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from matderiv.survey.counts import class_of
from matderiv.survey.processes import Outcome, call_each
from matderiv.survey.run import count_file
from tests.cli.running import Console, run_process

NOTE = """Let $x \\in \\mathbb{R}^n$ and $A \\in \\mathbb{R}^{n \\times n}$.

$$\\frac{\\partial\\, x^\\top A x}{\\partial x} = (A + A^\\top) x$$

$$\\frac{\\partial\\, x^\\top A x}{\\partial x} = 3 A x$$

$$\\nabla_x h = q$$ and $$A = A$$ and $\\frac{a}{$
"""


def test_everything_is_counted(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text(NOTE)
    (tmp_path / "two.tex").write_text("Let $x \\in \\mathbb{R}^n$.")
    run = run_process("survey", str(tmp_path), "--format", "json", "--jobs", "1")
    assert run.code == 0
    (row,) = run.json["paths"]
    total = run.json["total"]
    assert row["notes"] == total["notes"] == {"latex": 1, "markdown": 1}
    assert total["spans"] == {"inline": 4, "display": 4}
    assert total["derivative_statements"] == 3
    assert total["verdicts"] == {
        "verified": 1, "conditional": 0, "ill-shaped": 0, "refuted": 1, "unchecked": 1,
    }  # fmt: skip
    assert total["understood"] == pytest.approx(2 / 3, abs=1e-3)
    (reason,) = total["unchecked"]
    assert (reason["count"], reason["example"]["line"]) == (1, 7)
    assert reason["example"]["tex"] == r"\nabla_x h = q"
    assert total["malformed"][0]["count"] == 1


def test_the_table_has_a_row_for_each_path_and_one_for_all(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "note.md").write_text(NOTE)
    run = run_process("survey", "a", "b", "--jobs", "1", cwd=tmp_path)
    header, first, second, all_of_them = (line.split() for line in run.out.splitlines()[:4])
    assert header[:4] == ["notes", "formulas", "derivatives", "claims"]
    assert [first[0], second[0], all_of_them[0]] == ["a", "b", "all"]
    assert int(all_of_them[1]) == 2
    assert "a/note.md:7" in run.out


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text(NOTE)
    (tmp_path / "bad.md").write_bytes(b"\xff\xfe\x00")
    run = run_process("survey", ".", "missing", "--jobs", "2", cwd=tmp_path)
    assert run.code == 2
    assert "missing: no such file or folder" in run.err
    assert "bad.md: the file is" in run.out
    assert "verified" in run.out


def test_an_empty_folder_is_a_message(tmp_path: Path) -> None:
    run = run_process("survey", str(tmp_path))
    assert run.code == 0
    assert "no notes found" in run.err


def test_a_call_that_takes_too_long_or_dies_does_not_hold_up_the_others() -> None:
    calls = [("time.sleep", 60.0), ("os._exit", 3), ("time.sleep", 0.0), ("math.sqrt", -1.0)]
    began = time.monotonic()
    outcomes = {each.number: each for each in call_each(call_by_name, calls, 2, 4.0)}
    assert time.monotonic() - began < 40
    assert outcomes[0].failure == "takes longer than 4 s"
    assert outcomes[1].failure == "the process ended unexpectedly"
    assert (outcomes[2].result, outcomes[2].failure) == (None, "")
    assert "ValueError" in outcomes[3].failure


def test_a_run_that_is_ended_reports_what_it_has(
    matderiv: Console, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("one.md", "two.md"):
        (tmp_path / name).write_text(NOTE)

    def ended(*_: object) -> Iterator[Outcome]:
        yield Outcome(0, count_file(tmp_path.as_posix(), (tmp_path / "one.md").as_posix()))
        raise KeyboardInterrupt

    monkeypatch.setattr("matderiv.survey.run.call_each", ended)
    run = matderiv("survey", tmp_path, "--format", "json")
    assert run.code == 2
    assert "interrupted after 1 notes" in run.err
    assert run.json["total"]["notes"] == {"markdown": 1}


def call_by_name(name: str, argument: float) -> object:
    from importlib import import_module

    module, _, function = name.rpartition(".")
    return getattr(import_module(module), function)(argument)


@pytest.mark.parametrize(
    ("reason", "other"),
    [
        ("declare the shape of $W$", "declare the shape of $\\mathbf{x}_i$"),
        ("product of 3×n and vector m does not conform", "product of n×m and vector 2*n does not conform"),
        (
            "nothing says how the numerator depends on X",
            r"nothing says how the numerator depends on \mathbf{y}",
        ),
    ],
)
def test_like_reasons_count_together(reason: str, other: str) -> None:
    assert class_of(reason) == class_of(other)


def test_different_reasons_do_not() -> None:
    assert class_of("declare the shape of $W$") != class_of("nothing says what $W$ is")
