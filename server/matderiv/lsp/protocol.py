"""The protocol as the specification wants it where pygls differs: lifecycle, bad messages, late replies."""

from __future__ import annotations

import asyncio
import contextvars
import inspect
import json
import logging
from collections.abc import Callable, Generator
from concurrent.futures import Future
from typing import Any

from lsprotocol import types
from pygls.protocol import LanguageServerProtocol, lsp_method

logger = logging.getLogger(__name__)

_PARSE_ERROR = -32700
_INVALID_REQUEST = -32600
_INVALID_PARAMS = -32602
_NOT_INITIALIZED = -32002


def _is_well_formed(data: dict[str, Any]) -> bool:
    number = data.get("id")
    if isinstance(number, bool) or not isinstance(number, (int, str, type(None))):
        return False
    return isinstance(data["method"], str) if "method" in data else "id" in data


def _no_exit() -> None:
    """Stands for the end of the server until there is something to end."""


class MatderivProtocol(LanguageServerProtocol):
    """Answers every request exactly once, whatever it holds and whenever it comes."""

    on_exit: Callable[[], None] = staticmethod(_no_exit)
    _is_initialized = False

    @property
    def exit_code(self) -> int:
        """0 if the client asked for the shutdown first."""
        return 0 if self._shutdown else 1

    def handle_body(self, body: bytes) -> None:
        """One message of the client. Never raises."""
        try:
            data = json.loads(body)
        except (ValueError, RecursionError):
            logger.warning("a message that is no JSON")
            self._refuse(None, _PARSE_ERROR, "the message is no JSON")
            return
        if not isinstance(data, dict):
            self._refuse(None, _INVALID_REQUEST, "the message is no object")
            return
        if not _is_well_formed(data):
            self._refuse(None, _INVALID_REQUEST, "the message is neither request, notification nor reply")
            return
        try:
            self._handle_data(data)
        except Exception as error:
            logger.error("a message could not be handled: %s", type(error).__name__)
            if "method" in data and "id" in data:
                self._refuse(data["id"], _INVALID_REQUEST, "the message could not be handled")

    def _handle_data(self, data: dict[str, Any]) -> None:
        is_request = "method" in data and "id" in data
        if is_request and (refusal := self._lifecycle_refusal(data["method"])):
            self._refuse(data["id"], *refusal)
            return
        if not is_request and "method" in data and not self._is_initialized and data["method"] != types.EXIT:
            return
        try:
            message = self.structure_message({"jsonrpc": "2.0", **data})
        except Exception:
            logger.warning("a message with unusable parameters")
            if is_request:
                self._refuse(data["id"], _INVALID_PARAMS, "the parameters cannot be used")
            return
        if is_request and data["method"] == types.INITIALIZE:
            self._is_initialized = True
        contextvars.copy_context().run(self.handle_message, message)

    def _lifecycle_refusal(self, method: str) -> tuple[int, str] | None:
        if self._shutdown:
            return _INVALID_REQUEST, "the server is shutting down"
        if method == types.INITIALIZE:
            return (_INVALID_REQUEST, "initialize came twice") if self._is_initialized else None
        return None if self._is_initialized else (_NOT_INITIALIZED, "initialize comes first")

    def _refuse(self, message_id: Any, code: int, message: str) -> None:
        error = {"code": code, "message": message}
        self._send_data({"jsonrpc": "2.0", "id": message_id, "error": error})

    def send_plain(self, method: str, parameters: dict[str, Any]) -> None:
        """A notification of plain JSON, which costs much less than classes where it is long."""
        self._send_data({"jsonrpc": "2.0", "method": method, "params": parameters})

    def _send_response(self, msg_id: Any, result: Any = None, error: Any = None) -> None:
        if error is None and isinstance(result, (dict, list)):
            self._result_types.pop(msg_id, None)
            self._send_data({"jsonrpc": "2.0", "id": msg_id, "result": result})
            return
        super()._send_response(msg_id, result, error)

    def _handle_response(self, msg_id: Any, result: Any = None, error: Any = None) -> None:
        future = self._request_futures.get(msg_id)
        if future is not None and future.done():
            del self._request_futures[msg_id]
            return
        super()._handle_response(msg_id, result, error)

    def _execute_handler(
        self, msg_id: Any, handler: Any, callback: Any, args: Any = None, kwargs: Any = None
    ) -> None:
        """Handlers of requests are plain functions that take their snapshot at once and give back a coroutine.

        A coroutine function would begin only after messages that came later.
        """
        if asyncio.iscoroutinefunction(handler) or inspect.isgeneratorfunction(handler):
            super()._execute_handler(msg_id, handler, callback, args, kwargs)
            return
        finished: Future[Any] = Future()
        finished.add_done_callback(callback)
        try:
            result = handler(*(args or ()), **(kwargs or {}))
        except Exception as error:
            finished.set_exception(error)
            return
        if not inspect.iscoroutine(result):
            finished.set_result(result)
            return
        running = asyncio.ensure_future(result)
        self._request_futures[msg_id] = running  # type: ignore[assignment]
        running.add_done_callback(callback)

    @lsp_method(types.EXIT)
    def lsp_exit(self, *_args: Any) -> None:  # type: ignore[override]
        self.on_exit()

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(
        self, params: types.DidOpenTextDocumentParams
    ) -> Generator[Any, Any, None]:
        yield from self._to_feature(types.TEXT_DOCUMENT_DID_OPEN, params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(
        self, params: types.DidChangeTextDocumentParams
    ) -> Generator[Any, Any, None]:
        yield from self._to_feature(types.TEXT_DOCUMENT_DID_CHANGE, params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(
        self, params: types.DidCloseTextDocumentParams
    ) -> Generator[Any, Any, None]:
        yield from self._to_feature(types.TEXT_DOCUMENT_DID_CLOSE, params)

    def _to_feature(self, method: str, params: Any) -> Generator[Any, Any, None]:
        """The server keeps its own documents (`documents.py`); those of pygls split lines in other places."""
        if (handler := self.fm.features.get(method)) is not None:
            yield handler, (params,), None
