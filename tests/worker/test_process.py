"""The worker process itself: its jobs, and its end with the end of its input."""

import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from matderiv.worker import DocumentText, Job, JobError, WorkerClient
from matderiv.worker.client import COMMAND
from matderiv.worker.frames import encode
from matderiv.worker.library import Library
from matderiv.worker.process import answer
from matderiv.worker.results import checked_claim

NOTE = "Let $A$ be a symmetric $n\\times n$ matrix.\n\n$$\\frac{\\partial x^\\top A x}{\\partial x} = 2Ax$$\n"
DOCUMENT = DocumentText(NOTE, "markdown")


@pytest.fixture
async def client() -> AsyncIterator[WorkerClient]:
    client = WorkerClient()
    yield client
    await client.close()


@pytest.fixture
def process() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        yield process
        process.kill()


async def test_claims_and_derivatives(client: WorkerClient) -> None:
    verdict = checked_claim(await client.run(Job("check-claim", DOCUMENT, {"claim": 0}, 60)))
    assert (verdict.verdict, verdict.kind) == ("verified", "derivative")
    job = Job("derive-forms", DOCUMENT, {"derivative": 0, "forms": ["matrix"]}, 60)
    (form,) = (await client.run(job))["forms"]
    assert (form["latex"], form["verdict"]) == ("2 A x", "verified")


async def test_jobs_about_what_is_not_there_are_errors(client: WorkerClient) -> None:
    for job in (Job("check-claim", DOCUMENT, {"claim": 99}, 60), Job("unknown", budget=60)):
        with pytest.raises(JobError):
            await client.run(job)
    assert await client.run(Job("warm", budget=60)) == {}


def test_errors_do_not_quote_the_note() -> None:
    message: dict[str, Any] = {"job": "check-claim", "document": "d", "text": NOTE, "language": "markdown"}
    reply = answer({**message, "parameters": {"claim": "A"}}, Library())
    assert reply["error"].startswith("TypeError at ")
    assert "frac" not in reply["error"]


def test_a_document_that_was_not_sent_is_missing() -> None:
    assert answer({"job": "check-claim", "document": "d", "parameters": {"claim": 0}}, Library())["missing"]


def test_the_library_is_bounded() -> None:
    library = Library()
    for number in range(20):
        library.put(str(number), "", "markdown")
    assert "missing" in answer({"job": "check-claim", "document": "0"}, library)


@pytest.mark.parametrize("busy", [False, True])
def test_the_process_ends_with_its_input(process: subprocess.Popen[bytes], busy: bool) -> None:
    assert process.stdin is not None
    if busy:
        process.stdin.write(encode({"job": "warm", "parameters": {}}))
    process.stdin.close()
    assert process.wait(60) == 0


def test_modules_in_the_current_folder_are_not_imported(tmp_path: Path) -> None:
    (tmp_path / "numpy.py").write_text("raise SystemExit('imported from the current folder')\n")
    frame = encode({"job": "warm", "parameters": {}})
    with subprocess.Popen(COMMAND, cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(frame)
        process.stdin.flush()
        assert b'"result"' in process.stdout.read(4 + len('{"id":null,"result":{}}'))
        process.stdin.close()


def test_the_client_loads_no_numbers(tmp_path: Path) -> None:
    code = "import sys, matderiv.worker; print('numpy' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert done.stdout.strip() == "False"
