r"""Statements given outside of a note, as on the command line: `X \in \mathbb{R}^{m\times n}`, `A symmetric`.

A statement is what a note would say, with or without dollars. Without them, its formula reaches up to the first word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from matderiv.meaning.declarations.fact import Fact
from matderiv.meaning.declarations.formulas import facts_in_formula
from matderiv.meaning.declarations.prose import facts_in_sentence
from matderiv.meaning.declarations.prose.tokens import Math, sentences_of
from matderiv.meaning.formula import Formula
from matderiv.meaning.scopes.conventions import conventions_in_prose
from matderiv.meaning.statements.clauses import clauses_of
from matderiv.meaning.statements.definitions import (
    DEFINING,
    EQUALITIES,
    definition_fact,
    head_of,
    mapping_fact,
)
from matderiv.syntax import FunctionHead, parse
from matderiv.text import SourceText

CAN_BE_GIVEN = (
    r"a membership (X \in \mathbb{R}^{m\times n}, f: \mathbb{R}^n \to \mathbb{R}); a symbol and what it is "
    "(symmetric, skew, diagonal, orthogonal, triangular, positive definite, invertible, positive, nonnegative, "
    "nonzero, without zero entries, of full column rank, with positive determinant, "
    r"with entries \pm 1, constant, a probability vector, a row vector, simple); a function and how it acts "
    "(elementwise, matrix function, applied to each row) or what it is (sigmoid, relu, softplus, softmax); "
    r"an eigenvalue (\lambda_1(S) smallest eigenvalue of S); a property of an expression "
    r"(I + BC invertible); a definition (s = \sigma(Xw), C_{ij} = c_{i-j+n})"
)

_SHAPE_BY_COLON = re.compile(r"(?P<name>[^:]+?)\s*:\s*(?P<shape>[a-z0-9]+(?:\s*\\times\s*[a-z0-9]+)*)\s*")
r"""`A: n \times n`."""

_WORD = re.compile(
    r"(?<![\\A-Za-z{_^])(?:[A-Z]?[a-z]{3,}(?:-[a-z]+)*|S?PS?D|is|are|of|an|in|on|as|or|to|by|at|no|a(?=\s+[a-z]{2}))(?![A-Za-z}(_^])"
)
_NOTATIONS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?:inner|Kronecker|Hadamard|elementwise) product\b",
        r"^\$?\|[^|]+\|\$?\s.*\bdeterminant\b",
        r"\b(?:tr|trace|Tr)\b.*\s(?:the )?trace\b",
        r"\bdenotes (?:the )?transpos",
        r"(?:\^\{?(?:\+|\\dagger)\}?).*\bpseudo-?inverse\b",
        r"^\$?\\?(?:mathbf\{)?e\}?_\w\$?\s.*\b(?:basis|unit) vector\b",
        r"\\\|.*\\\|\$?\s.*\b(?:Euclidean|2-)\s?norm\b",
        r"\\\|.*\\\|_\{?F\}?\$?\s.*\bFrobenius norm\b",
        r"\b(?:is |are )?(?:smooth|differentiable)$",
        r"\\(?:mathrm|operatorname)\{vec\}\$?\s.*\bcolumn",
        r"^\$?[a-z]\s*\\geq?\s*\d+\$?$",
    )
)
_FUNCTIONS = frozenset("exp log sin cos tan tanh sinh cosh det diag vec vech trace".split())
_DOLLARS = re.compile(r"\$+([^$]*)\$+")


def facts_in_given(statement: str, functions: frozenset[FunctionHead] = frozenset()) -> tuple[Fact, ...]:
    """The facts that a given statement states; empty if it cannot be read.

    `functions` are those of other statements.
    """
    shape = _SHAPE_BY_COLON.fullmatch(statement.strip().strip("$"))
    if shape is not None:
        statement = rf"{shape['name']} \in \mathbb{{R}}^{{{shape['shape']}}}"
    pieces = tuple(_pieces(statement, functions))
    return _facts_in(pieces) or _facts_in(_with_verb(pieces))


def _with_verb(pieces: tuple[SourceText | Math, ...]) -> tuple[SourceText | Math, ...]:
    """`s sigmoid` as `s` is sigmoid."""
    formulas = [number for number, piece in enumerate(pieces) if isinstance(piece, Math)]
    if not formulas:
        return pieces
    first = formulas[0] + 1
    return (*pieces[:first], SourceText(" is "), *pieces[first:])


def _facts_in(pieces: tuple[SourceText | Math, ...]) -> tuple[Fact, ...]:
    facts: list[Fact] = []
    for piece in pieces:
        if isinstance(piece, Math):
            facts.extend(facts_in_formula(piece.formula, piece.clauses))
            facts.extend(_definitions(piece))
    for sentence in sentences_of(pieces):
        facts.extend(facts_in_sentence(sentence))
        facts.extend(conventions_in_prose(sentence))
    return tuple(facts)


def is_notation(statement: str) -> bool:
    """Whether a statement explains a notation that has that meaning anyway, as `<A, B>` the inner product."""
    return any(pattern.search(statement) for pattern in _NOTATIONS) or bool(_weighted_norm(statement))


def _weighted_norm(statement: str) -> re.Match[str] | None:
    r"""`\|x\|_A^2 = x^\top A x`, and nothing else for the square of that norm."""
    bare = re.sub(
        r"\\(?:top|intercal|mathsf\{T\}|mathsf T)|[\s{}$]",
        lambda match: "T" if len(match[0]) > 1 else "",
        statement,
    )
    return re.fullmatch(
        r"\\\|(?P<body>.+)\\\|_(?P<weight>\\?\w+?)\^2=\(?(?P=body)\)?\^T(?P=weight)\(?(?P=body)\)?", bare
    )


def _pieces(statement: str, functions: frozenset[FunctionHead]) -> Iterator[SourceText | Math]:
    """The statement as formulas and words."""
    found = [(match.start(1), match.end(1)) for match in _DOLLARS.finditer(statement)]
    for begin, end, is_formula in _spans(statement, found or list(_bare_formulas(statement))):
        text = statement[begin:end]
        if not text.strip():
            continue
        source = SourceText(text, begin)
        yield _formula(source, functions) if is_formula else SourceText(text.replace("$", " "), begin)


def _spans(statement: str, formulas: list[tuple[int, int]]) -> Iterator[tuple[int, int, bool]]:
    place = 0
    for begin, end in formulas:
        yield place, begin, False
        yield begin, end, True
        place = end
    yield place, len(statement), False


def _bare_formulas(statement: str) -> Iterator[tuple[int, int]]:
    """What stands between the words of a statement without dollars."""
    place = 0
    for match in _WORD.finditer(statement):
        if match.group() in _FUNCTIONS or (match.start() == 0 and match.group() == "a"):
            continue
        if statement[place : match.start()].strip(" ,.()"):
            yield place, match.start()
        place = match.end()
    if statement[place:].strip(" ,.()"):
        yield place, len(statement)


def _formula(source: SourceText, functions: frozenset[FunctionHead]) -> Math:
    parsed = parse(source.text, functions=functions)
    formula = Formula(parsed.tree, source, source.origin, source.origin + len(source.text))
    return Math(formula, clauses_of(parsed.tree))


def _definitions(math: Math) -> Iterator[Fact]:
    for clause in math.clauses:
        mapping = mapping_fact(clause, math.formula)
        if mapping is not None:
            yield mapping
        elif clause.operators and clause.operators[0].name in EQUALITIES | DEFINING:
            head = head_of(clause.operands[0])
            if head is not None:
                yield definition_fact(head, clause.operands[1], math.formula)
