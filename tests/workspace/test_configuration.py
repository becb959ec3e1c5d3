"""`matderiv.toml`: what it sets, where it is found, and what is said about its mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from matderiv.workspace import Workspace
from matderiv.workspace.configuration import read_configuration
from tests.workspace.conftest import Check, Write

CLAIM = r"$$\frac{\partial\, \bx^\top A \bx}{\partial \bx} = \bx^\top (A + A^\top)$$" + "\n"
CONFIGURATION = r"""
layout = "numerator"
declarations = '''
\mathbf{x}: n
A: n x n
'''

[macros]
'\bx' = '\mathbf{x}'
norm = ['\left\|#1\right\|', 1]
"""


def problems(text: str, name: str = "matderiv.toml") -> list[tuple[str, str]]:
    """Each problem as the text it marks and its message."""
    configuration = read_configuration(Path(name), text)
    assert configuration is not None
    return [(text[problem.start : problem.end], problem.message) for problem in configuration.problems]


@pytest.mark.parametrize("folder", ["", "deep/er/"])
def test_it_is_found_upwards_from_the_note(write: Write, check: Check, folder: str) -> None:
    write("matderiv.toml", CONFIGURATION)
    (claim,) = check(write(f"{folder}note.md", CLAIM)).claims
    assert (claim.verdict, claim.layout) == ("verified", "numerator")


def test_the_nearest_one_holds(write: Write, check: Check) -> None:
    write("matderiv.toml", CONFIGURATION)
    write("deep/matderiv.toml", CONFIGURATION.replace("numerator", "denominator"))
    (claim,) = check(write("deep/note.md", CLAIM)).claims
    assert claim.verdict == "conditional"


def test_it_may_stand_in_pyproject(write: Write, check: Check) -> None:
    text = CONFIGURATION.replace("layout", "[tool.matderiv]\nlayout").replace(
        "[macros]", "[tool.matderiv.macros]"
    )
    write("pyproject.toml", "[project]\nname = 'a'\n" + text)
    (claim,) = check(write("note.md", CLAIM)).claims
    assert (claim.verdict, claim.layout) == ("verified", "numerator")


def test_a_pyproject_without_it_is_passed_over(write: Write, check: Check) -> None:
    write("matderiv.toml", CONFIGURATION)
    write("deep/pyproject.toml", "[project]\nname = 'a'\n")
    assert check(write("deep/note.md", CLAIM)).claims[0].verdict == "verified"


def test_a_closed_workspace_does_not_look_above_its_folder(write: Write, tmp_path: Path) -> None:
    write("matderiv.toml", CONFIGURATION)
    note = write("deep/note.md", CLAIM)
    closed = Workspace([note.parent], is_closed=True)
    assert closed.configuration(note) is None
    assert Workspace([note.parent]).configuration(note) is not None


def test_the_note_itself_is_stronger(write: Write, check: Check) -> None:
    write("matderiv.toml", CONFIGURATION)
    (claim,) = check(write("note.md", "<!-- matderiv: layout: denominator -->\n\n" + CLAIM)).claims
    assert claim.verdict == "conditional"


def test_a_preamble_file_brings_macros(write: Write, check: Check) -> None:
    write("macros/all.tex", "\\newcommand{\\bx}{\\mathbf{x}}\n")
    text = "preamble = 'macros/all.tex'\n" + CONFIGURATION.replace(r"'\bx'", r"'\unused'")
    write("matderiv.toml", text)
    assert check(write("note.md", CLAIM)).claims[0].verdict == "verified"


def test_a_preamble_file_that_is_missing_is_a_problem(write: Write, tmp_path: Path) -> None:
    path = write("matderiv.toml", "preamble = 'missing.tex'\n")
    workspace = Workspace([path.parent])
    configuration = workspace.configuration(path.with_name("note.md"))
    assert configuration is not None
    (problem,) = workspace.problems_of(configuration)
    assert problem.message.startswith("missing.tex is no file of the workspace")


@pytest.mark.parametrize(
    ("text", "marked", "words"),
    [
        ('layout = "sideways"\n', "layout", 'layout must be "numerator" or "denominator" or "mixed"'),
        ("strict = 'yes'\n", "strict", "strict must be true or false"),
        ('[tool]\nx = 1\nlayuot = "mixed"\n', "", ""),
        ('layuot = "mixed"\n', "layuot", "did you mean layout?"),
        ("declarations = 3\n", "declarations", "declarations must be a string, or a list of strings"),
        ("macros = 'R'\n", "macros", "macros must be a table"),
        ("[macros]\nR = 3\n", "R", "a macro must be a name and its body"),
        ("[macros]\n'\\R' = '}{'\n", r"'\R'", "a macro must be a name and its body"),
        ("preamble = [1]\n", "preamble", "preamble must be the name of a file"),
    ],
)
def test_a_mistake_says_what_where_and_what_to_do(text: str, marked: str, words: str) -> None:
    if not words:
        assert "there is no setting tool" in problems(text)[0][1]
        return
    ((found, message),) = problems(text)
    assert found == marked
    assert words in message


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("declarations = '''\nX: m x n\nY: what ever\n'''\n", "Y: what ever"),
        ('declarations = ["X: m x n", "Y: what ever"]\n', "Y: what ever"),
        ("layout = 'mixed' # declarations = 3\ndeclarations = 'Y: what ever; X: n'\n", "Y: what ever"),
    ],
)
def test_a_declaration_that_cannot_be_read_is_marked(text: str, marked: str) -> None:
    ((found, message),) = problems(text)
    assert found.strip() == marked
    assert "cannot read 'Y: what ever'" in message


def test_what_is_no_toml_is_marked_where_it_breaks() -> None:
    ((found, message),) = problems("layout = 'mixed'\nstrict == true\n")
    assert "this is no valid TOML" in message
    assert found == "="
    assert problems("layout = ")[0][1].startswith("this is no valid TOML")


def test_sections_of_other_parts_are_left_to_them() -> None:
    assert problems("[lint]\nselect = ['a']\n[rules]\nx = 'off'\n") == []
