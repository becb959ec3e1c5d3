"""Writing a file so that a reader sees the old content or the new one, never a part."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
from pathlib import Path


def require_writable(path: Path) -> None:
    """Raises OSError for a file that its owner has made read-only, which replacing it would not notice."""
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))


def write_atomically(path: Path, data: bytes, *, is_precious: bool = True) -> None:
    """Replaces the content of a file; a link stays a link, and the permissions stay. Raises OSError.

    What is not precious may be lost when the machine stops, but is written faster.
    """
    target = Path(os.path.realpath(path))
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            if is_precious:
                stream.flush()
                os.fsync(stream.fileno())
        _take_permissions(target, temporary)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _take_permissions(target: Path, temporary: Path) -> None:
    """Those of the file that is there, else those of a new file."""
    try:
        shutil.copymode(target, temporary)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        with contextlib.suppress(OSError):
            temporary.chmod(0o666 & ~mask)
