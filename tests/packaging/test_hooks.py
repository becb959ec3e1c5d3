"""`.pre-commit-hooks.yaml` offers commands that exist, for the files that matderiv reads."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from matderiv.cli import _parser
from matderiv.lint import KINDS

HOOKS = Path(__file__).parents[2] / ".pre-commit-hooks.yaml"


def hooks() -> list[dict[str, str]]:
    """Its entries are flat lists of `key: value`, so no YAML library is needed."""
    entries = re.split(r"^- ", HOOKS.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return [dict(re.findall(r"^\s*(\w+): (.+)$", entry, re.MULTILINE)) for entry in entries]


def test_each_hook_has_what_pre_commit_asks_for() -> None:
    assert [hook["id"] for hook in hooks()] == ["matderiv", "matderiv-fix"]
    assert all({"id", "name", "entry", "language", "files"} <= set(hook) for hook in hooks())
    assert {hook["language"] for hook in hooks()} == {"python"}


def test_the_commands_can_be_parsed() -> None:
    for hook in hooks():
        program, *arguments = shlex.split(hook["entry"])
        assert program == "matderiv"
        assert _parser().parse_args([*arguments, "a.md"]).paths == ["a.md"]


def test_the_files_are_those_that_matderiv_reads() -> None:
    for hook in hooks():
        assert all(re.search(hook["files"], f"notes/a{suffix}") for suffix in KINDS.split())
        assert not re.search(hook["files"], "notes/a.py")
