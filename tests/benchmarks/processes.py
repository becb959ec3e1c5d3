"""`matderiv check` in one process and in two, by turns: how much sooner it ends, and how much work that takes.

Seconds tell of the machine too, so the processor time counts beside them: where two cores are free, the work of both
processes is done at once, and the run ends after half of it. Every process imports what it needs from bytecode
as in an installation; without it each start compiles hundreds of modules.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from tests.scoring.cases import claims, mistakes

_COPIES = 4
_TURNS = 3
_PROCESSES = (1, 2)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        count = _write_notes(folder / "notes")
        _run(folder, 1)
        runs = [{jobs: _run(folder, jobs) for jobs in _PROCESSES} for _ in range(_TURNS)]
    elapsed = {jobs: median(run[jobs][0] for run in runs) for jobs in _PROCESSES}
    work = {jobs: median(run[jobs][1] for run in runs) for jobs in _PROCESSES}
    load = os.getloadavg()[0]
    print(f"linter, {count} notes, {os.cpu_count()} cores, load {load:.1f}")
    for jobs in _PROCESSES:
        print(f"  --jobs {jobs}: {elapsed[jobs]:6.2f} s, processor time {work[jobs]:6.2f} s")
    print(f"  sooner by {median(run[1][0] / run[2][0] for run in runs):4.2f}")
    print(f"  sooner by {median(2 * run[1][1] / run[2][1] for run in runs):4.2f} where two cores are free")


def _write_notes(folder: Path) -> int:
    folder.mkdir()
    notes = [case["note"] for case in (*claims(), *mistakes())]
    for number, note in enumerate(notes):
        for copy in range(_COPIES):
            (folder / f"{number}-{copy}.md").write_text(f"Note {copy}.\n\n{note}", encoding="utf-8")
    return len(notes) * _COPIES


def _run(folder: Path, jobs: int) -> tuple[float, float]:
    """Seconds, and seconds of processor time of all processes."""
    command = [sys.executable, "-m", "matderiv", "check", "notes", "--no-cache", "--jobs", str(jobs)]
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    before, start = _processor_time(), time.perf_counter()
    subprocess.run(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return time.perf_counter() - start, _processor_time() - before


def _processor_time() -> float:
    """Of all processes that were started from here and have ended, with those that they started."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
