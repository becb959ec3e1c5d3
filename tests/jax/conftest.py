"""Doubles: JAX computes with single precision unless it is told otherwise."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _double_precision() -> None:
    jax = pytest.importorskip("jax")
    jax.config.update("jax_enable_x64", True)
