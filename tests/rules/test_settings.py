"""Which findings count, and how much."""

from __future__ import annotations

import pytest

from matderiv.rules import RULES, RuleSettings, SettingsError, settings_from


def levels(settings: RuleSettings) -> dict[str, str]:
    return {rule: settings.level(rule) for rule in RULES}


def test_without_settings_the_table_decides() -> None:
    assert levels(RuleSettings()) == {rule.name: rule.level for rule in RULES.values()}


def test_selecting_by_name_and_by_beginning() -> None:
    chosen = settings_from(select=["wrong", "syntax"])
    assert {rule for rule, level in levels(chosen).items() if level != "off"} == {
        "wrong-derivative",
        "wrong-identity",
        "syntax",
    }


def test_the_longer_selector_decides_and_of_equals_ignoring() -> None:
    assert settings_from(select=["wrong-derivative"], ignore=["wrong"]).level("wrong-derivative") == "error"
    assert settings_from(ignore=["wrong"]).level("wrong-derivative") == "off"
    assert settings_from(select=["syntax"], ignore=["syntax"]).level("syntax") == "off"
    assert settings_from(ignore=["all"]).level("syntax") == "off"


def test_strict_raises_what_nothing_else_sets() -> None:
    assert settings_from(strict=True).level("needs-assumption") == "error"
    assert settings_from(strict=True).level("unbalanced-math") == "warning"
    kept = settings_from(levels=[("needs-assumption", "hint")], strict=True)
    assert kept.level("needs-assumption") == "hint"


def test_the_last_level_of_the_same_selector_counts() -> None:
    settings = settings_from(levels=[("all", "hint"), ("other-layout", "error"), ("other", "off")])
    assert settings.level("other-layout") == "error"
    assert settings.level("ill-shaped") == "hint"
    over = settings_from(levels=[("other-layout", "error")]).with_more(
        settings_from(levels=[("other-layout", "off")])
    )
    assert over.level("other-layout") == "off"


def test_a_finding_may_suggest_its_own_level() -> None:
    assert RuleSettings().level("conflicting-declarations", "warning") == "warning"
    assert (
        settings_from(levels=[("conflicting-declarations", "error")]).level(
            "conflicting-declarations", "warning"
        )
        == "error"
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"select": ["wrong-derivatve"]}, "did you mean wrong-derivative?"),
        ({"ignore": [""]}, "rules are"),
        ({"levels": {"syntax": "fatal"}}, "use error, warning, information, hint, off"),
    ],
)
def test_what_cannot_be_used_is_said(arguments: dict[str, object], words: str) -> None:
    with pytest.raises(SettingsError, match=words.replace("?", r"\?")):
        settings_from(**arguments)  # type: ignore[arg-type]
