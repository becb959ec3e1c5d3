"""The commands and settings in docs/linting.md do what the page says."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest

from matderiv.cli import _parser
from matderiv.workspace import CONFIGURATION_FILES
from matderiv.workspace.lint_section import read_lint_section
from tests.cli.running import Console

PAGE = (Path(__file__).parents[2] / "docs" / "linting.md").read_text(encoding="utf-8")
NOTE = (
    "Let $x\\in\\mathbb{R}^n$ and $A\\in\\mathbb{R}^{n\\times n}$.\n\n$$\\nabla_x x^\\top A x = 3Ax$$\n\n"
    "$$\\nabla_x x^\\top A x = 2Ax$$\n"
)


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def test_every_command_of_the_page_runs(
    matderiv: Console, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("notes").mkdir()
    Path("notes/a.md").write_text(NOTE, encoding="utf-8")
    codes = {}
    for line in "".join(blocks("sh")).splitlines():
        program, *arguments = shlex.split(line)
        run = matderiv(*arguments)
        assert program == "matderiv"
        assert run.code in (0, 1), line
        codes[line] = run.code
    assert codes["matderiv check notes/"] == 1
    assert codes["matderiv check notes/ --baseline matderiv-baseline.json"] == 0
    assert "(A + A^\\top) x" in Path("notes/a.md").read_text(encoding="utf-8")
    assert Path("report.sarif").is_file()


def test_the_configuration_of_the_page_can_be_read() -> None:
    (text,) = blocks("toml")
    section = read_lint_section(Path(), tomllib.loads(text))
    assert section.settings.level("other-layout") == "error"
    assert section.settings.level("unchecked") == "off"
    assert section.excludes(Path("drafts/a.md"))
    assert section.settings_for(Path("exercises/a.md")).level("ill-shaped") == "off"
    assert all(name in PAGE for name in CONFIGURATION_FILES)


def test_every_option_of_the_command_is_on_the_page_or_explained_by_help(matderiv: Console) -> None:
    text = matderiv("check", "--help").out
    for option in set(re.findall(r"--[a-z][a-z-]+", PAGE)) - {"--list"}:
        assert option in text, option


def test_commands_in_ci_can_be_parsed() -> None:
    for command in re.findall(r"run: (matderiv check [^|\n]+)", PAGE):
        assert _parser().parse_args(shlex.split(command)[1:]).paths == ["notes/"]
