"""One broken delimiter damages at most its neighbours, in every note of the corpus."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.text.damage import damages_of

from matderiv.text import language_of

CORPUS = sorted((Path(__file__).parent / "corpus").iterdir())
MOST = 2


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_one_broken_delimiter_damages_at_most_its_neighbours(path: Path) -> None:
    found, _ = damages_of(path.read_text(encoding="utf-8"), language_of(path) or "markdown", 50, 1)
    assert found
    assert max(found) <= MOST
