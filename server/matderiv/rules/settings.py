"""What an author sets about rules: which of them count, and how much."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from .rule import LEVELS, Level
from .table import RULES, nearest_rule

_EVERY_RULE = frozenset({"all", "ALL"})


class SettingsError(ValueError):
    """A setting that cannot be used; the message names it and says what could be meant."""


@dataclass(frozen=True, slots=True)
class RuleSettings:
    """Selectors are names of rules or beginnings of names, or `all`; the longest that fits decides.

    `levels` are pairs of a selector and a level. `strict` makes the strict rules errors where nothing else is set.
    """

    select: tuple[str, ...] = ("all",)
    ignore: tuple[str, ...] = ()
    levels: tuple[tuple[str, Level], ...] = ()
    strict: bool = False

    def level(self, rule: str, otherwise: str = "") -> Level:
        """How much a finding of the rule counts; `otherwise` is the level that the finding itself suggests."""
        if not self._is_selected(rule):
            return "off"
        fitting = [
            (_fit(selector, rule), number, level) for number, (selector, level) in enumerate(self.levels)
        ]
        best = max(fitting, default=(0, 0, None))
        if best[0] and best[2] is not None:
            return best[2]
        known = RULES.get(rule)
        if self.strict and known is not None and known.is_strict:
            return "error"
        suggested = otherwise or (known.level if known is not None else "warning")
        return next((level for level in LEVELS if level == suggested), "warning")

    def _is_selected(self, rule: str) -> bool:
        selected = max((_fit(selector, rule) for selector in self.select), default=0)
        ignored = max((_fit(selector, rule) for selector in self.ignore), default=0)
        return selected > ignored

    def with_more(self, more: RuleSettings | None) -> RuleSettings:
        """These settings with those of the command line over them."""
        if more is None:
            return self
        return RuleSettings(
            self.select if more.select == ("all",) else more.select,
            self.ignore + more.ignore,
            self.levels + more.levels,
            self.strict or more.strict,
        )

    def ignoring(self, selectors: Iterable[str]) -> RuleSettings:
        """These settings without some more rules."""
        return replace(self, ignore=(*self.ignore, *selectors))


DEFAULT_SETTINGS = RuleSettings()


def settings_from(
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    levels: Mapping[str, str] | Iterable[tuple[str, str]] = (),
    strict: bool = False,
) -> RuleSettings:
    """Settings as they are written. Raises SettingsError for a selector that fits no rule, and for unknown levels."""
    pairs = tuple(levels.items()) if isinstance(levels, Mapping) else tuple(levels)
    return RuleSettings(
        tuple(map(_selector, select)) or ("all",),
        tuple(map(_selector, ignore)),
        tuple((_selector(selector), _level(level)) for selector, level in pairs),
        strict,
    )


def _selector(text: str) -> str:
    name = text.strip()
    if name in _EVERY_RULE:
        return "all"
    if name and any(_fit(name, rule) for rule in RULES):
        return name
    nearest = nearest_rule(name)
    advice = f"did you mean {nearest}?" if nearest else f"rules are {', '.join(RULES)}"
    raise SettingsError(f"no rule is called {name!r} or begins with it; {advice}")


def _level(text: str) -> Level:
    for level in LEVELS:
        if level == text.strip():
            return level
    raise SettingsError(f"no severity is called {text.strip()!r}; use {', '.join(LEVELS)}")


def _fit(selector: str, rule: str) -> int:
    """0 if the selector does not fit, else a number that is the larger the more it says."""
    if selector == "all":
        return 1
    if rule == selector:
        return len(rule) + 3
    return len(selector) + 1 if rule.startswith(selector) else 0
