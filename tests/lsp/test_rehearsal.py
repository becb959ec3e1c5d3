"""An edit that would write something wrong into the note is not made."""

import pytest

from matderiv.ide import Edit, Resolution
from matderiv.lsp.rehearsal import rehearsed
from matderiv.worker import DocumentText, WorkerClient

NOTE = "Let $A$ be a symmetric $n\\times n$ matrix.\n\n$$\\frac{\\partial x^\\top A x}{\\partial x}$$\n"


@pytest.mark.parametrize(
    ("result", "is_refused"), [(" = 2 A x", False), (" = 3 A x", True), (" = 2 x A", True)]
)
async def test_what_is_wrong_in_its_place_is_refused(result: str, is_refused: bool) -> None:
    worker = WorkerClient()
    place = NOTE.rindex("$$")
    document = DocumentText(NOTE, "markdown")
    resolution = Resolution((Edit(place, place, result),), states_something=True)
    try:
        found = await rehearsed(worker, document, resolution)
    finally:
        await worker.close()
    assert bool(found.refusal) is is_refused
    assert bool(found.edits) is not is_refused
