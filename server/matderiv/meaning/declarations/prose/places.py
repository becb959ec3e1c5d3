"""Where the predicates of a group of formulas stand in a sentence, and which symbols each of them is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from matderiv.meaning.declarations.prose.coordination import coordinated, matrices_of
from matderiv.meaning.declarations.prose.groups import Group, is_object, phrase_before
from matderiv.meaning.declarations.prose.phrases import read_phrase
from matderiv.meaning.declarations.prose.tokens import Mark, Token, Word
from matderiv.meaning.declarations.prose.vocabulary import (
    ADJECTIVES,
    ARTICLES,
    CLAUSE_BEGINNINGS,
    ELEMENTWISE,
    PLURAL_VERBS,
    VERBS,
)
from matderiv.meaning.declarations.subjects import Found

HAVING = frozenset({"has", "have", "having", "with"})
_LONGEST_APPOSITION = 10
_LONGEST_BRACKET = 12
_OF_SEVERAL = frozenset({"are", "be", "denote", "being"})
_ACTING = frozenset({"acts", "act", "acting", "applied", "works", "apply"})

Place = tuple[int, tuple[Found, ...]]


def predicates_of(
    tokens: Sequence[Token], group: Group, writing: bool, earlier: Sequence[Group]
) -> Iterator[Place]:
    """Where each predicate of a group begins, with the members that it is about: `K` (symmetric) is a function.

    The verb behind the object of a preposition has another subject.
    """
    at = group.end
    if _is_mark(tokens, at, "("):
        yield at + 1, _in_brackets(tokens, at + 1, group, earlier)
        closing = _closing(tokens, at)
        if closing is None:
            return
        at = closing + 1
    if _is_mark(tokens, at, ",") and _is_apposition(tokens, at + 1):
        alone = len(group.formulas) == 1
        yield at + 1, group.members if alone else group.members[-1:]
        return
    found = _predicate_at(tokens, at, group, writing)
    if found is None or is_object(tokens, phrase_before(tokens, group)):
        return
    position, members = found
    if word_at(tokens, position - 1) in PLURAL_VERBS and not group.joined:
        members = (*coordinated(tokens, group, earlier), *members)
    yield position, members
    more = read_phrase(tokens, position).end
    if _is_mark(tokens, more, "(") and _is_adjectival(tokens, more + 1):
        yield more + 1, members
    if _is_mark(tokens, more, ",") and _is_second_noun_phrase(tokens, more + 1):
        yield more + 1, members


def _in_brackets(
    tokens: Sequence[Token], begin: int, group: Group, earlier: Sequence[Group]
) -> tuple[Found, ...]:
    """The symbols that an adjective in brackets is about: the last one, or with "both" and "all" those before too."""
    quantifier = word_at(tokens, begin)
    if quantifier not in ("both", "all"):
        return group.members[-1:]
    others = matrices_of(earlier)
    return (*(others[-1:] if quantifier == "both" else others), *group.members)


def _closing(tokens: Sequence[Token], opening: int) -> int | None:
    end = min(opening + _LONGEST_BRACKET, len(tokens))
    return next((at for at in range(opening + 1, end) if _is_mark(tokens, at, ")")), None)


def _is_mark(tokens: Sequence[Token], at: int, text: str) -> bool:
    token = tokens[at] if at < len(tokens) else None
    return isinstance(token, Mark) and token.text == text


def _is_apposition(tokens: Sequence[Token], at: int) -> bool:
    """Whether adjectives without a noun follow, as in "`A`, symmetric and positive definite,"."""
    if not _is_adjective(tokens, at) or word_at(tokens, at) in ("not", "neither", "assumed", "of"):
        return False
    description = read_phrase(tokens, at)
    return not description.nouns and _ends_phrase(tokens, description.end)


def _is_adjectival(tokens: Sequence[Token], at: int) -> bool:
    """Whether brackets hold nothing but a size and adjectives, as in "a covariance matrix (symmetric)"."""
    description = read_phrase(tokens, at)
    return not description.nouns and _is_mark(tokens, description.end, ")")


def _is_second_noun_phrase(tokens: Sequence[Token], at: int) -> bool:
    """Whether a noun phrase of its own follows, as in "`S` is the scatter matrix, a symmetric matrix"."""
    if word_at(tokens, at) not in ("a", "an"):
        return False
    description = read_phrase(tokens, at)
    return bool(description.roles) and _ends_phrase(tokens, description.end)


def _ends_phrase(tokens: Sequence[Token], end: int) -> bool:
    token = tokens[end] if end < len(tokens) else None
    return token is None or isinstance(token, Mark) or word_at(tokens, end) in CLAUSE_BEGINNINGS | {"and"}


def _predicate_at(tokens: Sequence[Token], at: int, group: Group, writing: bool) -> Place | None:
    """Where the predicate of a group begins that stands at a token, and the members that it is about."""
    token = tokens[at] if at < len(tokens) else None
    which = at + 1 if isinstance(token, Mark) and token.text == "," else at
    if word_at(tokens, which) in ("which", "that") and word_at(tokens, which + 1) in VERBS:
        at, token = which + 1, tokens[which + 1]
    if not isinstance(token, Word):
        return None
    opening = _opening(tokens, at, group.joined, writing)
    if opening is None:
        return None
    skipped, is_about_all = opening
    return at + skipped, group.members if is_about_all else group.members[-1:]


def _opening(tokens: Sequence[Token], at: int, joined: bool, writing: bool) -> tuple[int, bool] | None:
    """How many words open a predicate, and whether it is about all symbols before it; None if none begins here."""
    word, following = word_at(tokens, at), word_at(tokens, at + 1)
    if word == "to" and following == "be":
        return 2, joined
    if word in ("all", "both", "each") and following in VERBS:
        return 2, True
    if word in VERBS:
        return 1, word in _OF_SEVERAL
    if word in HAVING:
        return 1, word == "have"
    if word in ARTICLES and (word != "the" or _is_short(tokens, at)):
        return 0, False
    if word == "for" and writing:
        return 1, True
    if _is_adjective(tokens, at):
        return 0, joined
    skipped = int(word in ("which", "that"))
    return (skipped + 1, True) if word_at(tokens, at + skipped) in _ACTING else None


def _is_short(tokens: Sequence[Token], at: int) -> bool:
    """Whether a phrase ends soon, as "x the parameters" does: a long one is the subject of a clause of its own."""
    description = read_phrase(tokens, at)
    following = tokens[description.end] if description.end < len(tokens) else None
    is_clause = isinstance(following, Word) and following.text in VERBS | {"which", "that"}
    return not is_clause and description.end - at <= _LONGEST_APPOSITION


def word_at(tokens: Sequence[Token], at: int) -> str:
    """The word at a place; empty if there is none."""
    token = tokens[at] if at < len(tokens) else None
    return token.text if isinstance(token, Word) else ""


def _is_adjective(tokens: Sequence[Token], at: int) -> bool:
    words = (word_at(tokens, at), word_at(tokens, at + 1), word_at(tokens, at + 2))
    if words[0] in ("held", "kept", "both", "of", "assumed", "not", "neither"):
        return words[0] != "of" or words[1] in ("full", "length", "size", "dimension", "order", "shape")
    return (
        any(words[:count] in ADJECTIVES for count in (1, 2, 3))
        or words[0] in ELEMENTWISE
        or words[0] == "square"
    )
