"""A note with a mark where the cursor stands, analysed and checked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from matderiv.checking import CheckedClaim, judge
from matderiv.ide import Action, DerivedForms, Edit, code_actions, derivation_needed, hover, resolve_action
from matderiv.meaning import Analysis, analyse
from matderiv.text import read_document
from matderiv.worker.jobs.derive_forms import derive_forms
from matderiv.worker.library import Library

CURSOR = "‸"


@dataclass(frozen=True)
class Note:
    """`offset` is where the mark stood; the text is without it."""

    analysis: Analysis
    offset: int
    verdicts: tuple[CheckedClaim | None, ...]

    @property
    def text(self) -> str:
        return self.analysis.document.text

    def derived(self, number: int, *forms: str) -> DerivedForms:
        library = Library()
        library.put("note", self.text, self.analysis.document.language)
        return DerivedForms.from_dict(
            derive_forms(library, "note", {"derivative": number, "forms": list(forms)})
        )

    def hover(self, *forms: str) -> str:
        """The Markdown of the hover at the cursor, with forms of the derivative there."""
        plain = hover(self.analysis, self.offset, self.verdicts)
        if not forms:
            return plain.markdown if plain else ""
        number = next(
            number
            for number, item in enumerate(self.analysis.derivatives)
            if item.start <= self.offset <= item.end
        )
        found = hover(self.analysis, self.offset, self.verdicts, self.derived(number, *forms))
        return found.markdown if found else ""

    def actions(self) -> dict[str, Action]:
        found = code_actions(self.analysis, (self.offset, self.offset), self.verdicts)
        return {action.title: action for action in found}

    def chosen(self, title: str) -> str:
        """The text after the action whose title begins so; its reason if it is refused."""
        action = next(action for name, action in self.actions().items() if name.startswith(title))
        needed = derivation_needed(self.analysis, action.data)
        derived = self.derived(needed[0], *needed[1]) if needed else None
        resolution = resolve_action(self.analysis, action.data, self.verdicts, derived)
        return resolution.refusal or applied(self.text, *resolution.edits)


def note(text: str, language: str = "markdown", *, checked: bool = True, **changes: Any) -> Note:
    """Reads a note; `changes` replace fields of every verdict."""
    offset = max(text.find(CURSOR), 0)
    document = read_document(text.replace(CURSOR, "", 1), language)
    analysis = analyse(document)
    verdicts = tuple(judge(analysis, claim) if checked else None for claim in analysis.claims)
    return Note(
        analysis, offset, tuple(replace(verdict, **changes) if verdict else None for verdict in verdicts)
    )


def applied(text: str, *edits: Edit) -> str:
    for edit in sorted(edits, key=lambda item: item.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text
