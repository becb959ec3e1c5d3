"""The documentation page of a rule, and where it stands on the web if the project has such a place."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

_INSTALLED = Path(__file__).parent / "documentation"
_IN_A_CHECKOUT = Path(__file__).parents[3] / "docs" / "rules"


def page_of(rule: str) -> str | None:
    """The Markdown of a rule's page, or None."""
    for folder in (_INSTALLED, _IN_A_CHECKOUT):
        path = folder / f"{rule}.md"
        if path.is_file():
            return path.read_text(encoding="utf-8")
    return None


def page_address(rule: str) -> str | None:
    """The address of a rule's page, or None where the project names none for its documentation."""
    base = _documentation()
    return f"{base.rstrip('/')}/rules/{rule}" if base else None


@cache
def _documentation() -> str | None:
    try:
        urls = metadata("matderiv").get_all("Project-URL") or []
    except PackageNotFoundError:
        return None
    for entry in urls:
        label, _, address = str(entry).partition(",")
        if label.strip().lower() == "documentation":
            return address.strip()
    return None
