"""Line ends."""

from __future__ import annotations


def with_plain_line_ends(text: str) -> str:
    r"""The text with `\n` as its only line end, at the same offsets: `\r\n` becomes a space and `\n`."""
    return text.replace("\r\n", " \n").replace("\r", "\n") if "\r" in text else text
