"""Sayings with a form of their own: entries, eigenvalues, matrix functions, softmax by rows, conditions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from matderiv.meaning.declarations.fact import ConditionFact, Fact, SymbolFact
from matderiv.meaning.declarations.formulas.order import is_zero
from matderiv.meaning.declarations.prose.groups import Group, phrase_before
from matderiv.meaning.declarations.prose.phrases import read_phrase
from matderiv.meaning.declarations.prose.predicates import names_in
from matderiv.meaning.declarations.prose.tokens import Math, Token, Word
from matderiv.meaning.declarations.prose.vocabulary import VERBS
from matderiv.meaning.declarations.sets import membership_of
from matderiv.meaning.declarations.subjects import subject_of
from matderiv.meaning.names import symbol_name
from matderiv.meaning.scopes.scope import ConditionText, Source, Strength, SymbolFacts
from matderiv.syntax import tree as t
from matderiv.syntax.words import FUNCTIONS

_CONDITIONS = frozenset(
    {
        "invertible",
        "positive definite",
        "positive semidefinite",
        "positive determinant",
        "nonzero",
        "positive",
    }
    | {"nonnegative", "full column rank", "full row rank", "without zero entries"}
)
_MATRIX_FUNCTION = re.compile(
    r"(?:(?:is|be|denotes) )?(?:(?:a|an|any|some|the) )?matrix (?:function|exponential|logarithm)\b(?! of §)"
)
_ORDINALS = {"second": 1, "third": 2, "fourth": 3, "2nd": 1, "3rd": 2}

Reader = Callable[[Sequence[Token], Group, Source], Iterator[SymbolFacts]]


def special_facts(tokens: Sequence[Token], groups: Sequence[Group]) -> Iterator[Fact]:
    """The facts of all sayings of a special form."""
    for number, group in enumerate(groups):
        end = groups[number + 1].begin if number + 1 < len(groups) else len(tokens)
        source = Source(Strength.PROSE, "the text", tokens[group.begin].start, tokens[end - 1].end)
        for read in _READERS:
            for update in read(tokens, group, source):
                yield SymbolFact(group.members[-1].subject, update, source)
        yield from _scalar_functions(tokens, group)
    yield from _conditions(tokens)


def _scalar_functions(tokens: Sequence[Token], group: Group) -> Iterator[Fact]:
    r"""The `\ell` of "a scalar loss `L = \ell(z)`": its values are numbers too."""
    before = _words(tokens, phrase_before(tokens, group), group.begin - phrase_before(tokens, group))
    if "scalar" not in before.split() and "scalar" not in _words(tokens, group.end, 2).split():
        return
    for clause in group.formulas[-1].clauses:
        match clause.operands:
            case (t.Identifier(), t.Call(function=t.Identifier(), arguments=arguments) as call):
                found = subject_of(call)
                if found is not None and all(symbol_name(argument) for argument in arguments):
                    source = Source(
                        Strength.PROSE, "the text", tokens[group.begin].start, tokens[group.end - 1].end
                    )
                    update = SymbolFacts(
                        found.subject.name, shape=(), role="scalar", arguments=found.subject.arguments
                    )
                    yield SymbolFact(found.subject, update, source)


def _words(tokens: Sequence[Token], begin: int, count: int) -> str:
    words = [token.text if isinstance(token, Word) else "§" for token in tokens[begin : begin + count]]
    return " ".join(words)


def _matrix_function(tokens: Sequence[Token], group: Group, source: Source) -> Iterator[SymbolFacts]:
    r"""`\sin` matrix function; `\exp` is the matrix exponential."""
    if _MATRIX_FUNCTION.match(_words(tokens, group.end, 5)):
        yield SymbolFacts(group.members[-1].subject.name, matrix_function=True)


def _over_rows(tokens: Sequence[Token], group: Group, source: Source) -> Iterator[SymbolFacts]:
    r"""`\mathrm{softmax}` applied to each row."""
    after = _words(tokens, group.end, 8)
    if group.members[-1].subject.base.lstrip("\\").lower() not in FUNCTIONS:
        return
    for axis in ("row", "column"):
        if (
            f"each {axis}" in after
            or f"every {axis}" in after
            or f"{axis}-wise" in after
            or f"{axis}wise" in after
        ):
            yield SymbolFacts(group.members[-1].subject.name, over=axis)


def _entries(tokens: Sequence[Token], group: Group, source: Source) -> Iterator[SymbolFacts]:
    r"""`y` with entries `\pm 1`, with entries in `\{0,1\}`."""
    after = _words(tokens, group.end, 6).split()
    if "entries" not in after and "labels" not in after:
        return
    for token in tokens[group.end : group.end + 7]:
        properties = _values(token) if isinstance(token, Math) else frozenset()
        if properties:
            yield SymbolFacts(group.members[-1].subject.name, properties=properties)


def _values(token: Math) -> frozenset[str]:
    nodes = [operand for clause in token.clauses for operand in clause.operands]
    if len(nodes) == 1 and isinstance(nodes[0], t.PlusMinus):
        return frozenset({"signs"})
    members = membership_of(nodes[0]) if len(nodes) == 1 else None
    return members.properties if members is not None else frozenset()


def _eigenvalue(tokens: Sequence[Token], group: Group, source: Source) -> Iterator[SymbolFacts]:
    r"""`\lambda_2(A)` second smallest eigenvalue of `A`; `v` is a unit eigenvector of `A` for the largest
    eigenvalue.
    """
    words = _words(tokens, group.end, 9).split()
    kinds = [word for word in words if word in ("eigenvalue", "eigenvector")]
    if not kinds or words[0] not in VERBS | {"the", "a", "an", "second", "third", "smallest", "largest"}:
        return
    of = next(
        (
            token
            for before, token in zip(tokens[group.end :], tokens[group.end + 1 :], strict=False)
            if isinstance(before, Word) and before.text == "of" and isinstance(token, Math)
        ),
        None,
    )
    subject = group.members[-1].subject
    arguments = names_in((of,)) if of is not None else subject.arguments
    if not arguments:
        return
    vector = kinds[0] == "eigenvector"
    yield SymbolFacts(
        subject.name,
        shape=None if vector else (),
        meaning=kinds[0],
        arguments=arguments[:1],
        position=_position(words),
        role="vector" if vector else None,
        properties=frozenset({"unit"} if vector else ()),
    )


def _position(words: list[str]) -> int | None:
    """The position of an eigenvalue: from the smallest (0, 1, …) or from the largest (-1, -2, …)."""
    rank = next((_ORDINALS[word] for word in words if word in _ORDINALS), 0)
    if "largest" in words or "maximal" in words or "top" in words:
        return -1 - rank
    return rank if "smallest" in words or "minimal" in words else None


_READERS: tuple[Reader, ...] = (_matrix_function, _over_rows, _entries, _eigenvalue)


def _conditions(tokens: Sequence[Token]) -> Iterator[Fact]:
    """`A + tB` is invertible: a property of what is more than a symbol."""
    for position, token in enumerate(tokens[:-1]):
        if not isinstance(token, Math) or token.subjects or token.is_statement or len(token.clauses) != 1:
            continue
        following = tokens[position + 1]
        if not isinstance(following, Word):
            continue
        begin = position + 1 + (following.text in VERBS)
        description = read_phrase(tokens, begin)
        node = token.clauses[0].operands[0]
        if description.nouns or description.is_of_others or _is_bare(node):
            continue
        source = Source(
            Strength.PROSE, "the text", token.start, tokens[min(description.end, len(tokens)) - 1].end
        )
        for name in sorted(description.properties & _CONDITIONS):
            yield ConditionFact(ConditionText(node, name, source), source)


def _is_bare(node: t.Node) -> bool:
    """Whether the formula is no expression that can have a property."""
    kinds = (t.Placeholder, t.Ellipsis, t.Empty, t.Error, t.FunctionName, t.Times, t.Differential, t.Gradient)
    return isinstance(node, kinds) or is_zero(node)
