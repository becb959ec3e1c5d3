"""The rules that findings are named by: their table, their pages, and what an author sets about them."""

from __future__ import annotations

from .rule import LEVELS, Level, Rule
from .settings import DEFAULT_SETTINGS, RuleSettings, SettingsError, settings_from
from .table import RULES, nearest_rule

__all__ = [
    "DEFAULT_SETTINGS",
    "LEVELS",
    "RULES",
    "Level",
    "Rule",
    "RuleSettings",
    "SettingsError",
    "nearest_rule",
    "settings_from",
]
