"""Matrix calculus for notes: derive a formula, check the formulas that a note claims.

The public names load when they are first used, so that ``import matderiv`` stays cheap: it imports
neither numpy, sympy nor pygls.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matderiv.api import ProblemError, check, derive

    __version__: str

__all__ = ["ProblemError", "__version__", "check", "derive"]

_HOME_OF_PUBLIC_NAME = dict.fromkeys(("ProblemError", "check", "derive"), "matderiv.api")


def __getattr__(name: str) -> object:
    if name == "__version__":
        return import_module("importlib.metadata").version("matderiv")
    home = _HOME_OF_PUBLIC_NAME.get(name)
    if home is None:
        raise AttributeError(f"module 'matderiv' has no attribute {name!r}")
    value: object = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
