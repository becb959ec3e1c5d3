"""The last check of an edit: the note as it would be, with the claims that the edit makes."""

from __future__ import annotations

from dataclasses import replace

from ..ide import Resolution
from ..worker import DocumentText, Job, Priority, WorkerClient, WorkerError

_BUDGET = 20.0
_WRONG = frozenset({"refuted", "ill-shaped"})
_FAILED = "read in its place in the note, the formula did not pass its check; nothing was changed"


async def rehearsed(worker: WorkerClient, document: DocumentText, resolution: Resolution) -> Resolution:
    """The resolution, or a refusal if what it writes would be wrong where it then stands."""
    if resolution.refusal or not resolution.states_something:
        return resolution
    edit = resolution.edits[0]
    text = document.text[: edit.start] + edit.text + document.text[edit.end :]
    place = {"start": edit.start, "end": edit.start + len(edit.text)}
    job = Job("check-range", replace(document, text=text), place, _BUDGET)
    try:
        verdicts = (await worker.run(job, Priority.ASKED_FOR))["verdicts"]
    except WorkerError:
        return Resolution(refusal="the check of the formula in the note took too long or failed")
    return Resolution(refusal=_FAILED) if _WRONG.intersection(verdicts) else resolution
