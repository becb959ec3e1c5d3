"""Names of SymPy's symbols as the LaTeX under which a note would know them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..meaning.names import symbol_name
from ..syntax import parse

_WORD = re.compile(r"[A-Za-z]+\d*")


class Names:
    """The LaTeX of every symbol met so far; no two symbols share one."""

    def __init__(self) -> None:
        self.symbols: dict[str, Any] = {}
        self._names: dict[Any, str] = {}

    def of(self, symbol: Any) -> str:
        name = self._names.get(symbol)
        if name is None:
            name = next(text for text in _candidates(symbol) if text not in self.symbols)
            self._names[symbol], self.symbols[name] = name, symbol
        return name


def _candidates(symbol: Any) -> Iterator[str]:
    from sympy import latex

    base = _readable(latex(symbol), symbol.name)
    yield base
    for count in range(2, 1000):
        yield _canonical(rf"\mathrm{{{re.sub(r'[^A-Za-z]', '', symbol.name) or 'v'}}}_{{{count}}}")


def _readable(latex: str, name: str) -> str:
    """The LaTeX if it is read as one symbol, else the letters of the name as a word."""
    if symbol_name(parse(latex).tree) is not None and not parse(latex).problems:
        return _canonical(latex)
    return _canonical(rf"\mathrm{{{re.sub(r'[^A-Za-z]', '', name) or 'v'}}}")


def _canonical(latex: str) -> str:
    return symbol_name(parse(latex).tree) or latex
