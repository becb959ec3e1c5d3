"""Frames of JSON on a pipe: four bytes of length, big-endian, then the JSON in UTF-8."""

from __future__ import annotations

import json
import math
import struct
from typing import Any, BinaryIO

_LENGTH = struct.Struct(">I")
HEADER_SIZE = _LENGTH.size


def encode(message: dict[str, Any]) -> bytes:
    """A frame. Numbers that JSON does not know (NaN, infinities) become strings."""
    body = json.dumps(finite(message), separators=(",", ":"), allow_nan=False).encode("ascii")
    return _LENGTH.pack(len(body)) + body


def body_length(header: bytes) -> int:
    length: int = _LENGTH.unpack(header)[0]
    return length


def decode(body: bytes) -> dict[str, Any]:
    message: dict[str, Any] = json.loads(body)
    return message


def read_frame(stream: BinaryIO) -> dict[str, Any] | None:
    """The next message; None at the end of the stream, also in the middle of a frame."""
    header = stream.read(HEADER_SIZE)
    if len(header) < HEADER_SIZE:
        return None
    length = body_length(header)
    body = stream.read(length)
    return decode(body) if len(body) == length else None


def finite(value: Any) -> Any:
    """The same plain data without NaN and infinities."""
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, dict):
        return {key: finite(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [finite(item) for item in value]
    return value
