"""Derivations in notes: each section of `derivations/` holds a question and the derivation that the action inserts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.ide.note import CURSOR, note

FOLDER = Path(__file__).parent / "derivations"
ACTION = "Insert the derivative (step by step)"
DERIVATION = re.compile(r"\n\n\$\$\n\\begin\{align\*\}.*?\\end\{align\*\}\n\$\$", re.DOTALL)


def sections() -> list[tuple[str, str]]:
    """The heading and the text of every section."""
    found = []
    for file in sorted(FOLDER.glob("*.md")):
        for section in file.read_text("utf-8").split("\n## ")[1:]:
            heading, _, text = section.partition("\n\n")
            found.append((f"{file.stem}: {heading}", text.rstrip("\n") + "\n"))
    return found


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in sections()])
def test_the_action_inserts_the_derivation(text: str) -> None:
    question = DERIVATION.sub("", text)
    place = question.index("$$\n") + 3
    asked = note(question[:place] + CURSOR + question[place:])
    assert asked.chosen(ACTION) == text


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in sections()])
def test_every_line_is_a_claim_that_is_verified(text: str) -> None:
    read = note(text)
    lines = text.count("&=") - text.count("{(definition)}") - text.count("{(abbreviation)}")
    assert [verdict.verdict for verdict in read.verdicts if verdict] == ["verified"] * lines
