"""The way of a formula through the server: open, hover, choose an action, edit, and see the verdicts."""

from pathlib import Path
from typing import Any

import pytest

from tests.lsp.client import TAKES_PUSHES, Client, ErrorReplyError, applied

EXAMPLES = sorted((Path(__file__).parents[2] / "docs" / "examples").iterdir())
DECLARED = "Let $A$ be a symmetric $n\\times n$ matrix and $x\\in\\mathbb{R}^n$.\n\n"
BARE = f"{DECLARED}$$\\frac{{\\partial x^\\top A x}}{{\\partial x}}$$\n"
WRONG = f"{DECLARED}$$\\frac{{\\partial x^\\top A x}}{{\\partial x}} = 3Ax$$\n"
RIGHT = WRONG.replace("3Ax", "2Ax")
MATRIX = "Insert the derivative (matrix form)"


def edits_of(action: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = action["edit"]["documentChanges"][0]["edits"]
    return found


async def chosen(client: Client, uri: str, title: str, line: int = 2, character: int = 10) -> dict[str, Any]:
    actions = await client.actions(uri, line, character)
    action = next(action for action in actions if action["title"].startswith(title))
    assert "edit" not in action
    resolved: dict[str, Any] = await client.request("codeAction/resolve", action)
    return resolved


async def checked(client: Client, uri: str) -> dict[str, Any]:
    """The diagnostics when the background check has ended."""
    await client.wait_for_method("workspace/diagnostic/refresh")
    return await client.pull(uri)


async def test_hover(client: Client) -> None:
    uri = client.open(BARE)
    found = await client.hover(uri, 2, 10)
    assert found["contents"]["kind"] == "markdown"
    assert "vector n" in found["contents"]["value"]
    assert "2 A x" in await client.hover_until(uri, 2, 10, "2 A x")
    assert found["range"]["start"] == {"line": 2, "character": 2}


async def test_an_action_inserts_what_the_server_verifies(client: Client) -> None:
    uri = client.open(BARE)
    text = applied(BARE, edits_of(await chosen(client, uri, MATRIX)))
    assert "= 2 A x$$" in text
    client.change(uri, 2, {"text": text})
    assert "✓ Verified" in await client.hover_until(uri, 2, 10, "✓ Verified")


async def test_a_quick_fix_repairs_a_wrong_claim(client: Client) -> None:
    uri = client.open(WRONG)
    items = (await checked(client, uri))["items"]
    actions = await client.actions(uri, 2, 10, diagnostics=items)
    fix = next(action for action in actions if action["kind"] == "quickfix")
    assert fix["isPreferred"]
    assert fix["diagnostics"][0]["range"] == items[0]["range"]
    text = applied(WRONG, edits_of(await client.request("codeAction/resolve", fix)))
    again = client.open(text, "file:///fixed.md")
    assert "✓ Verified" in await client.hover_until(again, 2, 10, "✓ Verified")
    assert (await client.pull(again))["items"] == []


async def test_only_the_kinds_that_the_client_wants(client: Client) -> None:
    uri = client.open(BARE)
    assert await client.actions(uri, 2, 10, only=["quickfix"]) == []
    assert await client.actions(uri, 2, 10, only=["refactor"])
    assert await client.actions(uri, 2, 10, only=["source.organizeImports"]) == []


async def test_an_action_for_an_older_version_is_refused(client: Client) -> None:
    uri = client.open(BARE)
    action = (await client.actions(uri, 2, 10))[0]
    client.change(uri, 2, {"text": f"New first line.\n{BARE}"})
    resolved = await client.request("codeAction/resolve", action)
    assert "edit" not in resolved
    assert "changed" in resolved["disabled"]["reason"]


@pytest.mark.parametrize(
    "data", [None, {}, 17, {"uri": 3}, {"uri": "file:///note.md", "version": 1, "action": {}}]
)
async def test_an_action_that_the_server_never_offered_is_refused(client: Client, data: object) -> None:
    client.open(BARE)
    resolved = await client.request("codeAction/resolve", {"title": "Strange", "data": data})
    assert "edit" not in resolved
    assert resolved["disabled"]["reason"]


async def test_pulled_diagnostics_do_not_come_twice(client: Client) -> None:
    uri = client.open(WRONG)
    report = await checked(client, uri)
    assert [(item["severity"], item["source"]) for item in report["items"]] == [(1, "matderiv")]
    again = await client.pull(uri, report["resultId"])
    assert again == {"kind": "unchanged", "resultId": report["resultId"]}
    assert not [
        message for message in client.received if message.get("method") == "textDocument/publishDiagnostics"
    ]


async def test_pushed_diagnostics_follow_the_edits(raw_client: Client) -> None:
    await raw_client.initialize(TAKES_PUSHES)

    async def pushed(version: int | None, count: int) -> None:
        def matches(message: dict[str, Any]) -> bool:
            found = message.get("params", {})
            is_push = message.get("method") == "textDocument/publishDiagnostics"
            return is_push and found.get("version") == version and len(found["diagnostics"]) == count

        await raw_client.wait_for(matches)

    uri = raw_client.open(WRONG)
    await pushed(1, 1)
    place = WRONG.splitlines()[2].index("3A")
    here, behind = {"line": 2, "character": place}, {"line": 2, "character": place + 1}
    raw_client.change(uri, 2, {"range": {"start": here, "end": behind}, "text": "2"})
    await pushed(2, 0)
    raw_client.change(uri, 3, {"text": WRONG})
    await pushed(3, 1)
    raw_client.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
    await pushed(None, 0)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
async def test_positions_behind_wide_characters(raw_client: Client, encoding: str) -> None:
    await raw_client.initialize(
        {"general": {"positionEncodings": [encoding]}, "textDocument": {"diagnostic": {}}}
    )
    line = f"𝐱𝐲 é: {WRONG.splitlines()[2]}"
    uri = raw_client.open(f"{DECLARED}{line}\n")
    units = {"utf-8": len(line[:6].encode()), "utf-16": 8, "utf-32": 6}[encoding]
    assert line[6:8] == "$$"
    found = await raw_client.hover(uri, 2, units + 4)
    assert found["range"]["start"] == {"line": 2, "character": units + 2}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
async def test_the_example_notes(client: Client, path: Path) -> None:
    """Every derivative has a hover with a formula, and no action fails."""
    text = path.read_text(encoding="utf-8")
    uri = client.open(text, path.as_uri(), "latex" if path.suffix == ".tex" else "markdown")
    await checked(client, uri)
    lines = text.split("\n")
    places = [(number, line.index("\\frac") + 2) for number, line in enumerate(lines) if "\\frac" in line]
    hovers = [await client.hover(uri, *place) for _ in range(2) for place in places]
    assert any(found and "$$" in found["contents"]["value"] for found in hovers) or not places
    for place in places[:2]:
        for action in await client.actions(uri, *place):
            resolved = await client.request("codeAction/resolve", action)
            assert ("edit" in resolved) != ("disabled" in resolved)


@pytest.mark.parametrize(
    "text",
    [
        "$$\\frac{\\partial x}{\\partial",
        "$" * 1001,
        "\\begin{align}" * 200,
        "$$" + "{" * 5000 + "$$",
        "$$" + "\\left(" * 2000 + "x" + "\\right)" * 2000 + "$$",
        "\\def\\a{\\a\\a}\n\n$\\a$",
        "$X^{999999999}$ and $$\\frac{\\partial X^{999999999}}{\\partial X} = X$$",
        "$$\\frac{d\\," + " + ".join("x" for _ in range(3000)) + "}{dx} = 1$$",
        "Let $A$ be $n\\times n$. $$\\frac{d \\operatorname{tr}("
        + " \\otimes ".join("A" * 12)
        + ")}{dA} = A$$",
        "\x00\u2028\ud7ff$x$\r\r\n\x85",
    ],
    ids=range(10),
)
async def test_strange_notes_are_survived(client: Client, text: str) -> None:
    uri = client.open(text)
    await client.hover(uri, 0, 5)
    assert (await checked(client, uri))["kind"] == "full"
    other = client.open(BARE, "file:///other.md")
    assert await client.hover(other, 2, 10)


async def test_a_large_note_leaves_other_notes_alone(client: Client) -> None:
    paragraph = (
        "Let $A$ be an $n\\times n$ matrix: $\\frac{\\partial x^\\top A x}{\\partial x} = (A + A^\\top)x$.\n"
    )
    client.open(f"{paragraph}\n" * 2000, "file:///large.md")
    uri = client.open(BARE, "file:///small.md")
    assert await client.hover(uri, 2, 10)


async def test_hovers_come_while_claims_are_checked(client: Client) -> None:
    claim = "$$\\frac{\\partial x^\\top A_{%d} x}{\\partial x} = %d x$$\n\n"
    client.open(DECLARED + "".join(claim % (number, number) for number in range(150)), "file:///busy.md")
    uri = client.open(BARE, "file:///idle.md")
    for _ in range(20):
        assert await client.hover(uri, 2, 10)


async def test_requests_that_fail_say_nothing_of_the_note(client: Client) -> None:
    uri = client.open(BARE)
    with pytest.raises(ErrorReplyError) as failure:
        await client.hover(uri, -5, "x")  # type: ignore[arg-type]
    assert "matrix" not in str(failure.value)
