"""All rules, by name. `docs/rules/` has a page for each of them."""

from __future__ import annotations

from difflib import get_close_matches

from .rule import Rule

_ALL = (
    Rule("wrong-derivative", "error", "The two sides of a claim differ in value or shape", is_fixable=True),
    Rule("ill-shaped", "error", "One side of a claim cannot be formed", is_fixable=True),
    Rule(
        "wrong-identity",
        "error",
        "An equation without a derivative does not hold (strict checking only)",
        is_fixable=True,
    ),
    Rule("other-layout", "warning", "A claim holds only in another layout than the note's", is_strict=True),
    Rule("mixed-layout", "hint", "A note has derivatives of one kind in several layouts"),
    Rule("needs-assumption", "warning", "A claim holds only if something else does", is_strict=True),
    Rule("undeclared-shape", "hint", "A claim is not checked: shapes are not known", is_strict=True),
    Rule("unchecked", "hint", "A claim is not checked for another reason", is_strict=True),
    Rule("conflicting-declarations", "error", "Two declarations of a symbol contradict each other"),
    Rule("unreadable-directive", "error", "A matderiv: comment cannot be read"),
    Rule(
        "missing-file", "information", "A file that the note includes is not in the workspace, or too large"
    ),
    Rule("unreadable-configuration", "error", "A configuration file is no valid TOML"),
    Rule(
        "unusable-setting",
        "error",
        "A configuration file sets what does not exist, or sets it to no such value",
    ),
    Rule("unknown-rule", "warning", "A comment switches off a rule that does not exist"),
    Rule("unused-suppression", "warning", "A comment switches off a rule that finds nothing there"),
    Rule("syntax", "warning", "A formula is not well-formed"),
    Rule("unbalanced-math", "warning", "A math delimiter has no partner"),
    Rule("unclosed-comment", "warning", "A comment does not end"),
    Rule("invalid-notebook", "warning", "A notebook is no valid JSON"),
    Rule("internal-error", "warning", "matderiv failed at this place", is_strict=True),
)

RULES: dict[str, Rule] = {rule.name: rule for rule in _ALL}


def nearest_rule(name: str) -> str | None:
    """The rule that was probably meant, or None."""
    found = get_close_matches(name, RULES, n=1, cutoff=0.6)
    return found[0] if found else None
