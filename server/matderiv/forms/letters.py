"""Names that are free: index letters, the name of the value, its upstream gradient, a point to linearize at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import islice

from matderiv.algebra import (
    ONE,
    Apply,
    Expression,
    FromEntries,
    FunctionDerivative,
    Index,
    IndexProduct,
    IndexSum,
    Named,
    Shape,
    Symbol,
    transform_bottom_up,
    walk,
)
from matderiv.calculus.contraction.indices import free_indices, replace_indices

_INDEX_LETTERS = "ijklpqrstuvabcdeghmnoxyzw"


def names_in(expression: Expression) -> frozenset[str]:
    """All names that an expression shows: symbols, functions, sizes, bound indices."""
    return lasting_names_in(expression) | bound_names_in(expression)


def lasting_names_in(expression: Expression) -> frozenset[str]:
    """The names of symbols, functions and sizes, which mean the same everywhere in an expression."""
    found: set[str] = set()
    for node in walk(expression):
        found.update(name for size in node.shape for name in size.names)
        if isinstance(node, Symbol):
            found.add(node.name)
        elif isinstance(node, (Apply, FunctionDerivative)):
            found.add(node.function.name)
    return frozenset(found)


def bound_names_in(expression: Expression) -> frozenset[str]:
    found: set[str] = set()
    for node in walk(expression):
        if isinstance(node, (IndexSum, IndexProduct)):
            found.add(node.index.name)
        elif isinstance(node, FromEntries):
            found.update(index.name for index in node.indices)
    return frozenset(found)


def index_letters(count: int, taken: Set[str]) -> tuple[str, ...]:
    """Free letters for indices in the usual order i, j, k, …; with primes when the alphabet is used up."""
    return tuple(islice(_free_letters(taken), count))


def _free_letters(taken: Set[str]) -> Iterator[str]:
    marks = ""
    while True:
        yield from (letter + marks for letter in _INDEX_LETTERS if letter + marks not in taken)
        marks += "'"


def axis_letters(
    value: Shape, variables: Sequence[Shape], taken: Set[str]
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Letters for the axes of the value and of each variable, except those of size one.

    As usual: `f_i` by `x_j`, `f_i` by `W_{kl}`, `f_{ij}` by `X_{kl}`.
    """
    counts = [sum(size != ONE for size in shape) for shape in (value, *variables)]
    skipped = 1 if counts[0] == 1 and sum(counts) > 2 else 0
    letters = index_letters(sum(counts) + skipped, taken)
    groups, start = [], counts[0] + skipped
    for count in counts[1:]:
        groups.append(letters[start : start + count])
        start += count
    return letters[: counts[0]], tuple(groups)


def with_free_letters(expression: Expression, taken: Set[str]) -> Expression:
    """The expression with those bound indices renamed whose letters mean something else in the note."""
    shown = names_in(expression)

    def renamed(node: Expression) -> Expression:
        if not isinstance(node, (IndexSum, IndexProduct)) or node.index.name not in taken:
            return node
        letter = index_letters(1, taken | shown | {index.name for index in free_indices(node)})[0]
        index = Index(letter, node.index.size)
        return replace(node, index=index, body=replace_indices(node.body, {node.index: index}))

    return transform_bottom_up(expression, renamed)


def value_name(expression: Expression, taken: Set[str]) -> str:
    """The name of the value: its own if the note names it, else a free one, `f` first."""
    match expression:
        case Symbol(name=name) | Named(symbol=Symbol(name=name)):
            return name
        case Apply(function=function, arguments=arguments) if all(map(_is_name, arguments)):
            return function.name
    return next(
        (name for name in ("f", "F", "g", "h", r"\varphi", r"\psi") if name not in taken), r"f_{\ast}"
    )


def _is_name(expression: Expression) -> bool:
    return isinstance(expression, (Symbol, Named))


def upstream_name(value: str, taken: Set[str]) -> str:
    """The name of the gradient by the value: a bar over its name, or another free name."""
    head, script = _head_and_scripts(value)
    candidates = (accented("bar", head) + script, accented("overline", head) + script, r"\bar v", r"\bar u")
    return next((name for name in candidates if name not in taken), r"\bar{\psi}")


_DIRECTIONS = (("s", r"\tau", r"\delta"), ("v", "u", "r", "q"), ("V", "U", "D", "E", "W"))


def direction_name(order: int, taken: Set[str]) -> str:
    """A free name for the direction in which a scalar, vector or matrix moves."""
    return next((name for name in _DIRECTIONS[order] if name not in taken), r"\Xi")


def accented(accent: str, name: str) -> str:
    """An accent as `meaning` prints it: `\\bar f`, `\\bar{\\mathbf{x}}`."""
    return f"\\{accent} {name}" if len(name) == 1 else f"\\{accent}{{{name}}}"


def _head_and_scripts(name: str) -> tuple[str, str]:
    """A name without its scripts, and the scripts."""
    depth = 0
    for position, character in enumerate(name):
        depth += (character == "{") - (character == "}")
        if depth == 0 and character in "_^'" and position:
            return name[:position], name[position:]
    return name, ""


def point_name(name: str, taken: Set[str]) -> str | None:
    """The name of a point at which a variable is held: `X_0`, or None if no name is free."""
    head, script = _head_and_scripts(name)
    candidates = [f"{head}_0"] if not script else []
    candidates += [accented("tilde", head) + script, accented("hat", head) + script]
    return next((candidate for candidate in candidates if candidate not in taken), None)
