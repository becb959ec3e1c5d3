"""Who may import whom (docs/architecture.md). Rules for packages that do not exist yet hold of themselves."""

import tomllib
from collections.abc import Callable

import pytest
from tests.architecture.modules import (
    ROOT,
    Module,
    is_ours,
    is_third_party,
    modules,
    part_of,
    reachable,
    where,
)

MATHEMATICS = frozenset({"algebra", "calculus", "forms", "oracle"})
FRONT = frozenset(
    {"api", "checking", "cli", "derivation", "ide", "lint", "lsp", "survey", "worker", "workspace"}
)

# What a package knows nothing of.
UNKNOWN_TO = {
    "text": MATHEMATICS | FRONT | {"syntax", "meaning", "notation"},
    "syntax": MATHEMATICS | FRONT | {"meaning", "notation"},
    "meaning": FRONT | {"calculus", "forms", "oracle"},
    "algebra": FRONT | {"text", "syntax", "meaning", "calculus", "forms", "notation", "oracle"},
    "calculus": FRONT | {"text", "syntax", "meaning", "forms", "notation", "oracle"},
    "forms": FRONT | {"oracle"},
    "notation": FRONT | {"text", "oracle"},
    "oracle": FRONT | {"calculus", "forms"},
    "sympy_bridge": (FRONT - {"sympy_bridge"}) | {"text", "calculus", "forms", "oracle"},
    "rules": MATHEMATICS | FRONT | {"text", "syntax", "meaning", "notation"},
    "derivation": FRONT - {"derivation"},
    "checking": FRONT - {"checking", "derivation"},
    "ide": {"lsp", "cli", "lint"},
    "worker": {"lsp", "cli", "lint"},
    "workspace": MATHEMATICS | FRONT - {"checking", "workspace"},
    "survey": {"lsp", "cli", "ide", "worker"},
    "lint": {"lsp", "cli"},
    "api": {"lsp", "cli"},
    "lsp": {"calculus", "forms", "oracle"},
}
STANDARD_LIBRARY_ONLY = {"text", "syntax", "meaning", "algebra", "calculus", "forms", "notation"}
HOMES = {"pygls": {"lsp"}, "lsprotocol": {"lsp"}, "numpy": {"oracle"}, "sympy": {"sympy_bridge"}}
INPUT_AND_OUTPUT = {
    "asyncio",
    "io",
    "multiprocessing",
    "os",
    "pathlib",
    "shutil",
    "socket",
    "subprocess",
    "sys",
    "tempfile",
    "threading",
    "urllib",
}
NETWORK = {"ftplib", "http", "smtplib", "socket", "socketserver", "ssl", "urllib", "webbrowser", "xmlrpc"}


def violations(is_forbidden: Callable[[Module, str], bool]) -> list[str]:
    return [
        f"{where(module, item.line)} imports {item.target}"
        for module in modules().values()
        for item in module.imports
        if is_forbidden(module, item.target)
    ]


@pytest.mark.parametrize("package", sorted(UNKNOWN_TO))
def test_a_package_does_not_import_what_it_knows_nothing_of(package: str) -> None:
    def is_forbidden(module: Module, target: str) -> bool:
        return module.package == package and is_ours(target) and part_of(target) in UNKNOWN_TO[package]

    assert violations(is_forbidden) == []


@pytest.mark.parametrize("library", sorted(HOMES))
def test_a_library_is_imported_only_where_it_belongs(library: str) -> None:
    def is_forbidden(module: Module, target: str) -> bool:
        return target.partition(".")[0] == library and module.package not in HOMES[library]

    assert violations(is_forbidden) == []


@pytest.mark.parametrize("package", sorted(STANDARD_LIBRARY_ONLY))
def test_reading_and_calculus_use_the_standard_library_only(package: str) -> None:
    def is_forbidden(module: Module, target: str) -> bool:
        return module.package == package and is_third_party(target)

    assert violations(is_forbidden) == []


def test_the_oracle_does_not_reach_the_calculus_by_a_detour() -> None:
    starts = [module.name for module in modules().values() if module.package == "oracle"]
    reached = {name for start in starts for name in reachable(start, at_load_only=False) if is_ours(name)}
    assert {name for name in reached if part_of(name) in {"calculus", "forms"}} == set()


def test_the_oracle_never_sees_the_network_or_the_canonical_form() -> None:
    """It evaluates what the author wrote, so a mistake of the simplification cannot hide itself."""
    found = [
        f"{where(module, item.line)} imports {item.target} {item.names}"
        for module in modules().values()
        if module.package == "oracle"
        for item in module.imports
        if is_ours(item.target)
        and any(word in " ".join([item.target, *item.names]).lower() for word in ("network", "canonical"))
    ]
    assert found == []


def test_ide_does_no_input_and_output() -> None:
    def is_forbidden(module: Module, target: str) -> bool:
        return module.package == "ide" and target.partition(".")[0] in INPUT_AND_OUTPUT

    assert violations(is_forbidden) == []


def test_nothing_opens_a_connection() -> None:
    def is_forbidden(_module: Module, target: str) -> bool:
        return target.partition(".")[0] in NETWORK

    assert violations(is_forbidden) == []


def test_every_library_is_a_declared_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    requirements = [*project["dependencies"], *project["optional-dependencies"]["scipy"]]
    declared = {requirement.partition(">=")[0] for requirement in requirements} | {"lsprotocol"}

    def is_forbidden(_module: Module, target: str) -> bool:
        return is_third_party(target) and target.partition(".")[0] not in declared

    assert violations(is_forbidden) == []
