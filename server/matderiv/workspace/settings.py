"""The settings of a configuration file: conventions by name."""

from __future__ import annotations

from dataclasses import dataclass

MACROS = "macros"

OTHER_SECTIONS = frozenset({"lint", "rules"})
"""Tables that other parts of the program read."""


@dataclass(frozen=True, slots=True)
class Setting:
    """The values of a setting. One that is on or off is true or false in TOML."""

    values: tuple[str, ...]
    is_switch: bool = False

    @property
    def expected(self) -> str:
        return "true or false" if self.is_switch else " or ".join(f'"{value}"' for value in self.values)


SETTINGS: dict[str, Setting] = {
    "layout": Setting(("numerator", "denominator", "mixed")),
    "vec": Setting(("column", "row")),
    "symmetric": Setting(("unconstrained", "part", "entries")),
    "prime": Setting(("transpose", "derivative")),
    "bars": Setting(("determinant", "absolute", "cardinality")),
    "summation": Setting(("on", "off"), is_switch=True),
    "strict": Setting(("strict",), is_switch=True),
}


def option_entry(key: str, value: object) -> str | None:
    """The entry of a directive that says the same, empty where there is nothing to say; None for a bad value."""
    setting = SETTINGS[key]
    if setting.is_switch:
        if not isinstance(value, bool):
            return None
        if key == "strict":
            return "strict" if value else ""
        return f"{key}: {'on' if value else 'off'}"
    return f"{key}: {value}" if value in setting.values else None
