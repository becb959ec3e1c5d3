"""Loads what the first job needs, so that it does not wait for it."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from ..library import Library


def warm(_library: Library, _key: str | None, _parameters: dict[str, Any]) -> dict[str, Any]:
    for name in ("matderiv.oracle", "matderiv.checking", "matderiv.derivation", "numpy"):
        import_module(name)
    return {}
