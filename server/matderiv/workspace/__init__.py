"""The files around a note: its configuration, and what it takes from other files of the workspace.

The only package below `lint/` and `lsp/` that reads files; what it finds is plain data for `text/` and `meaning/`.
"""

from __future__ import annotations

from .configuration import CONFIGURATION_FILES, Configuration
from .files import Files
from .workspace import Workspace

__all__ = ["CONFIGURATION_FILES", "Configuration", "Files", "Workspace"]
