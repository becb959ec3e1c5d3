"""The client runs jobs by urgency, ends processes that take too long, and goes on with a new one."""

import asyncio
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from matderiv.worker import BudgetError, DocumentText, Job, JobError, Priority, WorkerClient, WorkerGoneError

FAKE = (sys.executable, str(Path(__file__).with_name("fake.py")))


@pytest.fixture
async def client() -> AsyncIterator[WorkerClient]:
    client = WorkerClient(FAKE)
    yield client
    await client.close()


async def test_a_job_gives_its_result(client: WorkerClient) -> None:
    assert (await client.run(Job("echo", parameters={"answer": 42})))["answer"] == 42


async def test_one_process_serves_many_jobs(client: WorkerClient) -> None:
    results = [await client.run(Job("echo")) for _ in range(3)]
    assert len({result["process"] for result in results}) == 1


async def test_a_document_goes_over_once(client: WorkerClient) -> None:
    document = DocumentText("$x$ \ud800 \u2028", "markdown")
    first = await client.run(Job("echo", document))
    second = await client.run(Job("echo", document))
    assert first["text"] == second["text"] == document.text
    assert (first["was_sent"], second["was_sent"]) == (True, False)


async def test_a_document_that_the_process_dropped_is_sent_again(client: WorkerClient) -> None:
    document = DocumentText("$x$", "markdown")
    await client.run(Job("echo", document))
    await client.run(Job("forget"))
    assert (await client.run(Job("echo", document)))["text"] == "$x$"


async def test_a_job_over_its_budget_ends_its_process(client: WorkerClient) -> None:
    before = await client.run(Job("echo"))
    began = time.monotonic()
    with pytest.raises(BudgetError):
        await client.run(Job("sleep", parameters={"seconds": 60}, budget=0.2))
    after = await client.run(Job("echo"))
    assert time.monotonic() - began < 20
    assert after["process"] != before["process"]


@pytest.mark.parametrize("job", ["crash", "noise"])
async def test_a_process_that_ends_or_talks_nonsense_is_replaced(client: WorkerClient, job: str) -> None:
    with pytest.raises(WorkerGoneError):
        await client.run(Job(job))
    assert (await client.run(Job("echo")))["process"]


async def test_an_error_of_a_job_is_told_and_the_process_stays(client: WorkerClient) -> None:
    before = await client.run(Job("echo"))
    with pytest.raises(JobError, match=r"ValueError at here\.py"):
        await client.run(Job("fail"))
    assert (await client.run(Job("echo")))["process"] == before["process"]


async def test_the_most_urgent_job_goes_first(client: WorkerClient) -> None:
    order: list[str] = []

    async def run(name: str, priority: Priority) -> None:
        await client.run(Job("echo"), priority)
        order.append(name)

    running = asyncio.create_task(client.run(Job("sleep", parameters={"seconds": 0.3})))
    await asyncio.sleep(0.01)
    waiting = [
        asyncio.create_task(run("background", Priority.BACKGROUND)),
        asyncio.create_task(run("cursor", Priority.AT_CURSOR)),
        asyncio.create_task(run("asked for", Priority.ASKED_FOR)),
    ]
    await asyncio.gather(running, *waiting)
    assert order == ["asked for", "cursor", "background"]


async def test_a_cancelled_job_does_not_hold_up_the_next(client: WorkerClient) -> None:
    running = asyncio.create_task(client.run(Job("sleep", parameters={"seconds": 0.2})))
    await asyncio.sleep(0.05)
    running.cancel()
    assert (await client.run(Job("echo", parameters={"answer": 1})))["answer"] == 1


async def test_stop_ends_everything_at_once(client: WorkerClient) -> None:
    await client.run(Job("echo"))
    jobs = [
        asyncio.create_task(client.run(Job("sleep", parameters={"seconds": 60}))),
        asyncio.create_task(client.run(Job("echo"))),
    ]
    await asyncio.sleep(0.1)
    began = time.monotonic()
    client.stop()
    results = await asyncio.gather(*jobs, return_exceptions=True)
    assert time.monotonic() - began < 1
    assert all(isinstance(result, WorkerGoneError) for result in results)
    with pytest.raises(WorkerGoneError):
        await client.run(Job("echo"))


async def test_a_command_that_does_not_exist_is_an_error() -> None:
    client = WorkerClient(("a-command-that-does-not-exist",))
    with pytest.raises(WorkerGoneError):
        await client.run(Job("echo"))
    await client.close()
