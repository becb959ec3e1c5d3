"""Facts that a document takes from other files of its workspace: from before it, and from where it takes them in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from matderiv.meaning.declarations.fact import ConditionFact, DeclarationProblem, Fact
from matderiv.meaning.scopes.shifting import fact_of_another_file
from matderiv.text import NOTHING_INHERITED, Companion, Document, Inherited, read_document
from matderiv.text.languages import LATEX

_MEMO = 64
_NOWHERE = -1


@dataclass(frozen=True)
class Contents:
    """What another file says: its facts, the names that its sums bind, and whether it asks for strictness."""

    facts: tuple[Fact, ...] = ()
    bound: frozenset[str] = frozenset()
    is_strict: bool = False


ContentsOf = Callable[[Document], Contents]
"""Analyses a file. Handed in, since an analysis asks for what its document inherits."""


def inherited_contents(document: Document, contents_of: ContentsOf) -> Contents:
    """Everything that a document inherits, each fact at the place from which on it holds."""
    inherited = document.inherited
    if inherited is NOTHING_INHERITED or not inherited.companions:
        return Contents()
    before = _contents_before(inherited.before, contents_of)
    own = Companion("", "\n".join(document.macro_sources), LATEX)
    parts = [before]
    known = dict(inherited.included)
    for inclusion in document.inclusions:
        companion = known.pop(inclusion.target, None)
        if companion is not None:
            found = _contents(companion, (*inherited.before, own), contents_of)
            parts.append(_placed(found, companion.name, inclusion.start, inclusion.end))
    return Contents(
        tuple(fact for part in parts for fact in part.facts),
        frozenset().union(*(part.bound for part in parts)),
        before.is_strict,
    )


@lru_cache(_MEMO)
def _contents_before(companions: tuple[Companion, ...], contents_of: ContentsOf) -> Contents:
    """The contents of files that stand one behind the other before the document."""
    found = [
        _placed(_contents(each, companions[:number], contents_of), each.name, _NOWHERE, _NOWHERE)
        for number, each in enumerate(companions)
    ]
    return Contents(
        tuple(fact for each in found for fact in each.facts),
        frozenset().union(*(each.bound for each in found)),
        any(each.is_strict for each in found),
    )


@lru_cache(_MEMO)
def _contents(companion: Companion, before: tuple[Companion, ...], contents_of: ContentsOf) -> Contents:
    """What a file says by itself; of the files before it only the macros matter."""
    found = contents_of(read_document(companion.text, companion.language, Inherited(before)))
    return replace(found, facts=tuple(fact for fact in found.facts if not fact.source.file))


def _placed(contents: Contents, file: str, start: int, end: int) -> Contents:
    facts = (fact_of_another_file(fact, file, start, end) for fact in contents.facts if not _is_local(fact))
    return replace(contents, facts=tuple(facts))


def _is_local(fact: Fact) -> bool:
    return isinstance(fact, ConditionFact) and fact.is_local


def missing_files(document: Document) -> Iterator[DeclarationProblem]:
    """A word at each inclusion that cannot be followed."""
    messages = {missing.target: missing.message for missing in document.inherited.missing}
    for inclusion in document.inclusions if messages else ():
        if inclusion.target in messages:
            yield DeclarationProblem(
                inclusion.start, inclusion.end, "missing-file", messages[inclusion.target], "information"
            )
