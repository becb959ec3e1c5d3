"""Diagnostics: `textDocument/diagnostic` for clients that pull, `textDocument/publishDiagnostics` for the others."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from ... import ide
from ...rules.pages import page_address
from ..answers import when_asked
from ..reading import Reading

if TYPE_CHECKING:
    from ..server import MatderivServer

_SOURCE = "matderiv"
_OPTIONS = types.DiagnosticOptions(
    identifier=_SOURCE, inter_file_dependencies=False, workspace_diagnostics=False
)
_SEVERITIES = {"error": 1, "warning": 2, "information": 3, "hint": 4}


def register(server: MatderivServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_DIAGNOSTIC, _OPTIONS)
    def pull(
        params: types.DocumentDiagnosticParams,
    ) -> Coroutine[Any, Any, dict[str, Any]] | dict[str, Any]:
        document = server.documents.get(params.text_document.uri)
        if document is None:
            return {"kind": "full", "items": []}

        async def answer(reading: Reading) -> dict[str, Any]:
            items = items_of(server, reading)
            result = _digest(items)
            if result == params.previous_result_id:
                return {"kind": "unchanged", "resultId": result}
            return {"kind": "full", "resultId": result, "items": items}

        return when_asked(server.reader.read(document), answer)


class Publisher:
    """Tells the client that there is news: by asking it to pull again, or by a push where it cannot pull."""

    def __init__(self, server: MatderivServer) -> None:
        self._server = server
        self._published: dict[str, str] = {}

    def report(self, reading: Reading, is_finished: bool) -> None:
        """What is known about a reading; pulls are asked for again only when its check has ended."""
        if self._server.text_document_capabilities.diagnostic is None:
            self._push(reading)
        elif is_finished:
            self._ask_to_pull()

    def clear(self, uri: str) -> None:
        """Removes what was pushed for a document that was closed."""
        if self._published.pop(uri, None) is not None:
            self._send({"uri": uri, "diagnostics": []})

    def _push(self, reading: Reading) -> None:
        snapshot = reading.snapshot
        document = self._server.documents.get(snapshot.uri)
        if document is None or document.version != snapshot.version:
            return
        items = items_of(self._server, reading)
        digest = f"{snapshot.version}:{_digest(items)}"
        if self._published.get(snapshot.uri) != digest:
            self._published[snapshot.uri] = digest
            self._send({"uri": snapshot.uri, "version": snapshot.version, "diagnostics": items})

    def _send(self, parameters: dict[str, Any]) -> None:
        self._server.protocol.send_plain(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS, parameters)

    def _ask_to_pull(self) -> None:
        workspace = self._server.client_capabilities.workspace
        if workspace and workspace.diagnostics and workspace.diagnostics.refresh_support:
            self._server.workspace_diagnostic_refresh(None)


def items_of(server: MatderivServer, reading: Reading) -> list[dict[str, Any]]:
    """The diagnostics of a reading as plain JSON, which takes a fraction of the time of classes."""
    verdicts = server.verdicts.of(reading)
    found = ide.diagnostics(reading.analysis, verdicts, reading.settings)
    publish = server.text_document_capabilities.publish_diagnostics
    with_related = bool(publish and publish.related_information)
    return [_item(reading, item, with_related) for item in found]


def _item(reading: Reading, item: ide.Diagnostic, with_related: bool) -> dict[str, Any]:
    snapshot = reading.snapshot
    plain: dict[str, Any] = {
        "range": snapshot.range(item.start, item.end),
        "severity": _SEVERITIES[item.severity],
        "source": _SOURCE,
        "code": item.rule,
        "message": item.message,
    }
    address = page_address(item.rule)
    if address:
        plain["codeDescription"] = {"href": address}
    if with_related and item.related:
        plain["relatedInformation"] = [
            {
                "location": {"uri": snapshot.uri, "range": snapshot.range(place.start, place.end)},
                "message": place.message,
            }
            for place in item.related
        ]
    return plain


def _digest(items: list[dict[str, Any]]) -> str:
    content = json.dumps(items, separators=(",", ":")).encode("ascii")
    return hashlib.sha256(content).hexdigest()[:16]
