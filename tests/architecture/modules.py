"""The modules of the package and what each of them imports, read from the source without running it."""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "server" / "matderiv"


@dataclass(frozen=True, slots=True)
class Import:
    """One imported module. `at_load` is False inside functions and under `if TYPE_CHECKING`."""

    target: str
    names: tuple[str, ...]
    line: int
    at_load: bool


@dataclass(frozen=True, slots=True)
class Module:
    name: str
    path: Path
    tree: ast.Module
    imports: tuple[Import, ...]

    @property
    def package(self) -> str:
        """The part of the architecture: `text` for `matderiv.text.lines`, `cli` for `matderiv.cli`."""
        return part_of(self.name)


def part_of(name: str) -> str:
    parts = name.split(".")
    return parts[1] if len(parts) > 1 else ""


@cache
def modules() -> dict[str, Module]:
    names = {_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}
    return {name: _read(name, path, frozenset(names)) for name, path in names.items()}


def _name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _read(name: str, path: Path, known: frozenset[str]) -> Module:
    tree = ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
    base = name if path.name == "__init__.py" else name.rpartition(".")[0]
    return Module(name, path, tree, tuple(_imports(tree, base, known, at_load=True)))


def _imports(node: ast.AST, base: str, known: frozenset[str], *, at_load: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        match child:
            case ast.Import():
                for alias in child.names:
                    yield Import(alias.name, (), child.lineno, at_load)
            case ast.ImportFrom():
                yield from _imports_from(child, base, known, at_load)
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.Lambda():
                yield from _imports(child, base, known, at_load=False)
            case ast.If() if "TYPE_CHECKING" in ast.unparse(child.test):
                yield from _imports(child, base, known, at_load=False)
            case _:
                yield from _imports(child, base, known, at_load=at_load)


def _imports_from(
    statement: ast.ImportFrom, base: str, known: frozenset[str], at_load: bool
) -> Iterator[Import]:
    """`from package import module` imports the module, `from module import name` the module that has it."""
    origin = _absolute(statement, base)
    submodules = [alias.name for alias in statement.names if f"{origin}.{alias.name}" in known]
    for submodule in submodules:
        yield Import(f"{origin}.{submodule}", (), statement.lineno, at_load)
    names = tuple(alias.name for alias in statement.names if alias.name not in submodules)
    if names:
        yield Import(origin, names, statement.lineno, at_load)


def _absolute(statement: ast.ImportFrom, base: str) -> str:
    if statement.level == 0:
        return statement.module or ""
    parts = base.split(".")
    origin = parts[: len(parts) - statement.level + 1]
    return ".".join([*origin, statement.module] if statement.module else origin)


def is_ours(name: str) -> bool:
    return name == "matderiv" or name.startswith("matderiv.")


def is_third_party(name: str) -> bool:
    return not is_ours(name) and name.partition(".")[0] not in sys.stdlib_module_names


def where(module: Module, line: int) -> str:
    return f"{module.path.relative_to(ROOT).as_posix()}:{line}"


def reachable(start: str, *, at_load_only: bool) -> set[str]:
    """All modules, ours and others', that importing `start` may lead to."""
    known = modules()
    found: set[str] = set()
    waiting = [start]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        if name in known:
            waiting += [item.target for item in known[name].imports if item.at_load or not at_load_only]
    return found
