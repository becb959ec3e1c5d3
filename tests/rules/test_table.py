"""Every rule that the program names is in the table."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import matderiv
from matderiv.rules import RULES

PACKAGE = Path(matderiv.__file__).parent


def named_rules() -> Iterator[tuple[str, str]]:
    """The text given to `rule=` and to names in capitals that end in RULE, with its file."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            value = _named_value(node)
            if isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value:
                yield value.value, path.name


def _named_value(node: ast.AST) -> ast.expr | None:
    match node:
        case ast.keyword(arg="rule") | ast.Assign(targets=[ast.Name(id="RULE" | "rule")]):
            return node.value
    return None


def test_every_rule_is_in_the_table() -> None:
    found = list(named_rules())
    assert len(found) >= 6
    assert [item for item in found if item[0] not in RULES] == []
