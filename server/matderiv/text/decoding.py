"""From the bytes of a file to its text."""

from __future__ import annotations

import codecs

_OTHER_ENCODINGS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


class TextError(ValueError):
    """Bytes that are no UTF-8 text; `offset` is the place of the first bad byte."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


def decode(data: bytes) -> str:
    """The text of a UTF-8 file, without its byte order mark. Raises TextError for anything else."""
    for mark, name in _OTHER_ENCODINGS:
        if data.startswith(mark):
            raise TextError(f"the file is encoded in {name}; save it as UTF-8", 0)
    start = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    try:
        return data[start:].decode("utf-8")
    except UnicodeDecodeError as error:
        offset = start + error.start
        raise TextError(_advice(data, offset), offset) from error


def _advice(data: bytes, offset: int) -> str:
    line = data.count(b"\n", 0, offset) + 1
    return (
        f"the file is not valid UTF-8: byte 0x{data[offset]:02x} at byte offset {offset} (line {line}); "
        "save it as UTF-8 (it may be in Latin-1 or Windows-1252, or no text at all)"
    )
