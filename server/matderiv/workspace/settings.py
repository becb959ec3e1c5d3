r"""The settings of a configuration file: conventions by name, and macros in the form that MathJax has for them."""

from __future__ import annotations

import re
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

_PARAMETER = re.compile(r"#([1-9])")
_NAME = re.compile(r"\\?(?:[A-Za-z@]+|.)")


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


def macro_definition(name: str, value: object) -> str | None:
    r"""`\newcommand` for a macro: its body, or a list of the body, the number of arguments and a default."""
    body, *rest = value if isinstance(value, list) and value else [value]
    count, *default = rest or [None]
    if not isinstance(body, str) or len(default) > 1 or not _NAME.fullmatch(name) or not _is_balanced(body):
        return None
    if count is None:
        count = max((int(digit) for digit in _PARAMETER.findall(body)), default=0)
    if isinstance(count, bool) or not isinstance(count, int) or not 0 <= count <= 9:
        return None
    optional = f"[{default[0]}]" if default else ""
    parameters = f"[{count}]{optional}" if count else ""
    return rf"\newcommand{{\{name.removeprefix(chr(92))}}}{parameters}{{{body}}}"


def _is_balanced(body: str) -> bool:
    depth = 0
    for brace in re.findall(r"\\.|[{}]", body):
        depth += (brace == "{") - (brace == "}")
        if depth < 0:
            return False
    return depth == 0
