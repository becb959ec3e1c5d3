"""Our scanner against others over a small corpus: where they differ, it is for a known reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.text.scanners.differences import UNEXPLAINED, Difference, class_of, compare
from tests.text.scanners.others import LATEX_SCANNERS, MARKDOWN_SCANNERS, Scanner

from matderiv.text import language_of, read_document

CORPUS = sorted((Path(__file__).parent / "corpus").iterdir())
PAIRS = [
    pytest.param(path, scanner, id=f"{path.name}-{name}")
    for path in CORPUS
    for name, scanner in (LATEX_SCANNERS if path.suffix == ".tex" else MARKDOWN_SCANNERS).items()
]


def differences(path: Path, scanner: Scanner) -> tuple[int, list[Difference]]:
    document = read_document(path.read_text(encoding="utf-8"), language_of(path) or "markdown")
    return compare(document, scanner)


@pytest.mark.parametrize(("path", "scanner"), PAIRS)
def test_every_difference_has_a_known_reason(path: Path, scanner: Scanner) -> None:
    pytest.importorskip("pyromark")
    both, found = differences(path, scanner)
    assert both >= 3
    assert [each.text for each in found if class_of(each) == UNEXPLAINED] == []


@pytest.mark.parametrize("name", MARKDOWN_SCANNERS)
def test_plain_notes_are_read_alike(name: str) -> None:
    pytest.importorskip("pyromark")
    path = next(path for path in CORPUS if path.name == "gradients.md")
    both, found = differences(path, MARKDOWN_SCANNERS[name])
    assert (both, found) == (12, [])


def test_latex_is_read_alike() -> None:
    pytest.importorskip("pylatexenc")
    path = next(path for path in CORPUS if path.suffix == ".tex")
    both, found = differences(path, LATEX_SCANNERS["pylatexenc"])
    assert (both, [each.text for each in found]) == (8, [])
