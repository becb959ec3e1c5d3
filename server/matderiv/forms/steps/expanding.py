"""The differential of a value, worked out from outside to inside, one rule a line."""

from __future__ import annotations

from collections.abc import Sequence

from matderiv.algebra import Differential, Expression, Named, transform_bottom_up
from matderiv.forms.steps.errors import NoSteps
from matderiv.forms.steps.linear import is_finished, tidy
from matderiv.forms.steps.rules import Applied, apply_rule
from matderiv.forms.steps.varying import Varying

MOST_LEVELS = 24
MOST_LINES = 5
LINEARITY = "linearity"


def expanded(value: Expression, varying: Varying) -> tuple[Applied, ...]:
    """The lines from d(value) to an expression in differentials of variables only. NoSteps if there are none."""
    lines = [_one_level(value, varying)]
    while not is_finished(lines[-1].expression):
        if len(lines) == MOST_LEVELS:
            raise NoSteps("the derivation is too long to be written line by line")
        lines.append(_next(lines[-1].expression, varying))
    return _shortened(lines)


def _next(expression: Expression, varying: Varying) -> Applied:
    """Every differential that is left, one level further."""
    rules: list[str] = []

    def expand(node: Expression) -> Expression:
        if not isinstance(node, Differential):
            return node
        applied = _one_level(node.body, varying)
        rules.append(applied.rule)
        return applied.expression

    return Applied(tidy(transform_bottom_up(expression, expand)), joined(rules))


def _one_level(value: Expression, varying: Varying) -> Applied:
    """d(value) taken into what is linear, and then by one rule for each part that is not."""
    if isinstance(value, Named) and not varying.is_variable(value):
        name = f"definition of ${value.symbol.name}$"
        return Applied(_under_its_name(_one_level(value.definition, varying).expression, value), name)
    rules: list[str] = []

    def expand(node: Expression) -> Expression:
        if not isinstance(node, Differential):
            return node
        applied = _by_rule(node.body, varying)
        rules.append(applied.rule)
        return applied.expression

    found = varying.differential(value)
    return Applied(tidy(transform_bottom_up(found, expand)), joined(rules) or LINEARITY)


def _under_its_name(expression: Expression, named: Named) -> Expression:
    """The expression with the name where its definition stands, as in `ds = s ⊙ (1 - s) ⊙ du`."""
    return transform_bottom_up(expression, lambda node: named if node == named.definition else node)


def _by_rule(body: Expression, varying: Varying) -> Applied:
    if isinstance(body, Named):
        return _one_level(body, varying)
    return apply_rule(body, varying)


def joined(rules: Sequence[str]) -> str:
    """The names of rules, each once; linearity is not worth a name beside another."""
    names = list(dict.fromkeys(part for rule in rules for part in rule.split(", ")))
    if len(names) > 1:
        names = [name for name in names if name != LINEARITY]
    return ", ".join(names)


def _shortened(lines: list[Applied]) -> tuple[Applied, ...]:
    """At most MOST_LINES lines: neighbours in the middle are taken together where there are more."""
    while len(lines) > MOST_LINES:
        pairs = range(1, len(lines))
        first = min(pairs, key=lambda i: (len(lines[i - 1].rule) + len(lines[i].rule), i))
        merged = Applied(lines[first].expression, joined([lines[first - 1].rule, lines[first].rule]))
        lines[first - 1 : first + 1] = [merged]
    return tuple(lines)
