"""What importing loads: start-up is fast because the heavy libraries come when they are first needed."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from tests.architecture.modules import modules, reachable

HEAVY = ("jax", "numpy", "scipy", "sympy")
PROTOCOL = ("pygls", "lsprotocol")


def loaded_by(code: str, libraries: tuple[str, ...], folder: Path) -> set[str]:
    """The libraries that are loaded after running `code` in a new interpreter."""
    program = f"import sys\n{code}\nprint(*sorted(sys.modules.keys() & set({libraries!r})))"
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder, check=True)
    return set(done.stdout.split())


def test_importing_the_package_loads_nothing_heavy(tmp_path: Path) -> None:
    assert loaded_by("import matderiv", HEAVY + PROTOCOL, tmp_path) == set()


@pytest.mark.parametrize("name", ["matderiv.cli", "matderiv.ide", "matderiv.lint", "matderiv.text"])
def test_these_load_nothing_heavy(name: str, tmp_path: Path) -> None:
    if find_spec(name) is None:
        pytest.skip(f"{name} does not exist yet")
    assert loaded_by(f"import {name}", HEAVY + PROTOCOL, tmp_path) == set()


def test_the_server_loads_neither_numpy_nor_sympy(tmp_path: Path) -> None:
    names = [name for name, module in modules().items() if module.package == "lsp"]
    if not names:
        pytest.skip("matderiv.lsp does not exist yet")
    assert loaded_by(f"import {', '.join(names)}", HEAVY, tmp_path) == set()


def test_no_module_of_the_server_imports_them_when_it_loads() -> None:
    """The same from the source, so that a forgotten `try` or an installation without them hides nothing."""
    names = [name for name, module in modules().items() if module.package == "lsp"]
    reached = {target.partition(".")[0] for name in names for target in reachable(name, at_load_only=True)}
    assert reached & set(HEAVY) == set()


def test_public_names_are_found_and_others_are_not() -> None:
    import matderiv

    assert {"check", "derive", "__version__"} <= set(dir(matderiv))
    with pytest.raises(AttributeError, match="no attribute 'differentiate_everything'"):
        _ = matderiv.differentiate_everything
