"""The packages of a package build on one another in one order, which `docs/architecture.md` tells."""

import pytest
from tests.architecture.modules import modules, where

LAYERS = {
    "matderiv.calculus": (
        *("errors", "arrays", "contraction", "simplification", "reduction", "presentation", "rules"),
        *("variables", "differentiation", "identity"),
    ),
    "matderiv.meaning.elaboration": ("state", "roles", "nodes", "readings"),
    "matderiv.meaning.elaboration.nodes": (
        *("indices", "names", "derivatives", "sums", "functions", "summation", "atoms", "arrays", "big"),
        *("products", "scripts", "calls", "cases", "handlers"),
    ),
}


@pytest.mark.parametrize(
    ("package", "layer"), [(package, layer) for package, layers in LAYERS.items() for layer in layers]
)
def test_a_layer_imports_none_that_stands_above_it(package: str, layer: str) -> None:
    layers = LAYERS[package]
    below = layers[: layers.index(layer) + 1]
    found = [
        f"{where(module, item.line)} imports {item.target}"
        for module in modules().values()
        if _is_in(module.name, f"{package}.{layer}")
        for item in module.imports
        if item.target.startswith(f"{package}.")
        and item.target.removeprefix(f"{package}.").split(".")[0] not in below
    ]
    assert found == []


@pytest.mark.parametrize("package", LAYERS)
def test_every_part_of_a_package_is_in_a_layer(package: str) -> None:
    parts = {
        name.removeprefix(f"{package}.").split(".")[0] for name in modules() if name.startswith(f"{package}.")
    }
    assert parts == set(LAYERS[package])


def _is_in(module: str, home: str) -> bool:
    return module == home or module.startswith(f"{home}.")
