"""A server of its own for every test that asks for one."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.lsp.client import Client


@pytest.fixture
async def raw_client() -> AsyncIterator[Client]:
    """A client that has sent nothing yet."""
    client = await Client.start()
    yield client
    await client.kill()


@pytest.fixture
async def client(raw_client: Client) -> Client:
    """A client like VS Code: it pulls diagnostics."""
    await raw_client.initialize()
    return raw_client
