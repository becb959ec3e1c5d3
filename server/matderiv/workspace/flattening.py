r"""The text of a file with the files that it takes in, each in its place.

LaTeX looks for a file from the folder of the root, so that folder goes along. Of packages and classes only the
macros count, of files that would make the text too long, and of the chapters before the one that is looked for: one
letter means many things in a book. A file that takes itself in counts once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from ..text import Inclusion, definitions_in, inclusions_in, language_of
from .files import Files
from .resolution import resolve

LONGEST_TEXT = 60_000
"""Characters up to which the text of other files is read in full."""

DEEPEST = 8

_BEGIN_DOCUMENT = "\\begin{document}"


@dataclass
class Flattening:
    """One walk over a file and what it takes in. `stop` is the file before which the walk ends."""

    files: Files
    boundary: Path
    root_folder: Path
    stop: Path | None = None
    visited: set[Path] = field(default_factory=set)
    parts: list[str] = field(default_factory=list)
    length: int = 0
    is_stopped: bool = False

    def add(self, path: Path, text: str, depth: int = 0) -> str:
        """The flattened text so far, with that of a file added."""
        self.visited.add(path)
        place = 0
        for inclusion in inclusions_in(text, language_of(path) or "latex"):
            self._append(text[place : inclusion.start])
            place = max(place, inclusion.end)
            self._take_in(inclusion, path, depth)
            if self.is_stopped:
                return "".join(self.parts)
        self._append(text[place:])
        return "".join(self.parts)

    def _take_in(self, inclusion: Inclusion, parent: Path, depth: int) -> None:
        path = resolve(inclusion, (parent.parent, self.root_folder), self.boundary)
        if path is None:
            return
        if path == self.stop:
            self.is_stopped = True
            return
        text = self.files.text(path)
        if text is None or path in self.visited or depth >= DEEPEST:
            return
        is_preamble = inclusion.kind in ("package", "class")
        if is_preamble or self.length + len(text) > LONGEST_TEXT or self._is_another_chapter(path, text):
            self.visited.add(path)
            self._append("\n" + "\n".join(definitions_in(text)) + "\n")
            self._look_for_stop(path, text, depth)
        else:
            self.add(path, text, depth + 1)

    def _is_another_chapter(self, path: Path, text: str) -> bool:
        """Whether the file stands in the body of the root and does not take in the one that is looked for."""
        if self.stop is None or not any(_BEGIN_DOCUMENT in part for part in self.parts):
            return False
        probe = Flattening(self.files, self.boundary, self.root_folder, visited=set(self.visited))
        return not probe.reaches(self.stop, path, text)

    def reaches(self, wanted: Path, path: Path, text: str, depth: int = 0) -> bool:
        """Whether a file takes in another one, if need be by way of others."""
        self.visited.add(path)
        for inclusion in inclusions_in(text, "latex"):
            found = resolve(inclusion, (path.parent, self.root_folder), self.boundary)
            if found == wanted:
                return True
            if found is None or found in self.visited or depth >= DEEPEST or inclusion.kind != "file":
                continue
            if self.reaches(wanted, found, self.files.text(found) or "", depth + 1):
                return True
        return False

    def _look_for_stop(self, path: Path, text: str, depth: int) -> None:
        """A long file may take in the one that is looked for, and a package other packages."""
        for inclusion in inclusions_in(text, "latex"):
            self._take_in(inclusion, path, depth + 1)
            if self.is_stopped:
                return

    def _append(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)
