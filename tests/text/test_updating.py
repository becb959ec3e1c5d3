"""An edit leaves what it does not touch as it is."""

from __future__ import annotations

import pytest

from matderiv.text import Companion, Inherited, MissingFile, read_document, update_document

NOTE = "\n\n".join(
    f"Paragraph {number} with $x_{{{number}}}$ and\n\n$$ y = {number} $$" for number in range(400)
)


@pytest.mark.parametrize("place", [0, 1, len(NOTE) // 2, len(NOTE)])
@pytest.mark.parametrize("replacement", ["z", "$", "\n", "\n\n", "$$"])
def test_few_blocks_are_read_again(place: int, replacement: str) -> None:
    document = read_document(NOTE, "markdown")
    updated = update_document(document, place, place, replacement)
    kept = {id(block) for block in document.blocks}
    assert sum(id(block) not in kept for block in updated.blocks) <= 4


def test_an_unclosed_fence_darkens_what_follows_until_it_is_closed() -> None:
    document = read_document("a $x$\n\nb $y$\n\nc $z$\n", "markdown")
    opened = update_document(document, 7, 7, "```py\n")
    assert [span.text for span in opened.spans] == ["x"]
    closed = update_document(opened, 13, 13, "```\n")
    assert [span.text for span in closed.spans] == ["x", "y", "z"]


def test_a_macro_that_becomes_a_delimiter_changes_the_whole_document() -> None:
    text = "\\newcommand{\\be}{begin{equation}}\n\\newcommand{\\ee}{\\end{equation}}\n\nWords.\n\n\\be a = b \\ee\n"
    document = read_document(text, "latex")
    assert document.spans == ()
    updated = update_document(document, text.index("begin"), text.index("begin"), "\\")
    assert [span.text.strip() for span in updated.spans] == ["a = b"]


def test_what_a_document_inherits_stays_with_an_edit() -> None:
    macros = r"\newcommand{\be}{\begin{equation}} \newcommand{\ee}{\end{equation}}"
    inherited = Inherited((Companion("macros.tex", macros, "latex"),))
    document = read_document("\\be a = b \\ee\n\nWords.\n", "latex", inherited)
    for replacement in ("c", "\\newcommand{\\x}{y}", "\n\n\\be d \\ee\n"):
        document = update_document(document, len(document.text), len(document.text), replacement)
        assert document.inherited is inherited
        assert document.spans == read_document(document.text, "latex", inherited).spans
    assert [span.text.strip() for span in document.spans] == ["a = b", "d"]


def test_what_is_inherited_survives_its_way_to_another_process() -> None:
    companion = Companion("a.tex", "$x$ \ud800", "latex")
    inherited = Inherited((companion,), (("b", companion),), (MissingFile("c", "not found"),))
    assert Inherited.from_dict(inherited.to_dict()) == inherited
