"""Every rule has a page, whose example breaks the rule and whose mended example does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from matderiv.rules import RULES
from matderiv.rules.pages import page_of
from tests.cli.running import Console

PAGES = Path(__file__).parents[2] / "docs" / "rules"
SUFFIXES = {"markdown": "a.md", "latex": "a.tex", "json": "a.ipynb", "toml": "matderiv.toml"}
WITHOUT_EXAMPLE = {"internal-error"}


def examples(rule: str, heading: str) -> Iterator[tuple[str, str]]:
    """Language and text of the code under a heading of a rule's page."""
    section = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", page_of(rule) or "", re.MULTILINE | re.DOTALL)
    if section is not None:
        yield from re.findall(r"^~~~(\w+)\n(.*?)^~~~$", section[1], re.MULTILINE | re.DOTALL)


def rules_broken_by(matderiv: Console, folder: Path, language: str, text: str) -> set[str]:
    (folder / SUFFIXES[language]).write_text(text, encoding="utf-8")
    if language == "toml":
        (folder / "a.md").write_text("A note.\n", encoding="utf-8")
    run = matderiv("check", folder, "--format", "json")
    items = [item for file in run.json["files"] for item in (*file["claims"], *file["problems"])]
    return {item["rule"] for item in items if item["rule"]}


def test_there_is_a_page_for_each_rule_and_no_other() -> None:
    assert {path.stem for path in PAGES.glob("*.md")} == set(RULES)


@pytest.mark.parametrize("rule", sorted(RULES))
def test_a_page_says_what_why_and_how_to_mend_it(rule: str) -> None:
    page = page_of(rule) or ""
    assert page.startswith(f"# {rule}\n")
    assert f"Default severity: {RULES[rule].level}" in page.replace("\n", " ")
    assert "\n## Why\n" in page
    assert "\n## Fix\n" in page


@pytest.mark.parametrize("rule", sorted(set(RULES) - WITHOUT_EXAMPLE))
def test_the_example_breaks_the_rule(rule: str, matderiv: Console, tmp_path: Path) -> None:
    ((language, text),) = examples(rule, "Example")
    assert rules_broken_by(matderiv, tmp_path, language, text) == {rule}


@pytest.mark.parametrize("rule", sorted(set(RULES) - WITHOUT_EXAMPLE))
def test_the_mended_example_breaks_no_rule(rule: str, matderiv: Console, tmp_path: Path) -> None:
    for language, text in examples(rule, "Fix"):
        assert rules_broken_by(matderiv, tmp_path, language, text) == set()


@pytest.mark.parametrize("rule", sorted(RULES))
def test_the_command_prints_the_page(rule: str, matderiv: Console) -> None:
    assert matderiv("rule", rule).out == page_of(rule)


def test_the_command_lists_rules_and_knows_the_nearest(matderiv: Console) -> None:
    assert [line.split()[0] for line in matderiv("rule", "--list").out.splitlines()] == list(RULES)
    run = matderiv("rule", "wrong-derivatives")
    assert (run.code, "did you mean wrong-derivative?" in run.err) == (2, True)
