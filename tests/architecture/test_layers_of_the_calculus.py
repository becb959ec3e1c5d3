"""The packages of the calculus build on one another, in the order of the way from an expression to a result."""

import pytest
from tests.architecture.modules import modules, where

PACKAGE = "matderiv.calculus."
LAYERS = (
    "errors",
    "arrays",
    "contraction",
    "simplification",
    "reduction",
    "presentation",
    "rules",
    "variables",
    "differentiation",
    "identity",
)


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_imports_none_that_stands_above_it(layer: str) -> None:
    below = LAYERS[: LAYERS.index(layer) + 1]
    home = PACKAGE + layer
    found = [
        f"{where(module, item.line)} imports {item.target}"
        for module in modules().values()
        if module.name == home or module.name.startswith(home + ".")
        for item in module.imports
        if item.target.startswith(PACKAGE) and item.target.removeprefix(PACKAGE).split(".")[0] not in below
    ]
    assert found == []
