"""What a sentence says about a group of formulas: before it, after a verb, in apposition, in brackets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from matderiv.algebra import OF_SQUARE_MATRICES, ShapeError, transposed
from matderiv.meaning.declarations.fact import Fact, SymbolFact
from matderiv.meaning.declarations.prose.descriptions import Description, role_and_shape
from matderiv.meaning.declarations.prose.groups import Group, phrase_before
from matderiv.meaning.declarations.prose.phrases import read_phrase
from matderiv.meaning.declarations.prose.places import HAVING, predicates_of, word_at
from matderiv.meaning.declarations.prose.tokens import Mark, Math, Token, Word
from matderiv.meaning.declarations.prose.vocabulary import (
    ADJECTIVES,
    ARTICLES,
    OTHER_HEADS,
    PROPERTIES_OF_VECTORS,
    ROLES,
)
from matderiv.meaning.declarations.sets import membership_of
from matderiv.meaning.declarations.subjects import Found
from matderiv.meaning.scopes.scope import Source, Strength, SymbolFacts
from matderiv.syntax.words import FUNCTIONS

_PRONOUNS = frozenset(
    {"one", "ones", "example", "examples", "pair", "sample", "samples", "key", "keys", "word", "words"}
)
"""What is positive or negative in another sense than a number: `k_0` is the positive one."""
_DEPENDING = frozenset({"function", "loss", "cost", "objective"})


def facts_about(
    tokens: Sequence[Token], group: Group, writing: bool, earlier: Sequence[Group] = ()
) -> Iterator[Fact]:
    """The facts that the words around a group give to its members. `writing`: after "we write". `earlier` are the
    groups of the sentence before it."""
    begin = phrase_before(tokens, group)
    before = read_phrase(tokens, begin, group.begin) if begin < group.begin else None
    if before is not None and not _has_fitting_head(before):
        before.properties.clear()
    if (
        before is not None
        and _reaches(before, group)
        and before.head not in ("row", "column", "rows", "columns")
    ):
        members = _members_spoken_of(before, tokens, group)
        yield from _facts(before, members, tokens, begin, group.end)
        yield from _size_after(tokens, group, before)
    if before is None or word_at(tokens, group.end) != "of":
        yield from _predicate(tokens, group, writing, earlier)


def _has_fitting_head(description: Description) -> bool:
    """Whether adjectives before a symbol are about the symbol and not about another thing ("symmetric path p")."""
    head = description.head
    return head is None or head in ROLES or head in OTHER_HEADS


def _reaches(description: Description, group: Group) -> bool:
    """Whether the phrase before a group goes all the way to it."""
    return description.end == group.begin and not description.negated


def _members_spoken_of(before: Description, tokens: Sequence[Token], group: Group) -> tuple[Found, ...]:
    """In "matrices `A` and `x` is constant", `x` begins a clause of its own."""
    if not _is_plural(before):
        return group.members[:1]
    of_its_own = before.head is not None and group.joined and word_at(tokens, group.end) in ("is", "has")
    members = group.members[:-1] if of_its_own and len(group.members) > 1 else group.members
    compared = {
        found.subject.name
        for formula in group.formulas[1:]
        if _compares(formula)
        for found in formula.subjects
    }
    return tuple(found for found in members if found.subject.name not in compared)


def _compares(formula: Math) -> bool:
    """Whether a formula of a list has a predicate of its own: the last of "symmetric `A \\in S` and `x \\neq 0`"."""
    return any(operator.name != "\\in" for clause in formula.clauses for operator in clause.operators)


def _is_plural(description: Description) -> bool:
    head = description.head or ""
    return head == "" or (head.endswith("s") and not head.endswith("ss")) or head in ("matrices", "indices")


def _size_after(tokens: Sequence[Token], group: Group, before: Description) -> Iterator[Fact]:
    """`a vector x of length n`, `a function f of x`, `a matrix X of full column rank`."""
    following = tokens[group.end] if group.end < len(tokens) else None
    if not (isinstance(following, Word) and following.text == "of"):
        return
    if not (before.head or before.square or before.properties):
        return
    description = read_phrase(tokens, group.end)
    argument = tokens[group.end + 1] if group.end + 1 < len(tokens) else None
    if before.head in _DEPENDING and isinstance(argument, Math) and argument.subjects:
        description.function_of = description.function_of or (argument,)
    description.nouns[:0] = before.nouns
    description.square = before.square
    description.properties |= before.properties
    yield from _facts(description, group.members, tokens, group.begin, description.end)


_HOLDING = frozenset({"keeping", "keep", "keeps", "holding", "hold", "holds", "leaving", "leave", "fixing"})


def _predicate(
    tokens: Sequence[Token], group: Group, writing: bool, earlier: Sequence[Group]
) -> Iterator[Fact]:
    if group.begin > 0 and word_at(tokens, group.begin - 1) in _HOLDING:
        return
    for position, members in predicates_of(tokens, group, writing, earlier):
        if _is_said_of_the_function(tokens, group.begin, position):
            continue
        description = read_phrase(tokens, position)
        if word_at(tokens, position - 1) in HAVING:
            if _is_about_another(tokens, position, description.end):
                continue
            description.nouns.clear()
            description.meaning = None
            description.elementwise = False
        following = tokens[position + 2] if position + 2 < len(tokens) else None
        if description.words[:2] == ["independent", "of"] and isinstance(following, Math):
            description.properties.add("constant")
        if description.head in _PRONOUNS:
            description.properties.clear()
        yield from _facts(description, members, tokens, group.begin, description.end)


def _is_said_of_the_function(tokens: Sequence[Token], begin: int, position: int) -> bool:
    """Whether an apposition speaks of the function whose argument stands before it: "a function of `t`, invertible"."""
    before = tokens[position - 1]
    is_apposition = isinstance(before, Mark) and before.text == ","
    words = [word_at(tokens, at) for at in range(max(begin - 2, 0), begin)]
    return is_apposition and words in (["function", "of"], ["functions", "of"])


def _is_about_another(tokens: Sequence[Token], begin: int, end: int) -> bool:
    """Whether what a symbol "has" is a symbol itself: "`S` with a fixed vector `e`", "`q` with symmetric `A`"."""
    following = tokens[end] if end < len(tokens) else None
    if not (isinstance(following, Math) and following.subjects):
        return False
    words = [token.text for token in tokens[begin:end] if isinstance(token, Word)]
    return word_at(tokens, begin) in ARTICLES or (bool(words) and tuple(words) in ADJECTIVES)


def _facts(
    description: Description, members: Sequence[Found], tokens: Sequence[Token], begin: int, end: int
) -> Iterator[Fact]:
    if description.is_of_others or not description.says_something:
        return
    last = tokens[max(min(end, len(tokens)) - 1, begin)]
    stated, oblong = _stated_in_sets(tokens[begin:end]), _oblong(tokens[begin:end])
    for found in members:
        source = Source(Strength.PROSE, "the text", tokens[begin].start, last.end)
        update = update_of(found, description)
        if update is None:
            continue
        if found.subject.name in stated:
            update = replace(update, shape=None, role=None)
            if len(members) > 1 and found.subject.name in oblong:
                update = replace(update, properties=update.properties - OF_SQUARE_MATRICES)
        if update != SymbolFacts(update.name, arguments=found.subject.arguments):
            yield SymbolFact(found.subject, update, source)


def _stated_in_sets(tokens: Sequence[Token]) -> frozenset[str]:
    r"""The symbols of which the sentence says in a formula what they are: `G` in "`G \in S`, and `A` are …"."""
    return frozenset(
        found.subject.name
        for token in tokens
        if isinstance(token, Math)
        and any(operator.name == "\\in" for clause in token.clauses for operator in clause.operators)
        for found in token.subjects
    )


def _oblong(tokens: Sequence[Token]) -> frozenset[str]:
    r"""The matrices that a formula of the sentence says to have rows and columns of different sizes: of
    "symmetric `P \in \mathbb{R}^{n\times n}`, `H \in \mathbb{R}^{m\times n}`" the `H`.
    """
    names: set[str] = set()
    for token in tokens:
        for operand in (
            (part for c in token.clauses for part in c.operands) if isinstance(token, Math) else ()
        ):
            members = membership_of(operand)
            if members is not None and len(members.shape or ()) == 2 and len(set(members.shape or ())) == 2:
                names.update(found.subject.name for found in token.subjects)  # type: ignore[union-attr]
    return frozenset(names)


def update_of(found: Found, description: Description) -> SymbolFacts | None:
    """What a phrase says about one symbol."""
    role, shape = role_and_shape(description, found.subject.name)
    if found.subject.base.lstrip("\\") in FUNCTIONS:
        role, shape = None, None
    if any(":" in script.texts for script in found.subject.scripts):
        return None
    if found.transposed and shape is not None:
        try:
            role, shape = None, transposed(shape)
        except ShapeError:
            return None
    arguments = found.subject.arguments
    through: tuple[str, ...] = ()
    if description.function_of:
        arguments = names_in(description.function_of)
        if "scalar" in description.roles or "loss" in description.roles:
            role, shape = "scalar", ()
        elif role == "function":
            role = None
        through = arguments if description.alone else ()
    properties = description.properties - ({"constant"} if found.differential else set())
    if shape is not None and len(shape) > 1:
        properties = properties - PROPERTIES_OF_VECTORS
    is_function = found.subject.arguments or role == "function"
    return SymbolFacts(
        found.subject.name,
        shape=None if found.differential and role else shape,
        role=role,
        properties=frozenset(properties),
        elementwise=description.elementwise and bool(is_function or role is None),
        meaning=description.meaning,
        arguments=arguments,
        through=through,
    )


def names_in(formulas: Sequence[Math]) -> tuple[str, ...]:
    """The names of the symbols in formulas; of a family `o_1, \\dots, o_T` its bare name."""
    return tuple(
        found.subject.base if found.subject.is_family else found.subject.name
        for formula in formulas
        for found in formula.subjects
    )
