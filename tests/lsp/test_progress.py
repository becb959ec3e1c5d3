"""A client that shows progress is told how far a long check is; nobody else is, and nothing waits for it."""

from concurrent.futures import Future
from typing import Any

import pytest

from matderiv.lsp.progress import PATIENCE, Progress
from tests.benchmarks.notes import note_of_claims
from tests.lsp.client import PULLS, Client


class Watch:
    """A clock that is set by hand, and what was sent."""

    def __init__(self, answer: "Future[Any] | None") -> None:
        self.time = 0.0
        self.sent: list[dict[str, Any]] = []
        self.progress = Progress(
            "Checking note.md", 10, lambda _token: answer, self._send, now=lambda: self.time
        )

    def _send(self, method: str, parameters: dict[str, Any]) -> None:
        assert method == "$/progress"
        self.sent.append(parameters["value"])

    def check(self, seconds_a_claim: float) -> list[str]:
        for done in range(1, 11):
            self.time += seconds_a_claim
            self.progress.advance(done)
        self.progress.end()
        self.progress.end()
        return [value["kind"] for value in self.sent]


def answered(error: Exception | None = None) -> "Future[Any]":
    answer: Future[Any] = Future()
    if error:
        answer.set_exception(error)
    else:
        answer.set_result(None)
    return answer


def test_a_long_check_begins_reports_and_ends() -> None:
    watch = Watch(answered())
    kinds = watch.check(PATIENCE)
    assert kinds == ["begin", *["report"] * 8, "end"]
    assert watch.sent[-2] == {"kind": "report", "message": "10 of 10 claims", "percentage": 100}


def test_a_short_check_is_not_told() -> None:
    assert Watch(answered()).check(PATIENCE / 20) == []


@pytest.mark.parametrize(
    "answer", [None, Future(), answered(ValueError("no"))], ids=["none", "late", "refused"]
)
def test_nothing_is_sent_without_the_consent_of_the_client(answer: "Future[Any] | None") -> None:
    assert Watch(answer).check(PATIENCE) == []


async def test_the_server_tells_how_far_it_is(raw_client: Client) -> None:
    await raw_client.initialize({**PULLS, "window": {"workDoneProgress": True}})
    raw_client.open(note_of_claims(1500), "file:///long%20note.md")

    async def kind(wanted: str) -> dict[str, Any]:
        return await raw_client.wait_for(
            lambda message: (
                message.get("method") == "$/progress" and message["params"]["value"]["kind"] == wanted
            )
        )

    begin = await kind("begin")
    assert begin["params"]["value"]["title"] == "Checking long note.md"
    assert (await kind("report"))["params"]["token"] == begin["params"]["token"]
    raw_client.notify("textDocument/didClose", {"textDocument": {"uri": "file:///long%20note.md"}})
    assert (await kind("end"))["params"]["token"] == begin["params"]["token"]
