"""A running server on a note of 10,000 lines with 2,000 claims: start, edit to diagnostics, hovers, memory."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from statistics import median
from typing import Any

from tests.lsp.client import TAKES_PUSHES, Client

from .notes import note_of_claims

CLAIMS = 2_000
LINES = 10_000
EDITS = 9
_KIB_IN_A_MIB = 1024


def long_note() -> str:
    """The note of claims, with lines of prose up to the number of lines."""
    text = note_of_claims(CLAIMS)
    missing = LINES - text.count("\n")
    return text + "\nA line of prose between the formulas of this note.\n" * (missing // 2)


class _Session:
    def __init__(self, client: Client) -> None:
        self.client = client
        self.version = 1
        self.uri = ""

    async def diagnostics_of(self, version: int) -> None:
        """Waits for the first diagnostics of a version of the note."""

        def matches(message: dict[str, Any]) -> bool:
            return (
                message.get("method") == "textDocument/publishDiagnostics"
                and message["params"].get("version") == version
            )

        await self.client.wait_for(matches)
        self.client.received.clear()

    async def edit(self, line: int) -> float:
        """Types one character at the beginning of a line; seconds until the diagnostics of that version come."""
        self.version += 1
        place = {"line": line, "character": 0}
        started = time.perf_counter()
        self.client.change(self.uri, self.version, {"range": {"start": place, "end": place}, "text": "x"})
        await self.diagnostics_of(self.version)
        return time.perf_counter() - started

    async def hover(self, line: int) -> float:
        started = time.perf_counter()
        await self.client.hover(self.uri, line, 20)
        return time.perf_counter() - started


def memory_of(process_id: int) -> float:
    """The resident memory of a process in MiB, as `ps` says it; NaN where there is none."""
    try:
        shown = subprocess.run(
            ["ps", "-o", "rss=", "-p", str(process_id)], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return float("nan")
    return int(shown.stdout) / _KIB_IN_A_MIB


def show(what: str, seconds: float, remark: str = "") -> None:
    print(f"{what:38} {1000 * seconds:9.1f} ms   {remark}")


async def measure() -> None:
    text = long_note()
    middle = f"The next step, number {CLAIMS // 2}"
    prose = next(number for number, line in enumerate(text.split("\n")) if line.startswith(middle))
    started = time.perf_counter()
    session = _Session(await Client.start())
    await session.client.initialize(TAKES_PUSHES)
    show("server: start to initialize", time.perf_counter() - started)
    started = time.perf_counter()
    session.uri = session.client.open(text)
    await session.diagnostics_of(1)
    size = f"{LINES:,} lines, {CLAIMS:,} claims"
    show("server: open to first diagnostics", time.perf_counter() - started, size)
    times = [await session.edit(prose) for _ in range(EDITS)]
    longest = f"max {1000 * max(times):.1f} ms, with a lull of 200 ms"
    show("server: edit to diagnostics", median(times), longest)
    hovers = [await session.hover(prose + 2) for _ in range(50)]
    show("server: hover while claims are checked", median(hovers), f"max {1000 * max(hovers):.1f} ms")
    memory = memory_of(session.client.process.pid)
    print(f"server: memory                         {memory:9.1f} MiB  (budget: 80)")
    await session.client.kill()


def start_up() -> None:
    """The command line on a note with one claim, as a whole process."""
    times = []
    for _ in range(5):
        started = time.perf_counter()
        subprocess.run(
            [sys.executable, "-P", "-m", "matderiv", "check", "-", "--language", "markdown", "--no-cache"],
            input=b"$\\frac{\\partial x^\\top x}{\\partial x} = 2x$",
            capture_output=True,
            check=False,
        )
        times.append(time.perf_counter() - started)
    show("matderiv check of one claim", median(times), "as a whole process")


def main() -> None:
    start_up()
    asyncio.run(measure())


if __name__ == "__main__":
    main()
