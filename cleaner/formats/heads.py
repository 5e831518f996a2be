"""Looking at the beginning of a stream that cannot be sought, and reading it from there all the same."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

HEAD = 1 << 20
"""The bytes that are looked at, at most."""

_READ = 1 << 16


def has_line(head: bytes) -> bool:
    """Whether `head` holds a line that is not empty, whole: enough to tell what a stream is."""
    return b"\n" in head.lstrip()


def head_of(stream: BinaryIO, enough: Callable[[bytes], bool] = has_line) -> tuple[bytes, BinaryIO]:
    """The beginning of a stream, and the whole stream, which begins with it.

    As much is read as is `enough`, so that a pipe's writer is not waited for longer than that; but no more than HEAD.
    """
    read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
    head = b""
    while not enough(head) and (chunk := read(min(_READ, HEAD - len(head)))):
        head += chunk
    return head, io.BufferedReader(_Joined(head, read), _READ)


def bounded(stream: BinaryIO, size: int) -> BinaryIO:
    """The next `size` bytes of a stream."""
    left = size

    def read(most: int) -> bytes:
        nonlocal left
        data = stream.read(min(most, left))
        left -= len(data)
        return data

    return io.BufferedReader(_Joined(b"", read), _READ)


class _Joined(io.RawIOBase):
    """Bytes that were read already, and what comes after them."""

    def __init__(self, head: bytes, read: Callable[[int], bytes]) -> None:
        self._head = memoryview(head)
        self._read = read

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        piece = self._head[: len(view)] or self._read(len(view))
        self._head = self._head[len(piece) :]
        view[: len(piece)] = piece
        return len(piece)
