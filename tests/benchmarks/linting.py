"""`matderiv check` over a folder of notes: the first run, the second over unchanged notes, and several processes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.scoring.cases import claims, mistakes

COPIES = 3


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        count = _write_notes(folder / "notes")
        one = _seconds(folder, "--no-cache", "--jobs", "1")
        several = _seconds(folder, "--no-cache", "--jobs", str(os.cpu_count() or 1))
        first = _seconds(folder)
        second = min(_seconds(folder) for _ in range(3))
        shutil.rmtree(folder / "kept")
    print(f"linter, {count} notes: one process {one:6.2f} s   {os.cpu_count()} processes {several:6.2f} s")
    print(
        f"linter, {count} notes: first run   {first:6.2f} s   second run  {second:6.2f} s"
        f"   {first / second:5.1f} times faster   (budget: 10)"
    )


def _write_notes(folder: Path) -> int:
    """The notes of the cases, some of them in each file."""
    folder.mkdir()
    notes = [case["note"] for case in (*claims(), *mistakes())]
    for number, note in enumerate(notes):
        for copy in range(COPIES):
            (folder / f"{number}-{copy}.md").write_text(f"Note {copy}.\n\n{note}", encoding="utf-8")
    return len(notes) * COPIES


def _seconds(folder: Path, *options: str) -> float:
    command = [sys.executable, "-m", "matderiv", "check", "notes", "--format", "sarif", *options]
    environment = {**os.environ, "MATDERIV_CACHE_DIR": str(folder / "kept")}
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
