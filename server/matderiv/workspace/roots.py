r"""What stands before a chapter: the text of its root up to where the root takes it in.

The root is named by the chapter (`% !TeX root = …`), or found as the file of the workspace that includes it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from ..text import Companion, Inclusion, inclusions_in, named_root
from .files import MOST_FILES, Files
from .flattening import DEEPEST, Flattening
from .resolution import resolve

_IS_ROOT = re.compile(r"^[^%\n]*\\document(?:class|style)\b", re.MULTILINE)
_BEGIN_DOCUMENT = "\\begin{document}"


def is_root(text: str) -> bool:
    """Whether a LaTeX file stands by itself."""
    has_class = "\\document" in text and _IS_ROOT.search(text) is not None
    return has_class and named_root(text) is None


def text_before(path: Path, text: str, boundary: Path, files: Files) -> Companion | None:
    """What the root says before a chapter; None without a root."""
    root = _root_of(path, text, boundary, files)
    root_text = files.text(root) if root is not None else None
    if root is None or root_text is None or root == path:
        return None
    walk = Flattening(files, boundary, root.parent, stop=path)
    found = walk.add(root, root_text)
    if not walk.is_stopped:
        preamble = root_text.partition(_BEGIN_DOCUMENT)[0]
        found = Flattening(files, boundary, root.parent).add(root, preamble)
    return Companion(_name(root, boundary), found, "latex")


def _root_of(path: Path, text: str, boundary: Path, files: Files) -> Path | None:
    named = named_root(text)
    if named is not None:
        return resolve(Inclusion(0, 0, named), (path.parent,), boundary)
    return _includer(path, boundary, files)


def _includer(path: Path, boundary: Path, files: Files) -> Path | None:
    """The root that includes a file, if need be by way of other files."""
    reached, visited = {path}, {path}
    for _ in range(DEEPEST):
        includers = [
            candidate
            for candidate in files.latex_files(boundary)
            if candidate not in visited and _includes_one(candidate, reached, boundary, files)
        ]
        if not includers:
            return None
        for candidate in includers:
            if is_root(files.text(candidate) or ""):
                return candidate
        reached = set(includers)
        visited |= reached
    return None


def _includes_one(candidate: Path, wanted: set[Path], boundary: Path, files: Files) -> bool:
    text = files.text(candidate)
    if text is None or not any(path.stem in text for path in wanted):
        return False
    folders = (candidate.parent, boundary)
    return any(resolve(inclusion, folders, boundary) in wanted for inclusion in _files_in(text))


@lru_cache(MOST_FILES)
def _files_in(text: str) -> tuple[Inclusion, ...]:
    """The files that a text takes in; remembered, as every edit of a chapter asks for those of all other files."""
    return tuple(item for item in inclusions_in(text, "latex") if item.kind == "file")


def _name(path: Path, boundary: Path) -> str:
    return path.relative_to(boundary).as_posix()
