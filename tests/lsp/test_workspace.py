"""What open documents take from other files, and what happens when those change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.lsp.client import PULLS, TAKES_PUSHES, Client

CLAIM = "\\input{macros}\n\n\\[ \\nabla_{\\x}\\, \\x^\\top \\A \\x = (\\A + \\A^\\top) \\x \\]\n"
MACROS = "\\newcommand{\\x}{\\mathbf{x}}\n\\newcommand{\\A}{\\mathbf{A}}\n"
WATCHES = PULLS | {"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}}}
LAYOUT = "$$\\frac{\\partial\\, x^\\top A x}{\\partial x} = x^\\top(A + A^\\top)$$\n"


def changed(client: Client, path: Path) -> None:
    client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": path.as_uri(), "type": 2}]})


async def hovered(client: Client, uri: str, words: str) -> str:
    return await client.hover_until(uri, 2, 30, words)


async def test_an_included_file_counts_and_so_does_its_change(raw_client: Client, tmp_path: Path) -> None:
    macros = tmp_path / "macros.tex"
    macros.write_text(MACROS)
    await raw_client.initialize(folder=tmp_path)
    uri = raw_client.open(CLAIM, (tmp_path / "main.tex").as_uri(), "latex")
    assert "Verified" in await hovered(raw_client, uri, "Verified")
    macros.write_text(MACROS + "% matderiv: \\mathbf{A}: m x n\n")
    changed(raw_client, macros)
    assert "only if" in await hovered(raw_client, uri, "only if")


async def test_the_text_in_the_editor_counts_and_not_that_on_disk(raw_client: Client, tmp_path: Path) -> None:
    (tmp_path / "macros.tex").write_text(MACROS)
    await raw_client.initialize(folder=tmp_path)
    uri = raw_client.open(CLAIM, (tmp_path / "main.tex").as_uri(), "latex")
    macros = raw_client.open(MACROS, (tmp_path / "macros.tex").as_uri(), "latex")
    assert "Verified" in await hovered(raw_client, uri, "Verified")
    raw_client.change(macros, 2, {"text": MACROS + "% matderiv: \\mathbf{A}: m x n\n"})
    assert "only if" in await hovered(raw_client, uri, "only if")


async def test_the_client_is_asked_to_watch_the_files(raw_client: Client, tmp_path: Path) -> None:
    await raw_client.initialize(WATCHES, folder=tmp_path)
    request = await raw_client.wait_for_method("client/registerCapability")
    (registration,) = request["params"]["registrations"]
    patterns = [watcher["globPattern"] for watcher in registration["registerOptions"]["watchers"]]
    assert "**/matderiv.toml" in patterns


async def test_a_configuration_holds_and_its_mistakes_are_published(
    raw_client: Client, tmp_path: Path
) -> None:
    path = tmp_path / "matderiv.toml"
    path.write_text('layout = "denominator"\nvec = "rows"\n')
    await raw_client.initialize(TAKES_PUSHES, folder=tmp_path)
    uri = raw_client.open(LAYOUT, (tmp_path / "note.md").as_uri())

    def is_about_configuration(message: dict[str, Any]) -> bool:
        return message.get("params", {}).get("uri") == path.as_uri()

    published = await raw_client.wait_for(is_about_configuration)
    (item,) = published["params"]["diagnostics"]
    assert item["range"]["start"] == {"line": 1, "character": 0}
    assert "only if" in await raw_client.hover_until(uri, 0, 30, "only if")
    raw_client.received.clear()
    path.write_text('layout = "numerator"\n')
    changed(raw_client, path)
    assert "Verified" in await raw_client.hover_until(uri, 0, 30, "Verified")
    assert (await raw_client.wait_for(is_about_configuration))["params"]["diagnostics"] == []


async def test_nothing_above_the_folder_of_the_editor_is_read(raw_client: Client, tmp_path: Path) -> None:
    (tmp_path / "matderiv.toml").write_text('layout = "denominator"\n')
    (tmp_path / "inner").mkdir()
    await raw_client.initialize(folder=tmp_path / "inner")
    uri = raw_client.open(LAYOUT, (tmp_path / "inner" / "note.md").as_uri())
    assert "Verified" in await raw_client.hover_until(uri, 0, 30, "Verified")


async def test_rules_are_set_in_the_configuration(raw_client: Client, tmp_path: Path) -> None:
    path = tmp_path / "matderiv.toml"
    path.write_text('layout = "denominator"\n\n[lint.severity]\nother-layout = "error"\n')
    await raw_client.initialize(TAKES_PUSHES, folder=tmp_path)
    uri = raw_client.open(LAYOUT, (tmp_path / "note.md").as_uri())

    def is_finding(message: dict[str, Any]) -> bool:
        parameters = message.get("params", {})
        return parameters.get("uri") == uri and bool(parameters.get("diagnostics"))

    published = await raw_client.wait_for(is_finding)
    (item,) = published["params"]["diagnostics"]
    assert (item["code"], item["severity"]) == ("other-layout", 1)
