r"""Arrays whose entries have a letter of their own: `\hat y_i = …` defines the vector `\hat{\mathbf{y}}`."""

from __future__ import annotations

import re
from dataclasses import replace

from matderiv.meaning.scopes.scope import SymbolFacts

_BOLD = re.compile(r"\\(?:mathbf|boldsymbol)\{([^{}]*)\}")
_SINGLE = re.compile(r"(\\[a-z]+)\{([A-Za-z])\}")


def plain_name(name: str) -> str:
    r"""The name without bold: `\hat y` for `\hat{\mathbf{y}}`."""
    plain = _BOLD.sub(r"\1", name)
    return name if plain == name else _SINGLE.sub(r"\1 \2", plain)


def link_entries(symbols: dict[str, SymbolFacts]) -> None:
    """Gives to bold arrays the definition of their entries, where those are defined one by one."""
    for name, facts in list(symbols.items()):
        if facts.definition is not None or facts.families or not facts.shape:
            continue
        entries = symbols.get(plain_name(name)) if _BOLD.search(name) else None
        if entries is None or entries.definition is None or not entries.families or entries.shape:
            continue
        if len(entries.definition.indices) == len(facts.shape):
            symbols[name] = replace(facts, definition=replace(entries.definition, name=name))
