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
_MIBIBYTE = 1024


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
    return int(shown.stdout) / _MIBIBYTE


async def measure() -> None:
    text = long_note()
    lines = text.split("\n")
    prose = next(
        number for number, line in enumerate(lines) if line.startswith(f"The next step, number {CLAIMS // 2}")
    )
    started = time.perf_counter()
    session = _Session(await Client.start())
    await session.client.initialize(TAKES_PUSHES)
    print(f"server: start to initialize            {1000 * (time.perf_counter() - started):9.1f} ms")
    started = time.perf_counter()
    session.uri = session.client.open(text)
    await session.diagnostics_of(1)
    print(
        f"server: open to first diagnostics      {1000 * (time.perf_counter() - started):9.1f} ms   {len(lines):,} lines, {CLAIMS:,} claims"
    )
    times = [await session.edit(prose) for _ in range(EDITS)]
    print(
        f"server: edit to diagnostics            {1000 * median(times):9.1f} ms   max {1000 * max(times):.1f} ms, with a lull of 200 ms"
    )
    hovers = sorted([await session.hover(prose + 2) for _ in range(50)])
    print(
        f"server: hover while claims are checked {1000 * median(hovers):9.1f} ms   p99 {1000 * hovers[-1]:.1f} ms"
    )
    print(
        f"server: memory                         {memory_of(session.client.process.pid):9.1f} MiB  (budget: 80)"
    )
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
    print(f"matderiv check of one claim            {1000 * median(times):9.1f} ms   as a whole process")


def main() -> None:
    start_up()
    asyncio.run(measure())


if __name__ == "__main__":
    main()
