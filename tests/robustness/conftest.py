from __future__ import annotations

import pytest

from matderiv.checking import patience
from matderiv.meaning.elaboration.state import effort
from tests.cli.running import Console


@pytest.fixture
def matderiv(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Console:
    """`matderiv(...)` runs the command line and gives its exit code and output."""
    return Console(capsys, monkeypatch)


@pytest.fixture
def little_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Claims may take a tenth of what they may take otherwise: what has no end is given up all the same, but sooner."""
    monkeypatch.setattr(effort, "STEPS", effort.STEPS // 10)
    monkeypatch.setattr(patience, "STEPS", patience.STEPS // 10)
