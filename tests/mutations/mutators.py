"""The mistakes people make in a formula, as edits of its text at the ranges of its tree: one function a mistake.

A mutator gives edits `(start, end, replacement)`. It knows what is written, not what it means: some of its mutants say
the same as before (the transpose of a scalar), some are no formulas of the right shape.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from matderiv.syntax import parse
from matderiv.syntax.tree import (
    Big,
    Call,
    Dot,
    Fraction,
    FunctionName,
    Group,
    HadamardProduct,
    Identifier,
    Inverse,
    InverseTranspose,
    Juxtaposition,
    KroneckerProduct,
    Negate,
    Node,
    Norm,
    Number,
    Power,
    Subscript,
    Sum,
    Transpose,
    walk,
)

Edit = tuple[int, int, str]
Mutator = Callable[[Node, str], Iterator[Edit]]


@dataclass(frozen=True, slots=True)
class Mutant:
    """A changed right side, and the mistake that was made in it."""

    mistake: str
    tex: str


def _transpose_added(tree: Node, text: str) -> Iterator[Edit]:
    for node in _factors(tree):
        bare = isinstance(node, (Identifier, Group, Subscript))
        if bare and not text[node.end :].lstrip().startswith(("^", "_", "'", "(")):
            yield node.end, node.end, r"^{\top}"


def _transpose_dropped(tree: Node, text: str) -> Iterator[Edit]:
    for node in walk(tree):
        if isinstance(node, Transpose):
            yield node.start, node.end, _text(node.children()[0], text)
        elif isinstance(node, InverseTranspose):
            yield node.start, node.end, f"{_text(node.children()[0], text)}^{{-1}}"


def _factor_added(tree: Node, text: str) -> Iterator[Edit]:
    for term in _terms(tree):
        if not _begins_with_number(text[term.start : term.end]):
            yield term.start, term.start, "2 "


def _number_changed(tree: Node, text: str) -> Iterator[Edit]:
    scripts = {id(child) for node in walk(tree) if isinstance(node, Subscript) for child in walk(node.script)}
    for node in walk(tree):
        if isinstance(node, Number) and node.text.isdigit() and not node.style and id(node) not in scripts:
            yield node.start, node.end, str(int(node.text) + 1)


def _term_dropped(tree: Node, text: str) -> Iterator[Edit]:
    for node in walk(tree):
        if isinstance(node, Sum):
            yield node.terms[-2].end, node.end, ""
            first, second = node.terms[0], node.terms[1]
            rest = re.sub(r"^\s*\+", "", text[first.end : node.end])
            if second.start > first.end or isinstance(second, Negate):
                yield node.start, node.end, rest


def _sign_changed(tree: Node, text: str) -> Iterator[Edit]:
    for node in walk(tree):
        if isinstance(node, Sum):
            for left, right in pairwise(node.terms):
                gap = text[left.end : right.end]
                for found in re.finditer(r"[+-]", gap[: 1 + len(gap) - len(gap.lstrip())]):
                    place = left.end + found.start()
                    yield place, place + 1, "+" if found.group() == "-" else "-"
    if isinstance(tree, Negate):
        yield tree.start, tree.operand.start, ""
    elif not isinstance(tree, Sum):
        yield tree.start, tree.start, "-"


def _order_changed(tree: Node, text: str) -> Iterator[Edit]:
    for node in _factors(tree):
        if isinstance(node, (Juxtaposition, Dot, KroneckerProduct)):
            factors = node.factors if isinstance(node, Juxtaposition) else node.operands
            for left, right in pairwise(factors):
                between = text[left.end : right.start] or " "
                swapped = _text(right, text) + between + _text(left, text)
                yield left.start, right.end, swapped


def _operand_replaced(tree: Node, text: str) -> Iterator[Edit]:
    symbols = [node for node in _factors(tree) if isinstance(node, (Identifier, Subscript))]
    names = dict.fromkeys(_text(node, text) for node in symbols)
    for node in symbols:
        for name in names:
            if name != _text(node, text):
                yield node.start, node.end, f"{{{name}}}" if name.startswith("\\") else name
                break


def _product_made_hadamard(tree: Node, text: str) -> Iterator[Edit]:
    for node in _factors(tree):
        if isinstance(node, Juxtaposition):
            for left, right in pairwise(node.factors):
                if not isinstance(left, (Number, FunctionName)):
                    yield left.end, right.start, r" \odot "


def _hadamard_made_product(tree: Node, text: str) -> Iterator[Edit]:
    for node in walk(tree):
        if isinstance(node, (HadamardProduct, KroneckerProduct)):
            for left, right in pairwise(node.operands):
                yield left.end, right.start, r" "


def _power_changed(tree: Node, text: str) -> Iterator[Edit]:
    for node in walk(tree):
        if isinstance(node, Inverse):
            yield node.start, node.end, _text(node.children()[0], text)
        elif isinstance(node, Power) and isinstance(node.base, (Norm, Call)):
            yield node.start, node.end, _text(node.base, text)


def _indices_swapped(tree: Node, text: str) -> Iterator[Edit]:
    for node in walk(tree):
        if isinstance(node, Subscript):
            found = re.fullmatch(r"\{?([a-z])\s*,?\s*([a-z])\}?", _text(node.script, text).strip())
            if found and found[1] != found[2]:
                yield node.script.start, node.script.end, f"{found[2]}{found[1]}"


def _factor_dropped(tree: Node, text: str) -> Iterator[Edit]:
    for node in walk(tree):
        if isinstance(node, Juxtaposition) and len(node.factors) > 2:
            yield node.factors[0].start, node.factors[1].start, ""
            yield node.factors[-2].end, node.factors[-1].end, ""
        elif isinstance(node, Fraction):
            yield node.start, node.end, f"({_text(node.children()[0], text)})"


MUTATORS: dict[str, Mutator] = {
    "extra transpose": _transpose_added,
    "missing transpose": _transpose_dropped,
    "extra factor": _factor_added,
    "wrong number": _number_changed,
    "missing term": _term_dropped,
    "wrong sign": _sign_changed,
    "wrong order": _order_changed,
    "wrong operand": _operand_replaced,
    "Hadamard for product": _product_made_hadamard,
    "product for Hadamard or Kronecker": _hadamard_made_product,
    "wrong power": _power_changed,
    "swapped indices": _indices_swapped,
    "missing factor": _factor_dropped,
}


def mutants(tex: str) -> Iterator[Mutant]:
    """Every well-formed formula that differs from `tex` by one of the mistakes."""
    tree = parse(tex).tree
    seen = {_squeezed(tex)}
    for mistake, mutator in MUTATORS.items():
        for start, end, replacement in mutator(tree, tex):
            changed = _joined(tex[:start], replacement, tex[end:])
            if _squeezed(changed) not in seen and changed.strip():
                seen.add(_squeezed(changed))
                if not parse(changed).problems:
                    yield Mutant(mistake, changed)


def _joined(before: str, replacement: str, after: str) -> str:
    """The parts in a row; a command is kept apart from a letter that follows it."""
    for part in (replacement, after):
        apart = re.search(r"\\[A-Za-z]+$", before) and part[:1].isalpha()
        before = f"{before}{' ' if apart else ''}{part}"
    return before


def _terms(tree: Node) -> tuple[Node, ...]:
    terms = tree.terms if isinstance(tree, Sum) else (tree,)
    return tuple(term.operand if isinstance(term, Negate) else term for term in terms)


def _factors(tree: Node) -> Iterator[Node]:
    """What stands as a factor, a term or an argument, outside of scripts and function names."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, Subscript):
            waiting.extend(() if isinstance(node.base, Identifier) else (node.base,))
        elif isinstance(node, Power):
            waiting.append(node.base)
        elif isinstance(node, Call):
            waiting.extend(node.arguments)
        elif isinstance(node, Big):
            waiting.extend(() if node.body is None else (node.body,))
        else:
            waiting.extend(node.children())


def _text(node: Node, text: str) -> str:
    return text[node.start : node.end]


def _begins_with_number(text: str) -> bool:
    return bool(re.match(r"\s*\d", text))


def _squeezed(text: str) -> str:
    return re.sub(r"[\s{}]", "", text)
