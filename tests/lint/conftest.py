from __future__ import annotations

import pytest

from tests.cli.running import Console


@pytest.fixture
def matderiv(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Console:
    """`matderiv(...)` runs the command line and gives its exit code and output."""
    return Console(capsys, monkeypatch)
