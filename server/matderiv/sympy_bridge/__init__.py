"""To and from SymPy's expressions. SymPy itself is imported only where its objects are made, so that loading this
package loads nothing; objects that come from SymPy are taken apart by the names of their classes.

    read_sympy(expression, wrt, given, …) -> SympyProblem
    to_sympy(expression, names) -> a SymPy object
"""

from __future__ import annotations

from .errors import NotInSympyError
from .problem import SympyProblem, is_sympy, read_sympy
from .writing import to_sympy

__all__ = ["NotInSympyError", "SympyProblem", "is_sympy", "read_sympy", "to_sympy"]
