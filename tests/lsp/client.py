"""A small client of the protocol over pipes, which can also send what no real client would."""

from __future__ import annotations

import asyncio
import itertools
import json
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable
from pathlib import Path
from typing import Any

COMMAND = (sys.executable, "-P", "-m", "matderiv", "lsp")
PATIENCE = 60.0

PULLS: dict[str, Any] = {
    "general": {"positionEncodings": ["utf-16"]},
    "workspace": {"diagnostics": {"refreshSupport": True}, "workspaceEdit": {"documentChanges": True}},
    "textDocument": {"diagnostic": {}, "publishDiagnostics": {"relatedInformation": True}},
}
TAKES_PUSHES: dict[str, Any] = {"textDocument": {"publishDiagnostics": {}}}


class ErrorReplyError(Exception):
    """The server answered with an error."""

    def __init__(self, error: dict[str, Any]) -> None:
        super().__init__(error)
        self.code = error["code"]


class Client:
    """Requests, notifications, and what the server says by itself."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self._numbers = itertools.count(1)
        self._answers: dict[Any, asyncio.Future[dict[str, Any]]] = {}
        self.received: list[dict[str, Any]] = []
        self._news = asyncio.Condition()
        self._listening = asyncio.create_task(self._listen())

    @staticmethod
    async def start(cwd: Path | None = None, env: dict[str, str] | None = None) -> Client:
        process = await asyncio.create_subprocess_exec(
            *COMMAND, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, limit=1 << 26, cwd=cwd, env=env
        )
        return Client(process)

    async def initialize(
        self, capabilities: dict[str, Any] = PULLS, folder: Path | None = None
    ) -> dict[str, Any]:
        root = folder.as_uri() if folder else None
        result: dict[str, Any] = await self.request(
            "initialize", {"processId": None, "rootUri": root, "capabilities": capabilities}
        )
        self.notify("initialized", {})
        return result

    def send(self, body: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))

    def send_message(self, **message: Any) -> None:
        self.send(json.dumps({"jsonrpc": "2.0", **message}).encode())

    def notify(self, method: str, params: Any = None) -> None:
        self.send_message(method=method, params=params)

    def begin(self, method: str, params: Any = None) -> tuple[int, asyncio.Future[dict[str, Any]]]:
        """Sends a request and gives its number and the whole reply to come."""
        number = next(self._numbers)
        answer = self._answers[number] = asyncio.get_running_loop().create_future()
        self.send_message(id=number, method=method, params=params)
        return number, answer

    async def request(self, method: str, params: Any = None) -> Any:
        _, answer = self.begin(method, params)
        return result_of(await asyncio.wait_for(answer, PATIENCE))

    async def wait_for(self, matches: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The first message of the server's own that matches, also of those that came already."""

        def first() -> dict[str, Any] | None:
            return next((message for message in self.received if matches(message)), None)

        async with self._news:
            await asyncio.wait_for(self._news.wait_for(lambda: first() is not None), PATIENCE)
        found = first()
        assert found is not None
        return found

    async def wait_for_method(self, method: str) -> dict[str, Any]:
        return await self.wait_for(lambda message: message.get("method") == method)

    def open(self, text: str, uri: str = "file:///note.md", language: str = "markdown") -> str:
        item = {"uri": uri, "languageId": language, "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})
        return uri

    def change(self, uri: str, version: int, *changes: dict[str, Any]) -> None:
        identifier = {"uri": uri, "version": version}
        self.notify("textDocument/didChange", {"textDocument": identifier, "contentChanges": list(changes)})

    async def hover(self, uri: str, line: int, character: int) -> Any:
        return await self.request(
            "textDocument/hover",
            {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}},
        )

    async def hover_until(self, uri: str, line: int, character: int, words: str) -> str:
        """The hover when it says some words, which may take until a check in the background has ended."""
        for _ in range(60):
            found = await self.hover(uri, line, character)
            if found and words in found["contents"]["value"]:
                break
            await asyncio.sleep(0.2)
        text: str = found["contents"]["value"] if found else ""
        return text

    async def actions(self, uri: str, line: int, character: int, **context: Any) -> list[dict[str, Any]]:
        place = {"line": line, "character": character}
        found: list[dict[str, Any]] = await self.request(
            "textDocument/codeAction",
            {
                "textDocument": {"uri": uri},
                "range": {"start": place, "end": place},
                "context": {"diagnostics": [], **context},
            },
        )
        return found

    async def pull(self, uri: str, previous: str | None = None) -> dict[str, Any]:
        params: dict[str, Any] = {"textDocument": {"uri": uri}}
        if previous is not None:
            params["previousResultId"] = previous
        found: dict[str, Any] = await self.request("textDocument/diagnostic", params)
        return found

    async def shut_down(self) -> int:
        await self.request("shutdown")
        self.notify("exit")
        return await asyncio.wait_for(self.process.wait(), PATIENCE)

    async def kill(self) -> None:
        self._listening.cancel()
        if self.process.returncode is None:
            self.process.kill()
        await self.process.communicate()

    async def _listen(self) -> None:
        assert self.process.stdout is not None
        while True:
            length = 0
            while (line := await self.process.stdout.readline()).strip():
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
            if not line:
                for answer in self._answers.values():
                    answer.cancel("the server has ended")
                return
            await self._take(json.loads(await self.process.stdout.readexactly(length)))

    async def _take(self, message: dict[str, Any]) -> None:
        if "method" not in message and str(message.get("id")).isdigit() and message["id"] in self._answers:
            self._answers.pop(message["id"]).set_result(message)
            return
        if "method" in message and "id" in message:
            self.send_message(id=message["id"], result=None)
        async with self._news:
            self.received.append(message)
            self._news.notify_all()


def result_of(reply: dict[str, Any]) -> Any:
    if "error" in reply:
        raise ErrorReplyError(reply["error"])
    return reply["result"]


def applied(text: str, edits: list[dict[str, Any]]) -> str:
    """A text of ASCII and characters of the basic plane after the edits of a workspace edit."""
    lines = text.split("\n")

    def offset(place: dict[str, int]) -> int:
        return sum(len(line) + 1 for line in lines[: place["line"]]) + place["character"]

    for edit in sorted(edits, key=lambda item: offset(item["range"]["start"]), reverse=True):
        start, end = offset(edit["range"]["start"]), offset(edit["range"]["end"])
        text = text[:start] + edit["newText"] + text[end:]
    return text
