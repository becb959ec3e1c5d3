"""The modules and documents that the documents name exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = (ROOT / "docs" / "architecture.md", ROOT / "CONTRIBUTING.md", ROOT / "README.md")
_NAMED = re.compile(r"`([\w/]+\.(?:py|md))`|\]\(((?!https?:)[^)#]+)\)")
_FOLDERS = ("server", "tests", "docs")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_what_a_document_names_exists(document: Path) -> None:
    files = [
        f"/{path.relative_to(ROOT).as_posix()}" for name in _FOLDERS for path in (ROOT / name).rglob("*.*")
    ]
    files += [f"/{path.name}" for path in ROOT.iterdir()]
    named = {name or link for name, link in _NAMED.findall(document.read_text(encoding="utf-8"))}
    missing = {name for name in named if not any(file.endswith(f"/{name}") for file in files)}
    assert missing == set()
