r"""Model equations whose error is what the note is about: `y = X\beta + u` where `u'u` is minimized.

There the data are given, and the equation defines the error: u is y - Xβ.
"""

from __future__ import annotations

import re
from functools import lru_cache

from matderiv.meaning.names import symbol_name
from matderiv.syntax import parse
from matderiv.syntax import tree as t

_STYLED = r"\\(?:mathbf|boldsymbol|bm|vec)\s*\{\s*(?:u|e|\\epsilon|\\varepsilon)\s*\}"
_LETTER = rf"(?:{_STYLED}|\\(?:var)?epsilon(?![a-z])|(?<![A-Za-z\\{{])[ue](?![A-Za-z]))"
_MARK = r"(?:T\b|\\top|\\intercal|\\prime|\\math(?:sf|rm)\s*\{?T\}?)"
_TRANSPOSED = rf"\s*(?:'|\^\s*\{{?\s*{_MARK}\s*\}}?)\s*"
_SQUARED = re.compile(
    rf"(?P<a>{_LETTER}){_TRANSPOSED}(?P=a)(?![A-Za-z])"
    rf"|\\(?:\||[lr]?Vert)\s*(?P<b>{_LETTER})\s*\\(?:\||[lr]?Vert)(?:_2)?\s*\^\s*\{{?2"
)


@lru_cache(64)
def squared_errors(text: str) -> frozenset[str]:
    """The letters of errors of which the note writes the sum of squares."""
    written = {match["a"] or match["b"] for match in _SQUARED.finditer(text)}
    return frozenset(name for each in written if (name := symbol_name(parse(each).tree)) is not None)


def with_errors_defined(tree: t.Node, errors: frozenset[str]) -> t.Node:
    """A model equation solved for its error, where that is one of the letters; anything else as it stands."""
    match tree:
        case t.Relations(operands=(data, t.Sum(terms=terms)), operators=(t.Relation(name="="),)) if errors:
            error = next((term for term in terms if symbol_name(term) in errors), None)
            others = tuple(term for term in terms if term is not error)
            if error is None or symbol_name(data) is None or len(others) != 1:
                return tree
            model = others[0]
            left = model.operand if isinstance(model, t.Negate) else t.Negate(model.start, model.end, model)
            rest = t.Sum(data.start, model.end, (data, left))
            return t.Relations(tree.start, tree.end, (error, rest), tree.operators)
    return tree
