"""What the source may not contain: execution of text, cases of the tests, names that clash, long files."""

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from tests.architecture.modules import PACKAGE, ROOT, Module, modules, where

import matderiv

EXECUTES_TEXT = {
    "eval",
    "exec",
    "execfile",
    "lambdify",
    "parse_expr",
    "parse_latex",
    "sympify",
    "system",
}
LONGEST_FILE = 500
LONG_TEXT = 25
SHORT_TEXT = 8


def called_name(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def test_no_text_is_executed() -> None:
    found = [
        f"{where(module, node.lineno)} calls {called_name(node)}"
        for module in modules().values()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and (called_name(node) in EXECUTES_TEXT or ast.unparse(node.func) == "compile")
    ]
    assert found == []


def test_ide_neither_opens_nor_prints() -> None:
    found = [
        where(module, node.lineno)
        for module in modules().values()
        if module.package == "ide"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"open", "print", "input"}
    ]
    assert found == []


def test_no_module_has_the_name_of_a_public_function() -> None:
    """Importing `matderiv.check.x` would replace the function `matderiv.check` by a package."""
    names = {path.stem for path in PACKAGE.iterdir()}
    assert names & set(matderiv.__all__) == set()


def test_every_module_says_what_it_is_for() -> None:
    assert [module.name for module in modules().values() if not ast.get_docstring(module.tree)] == []


def source_files() -> Iterator[Path]:
    yield from PACKAGE.rglob("*.py")
    yield from (ROOT / "tests").rglob("*.py")
    yield from (ROOT / "client-vscode" / "src").rglob("*.ts")


def test_files_are_short() -> None:
    lengths = {path.relative_to(ROOT): len(path.read_bytes().splitlines()) for path in source_files()}
    assert {str(path): length for path, length in lengths.items() if length >= LONGEST_FILE} == {}


@cache
def cases() -> tuple[dict[str, object], ...]:
    files = sorted((ROOT / "tests" / "cases").glob("*.json"))
    contents = [json.loads(path.read_text(encoding="utf-8")) for path in files]
    lists = [value for content in contents for value in content.values() if isinstance(value, list)]
    return tuple(case for cases in lists for case in cases if isinstance(case, dict))


def without_spaces(text: str) -> str:
    return re.sub(r"\s+", "", text)


def texts_of_cases(shortest: int) -> set[str]:
    texts = {without_spaces(str(case[key])) for case in cases() for key in ("tex", "note") if key in case}
    return {text for text in texts if len(text) >= shortest}


def strings_in_code(module: Module) -> Iterator[ast.Constant]:
    """String constants that are no docstrings."""
    statements = {id(node.value) for node in ast.walk(module.tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in statements:
            yield node


def test_the_cases_are_found() -> None:
    if not (ROOT / "tests" / "cases").exists():
        pytest.skip("tests/cases does not exist yet")
    assert len(texts_of_cases(SHORT_TEXT)) > 100


@pytest.mark.parametrize("module", modules().values(), ids=lambda module: module.name)
def test_no_case_is_known_to_the_code(module: Module) -> None:
    """In code strings no text of a case and no id; long texts nowhere at all, comments included."""
    ids = {str(case["id"]) for case in cases() if re.search(r"[0-9-]", str(case.get("id", "")))}
    found = [
        f"{where(module, node.lineno)}: {node.value}"
        for node in strings_in_code(module)
        if node.value in ids or any(text in without_spaces(node.value) for text in texts_of_cases(SHORT_TEXT))
    ]
    source = without_spaces(module.path.read_text(encoding="utf-8"))
    spellings = (source, source.replace("\\\\", "\\"))
    found += [text for text in texts_of_cases(LONG_TEXT) if any(text in spelling for spelling in spellings)]
    assert found == []
