"""The language server, on pygls: the only package that imports it. One file a request in `features/`."""

from __future__ import annotations


def serve() -> int:
    """Serves one client on standard input and output; the exit code of the process (0 after a shutdown request)."""
    from .server import MatderivServer
    from .transport import serve_standard_streams

    return serve_standard_streams(MatderivServer())


__all__ = ["serve"]
