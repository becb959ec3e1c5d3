"""Every node that the set of formulas lists is in its tree."""

from __future__ import annotations

from typing import Any

import pytest
from tests.scoring.cases import formulas
from tests.scoring.formulas import missing_nodes, score_formulas

from matderiv.syntax import parse


@pytest.mark.parametrize("case", formulas(), ids=lambda case: case["tex"][:40])
def test_the_tree_holds_the_listed_nodes(case: dict[str, Any]) -> None:
    assert missing_nodes(parse(case["tex"]), case["nodes"]) == []


def test_all_formulas_are_right() -> None:
    tally = score_formulas()
    assert (tally["wrong"], tally["not_understood"]) == ([], [])
