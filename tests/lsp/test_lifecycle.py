"""Start, end, and messages at the wrong time or in the wrong form: one answer each, and the server goes on."""

import asyncio
import time
from pathlib import Path

import pytest

from tests.lsp.client import PATIENCE, Client, ErrorReplyError

NOTE = "Let $A$ be a symmetric $n\\times n$ matrix.\n\n$$\\frac{\\partial x^\\top A x}{\\partial x} = 2Ax$$\n"


async def still_answers(client: Client) -> None:
    uri = client.open(NOTE, "file:///after.md")
    assert "value" in (await client.hover(uri, 2, 10))["contents"]


async def test_capabilities(raw_client: Client) -> None:
    capabilities = (await raw_client.initialize())["capabilities"]
    assert capabilities["hoverProvider"]
    assert capabilities["codeActionProvider"]["resolveProvider"]
    assert capabilities["diagnosticProvider"]["interFileDependencies"] is False
    assert capabilities["textDocumentSync"]["change"] == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
async def test_the_first_encoding_of_the_client_is_taken(raw_client: Client, encoding: str) -> None:
    offered = {"general": {"positionEncodings": [encoding, "utf-16"]}}
    assert (await raw_client.initialize(offered))["capabilities"]["positionEncoding"] == encoding


async def test_exit_after_shutdown_is_success(client: Client) -> None:
    assert await client.shut_down() == 0


async def test_exit_without_shutdown_is_failure(client: Client) -> None:
    client.notify("exit")
    assert await asyncio.wait_for(client.process.wait(), PATIENCE) == 1


async def test_the_end_of_the_input_ends_the_server(client: Client) -> None:
    assert client.process.stdin is not None
    client.process.stdin.close()
    await asyncio.wait_for(client.process.wait(), PATIENCE)


async def test_shutdown_while_busy_takes_no_second(client: Client) -> None:
    client.open("\n\n".join(f"$$\\frac{{d\\, x^\\top A_{{{i}}} x}}{{dx}} = {i} A x$$" for i in range(400)))
    await asyncio.sleep(0.5)
    began = time.monotonic()
    assert await client.shut_down() == 0
    assert time.monotonic() - began < 1


async def test_requests_before_initialize_are_refused(raw_client: Client) -> None:
    with pytest.raises(ErrorReplyError) as refusal:
        await raw_client.hover("file:///note.md", 0, 0)
    assert refusal.value.code == -32002
    raw_client.open(NOTE)
    await raw_client.initialize()
    await still_answers(raw_client)


async def test_a_second_initialize_is_refused(client: Client) -> None:
    with pytest.raises(ErrorReplyError) as refusal:
        await client.initialize()
    assert refusal.value.code == -32600


async def test_requests_after_shutdown_are_refused(client: Client) -> None:
    await client.request("shutdown")
    with pytest.raises(ErrorReplyError) as refusal:
        await client.hover("file:///note.md", 0, 0)
    assert refusal.value.code == -32600


async def test_unknown_methods_are_refused(client: Client) -> None:
    with pytest.raises(ErrorReplyError) as refusal:
        await client.request("textDocument/teleport", {})
    assert refusal.value.code == -32601
    client.notify("$/unknown", {})
    await still_answers(client)


@pytest.mark.parametrize(
    "params",
    [
        None,
        {},
        [],
        17,
        {"textDocument": "file:///note.md"},
        {"textDocument": {"uri": "file:///note.md"}, "position": {"line": "one"}},
    ],
)
async def test_unusable_parameters_are_answered(client: Client, params: object) -> None:
    with pytest.raises(ErrorReplyError) as refusal:
        await client.request("textDocument/hover", params)
    assert refusal.value.code == -32602
    await still_answers(client)


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"\xff\xfe",
        b"null",
        b"[]",
        b"17",
        b"{}",
        b'{"jsonrpc": "2.0"}',
        b'{"jsonrpc": "2.0", "id": {}, "method": 3}',
        b'{"jsonrpc": "2.0", "id": 99, "result": 3}',
        b"[" * 100_000,
        b'{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"jsonrpc":"2.0"}}}',
    ],
    ids=range(11),
)
async def test_nonsense_is_survived(client: Client, body: bytes) -> None:
    client.send(body)
    await still_answers(client)


async def test_documents_that_are_not_open(client: Client) -> None:
    client.change("file:///nowhere.md", 2, {"text": "x"})
    client.notify("textDocument/didClose", {"textDocument": {"uri": "file:///nowhere.md"}})
    assert await client.hover("file:///nowhere.md", 0, 0) is None
    assert await client.actions("file:///nowhere.md", 0, 0) == []
    assert (await client.pull("file:///nowhere.md"))["items"] == []
    await still_answers(client)
    assert not [message for message in client.received if message.get("method") == "window/showMessage"]


async def test_a_cancelled_request_is_answered_once(client: Client) -> None:
    uri = client.open(NOTE * 300)
    position = {"textDocument": {"uri": uri}, "position": {"line": 2, "character": 10}}
    number, answer = client.begin("textDocument/hover", position)
    client.notify("$/cancelRequest", {"id": number})
    reply = await asyncio.wait_for(answer, PATIENCE)
    assert reply.get("error", {}).get("code", -32800) == -32800
    client.notify("$/cancelRequest", {"id": 4711})
    await still_answers(client)


async def test_nothing_is_imported_from_the_folder_of_the_notes(tmp_path: Path) -> None:
    for name in ("numpy", "pygls", "json", "matderiv"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('imported from the folder of the notes')\n")
    client = await Client.start(cwd=tmp_path)
    try:
        await client.initialize()
        uri = client.open(NOTE)
        await client.wait_for_method("workspace/diagnostic/refresh")
        assert (await client.pull(uri))["kind"] == "full"
        assert "✓" in await client.hover_until(uri, 2, 36, "✓")
    finally:
        await client.kill()
