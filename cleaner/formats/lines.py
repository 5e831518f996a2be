"""Lines of a stream, handed out many at a time: what formats whose records end with a line share.

A record ends with a line feed and nowhere else; a carriage return before it is part of the record. Where lines are
counted, for people who look them up in an editor, a carriage return alone ends one too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, NamedTuple

from cleaner.formats.base import Block, BlockKind, count_ends

_READ = 1 << 18
"""The bytes asked for at a time."""


class TooLong(NamedTuple):
    """A piece of a line that is too long; the last one may be empty."""

    data: bytes
    last: bool


def pieces(stream: BinaryIO, longest: int) -> Iterator[bytes | TooLong]:
    """The lines of a stream as they come, in pieces those of more than `longest` bytes, which are never held whole.

    A pipe's writer is not waited for once a line is there.
    """
    read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
    held = bytearray()  # the beginning of a line
    inside = False  # a line that is too long
    while chunk := read(_READ):
        for part in split(chunk):
            ended = part.endswith(b"\n")
            if inside or len(held) + len(part) > longest:
                yield TooLong(bytes(held) + part, ended)
                held.clear()
                inside = not ended
            elif ended:
                yield bytes(held) + part if held else part
                held.clear()
            else:
                held += part
    if inside:
        yield TooLong(b"", True)
    elif held:
        yield bytes(held)


def split(data: bytes) -> Iterator[bytes]:
    """The lines of `data`, line ends and all."""
    start = 0
    while start < len(data):
        end = data.find(b"\n", start) + 1 or len(data)
        yield data[start:end]
        start = end


class Cutter:
    """Where the next block begins: byte `start`, line `line`."""

    def __init__(self, start: int, line: int) -> None:
        self.start = start
        self.line = line
        self._after_return = False

    def cut(self, data: bytes, kind: BlockKind = BlockKind.RECORDS, *, last: bool = True) -> Block:
        """The block of `data`; the next one begins after it."""
        block = Block(self.start, self.line, data, kind, last)
        self.start = block.end
        self.line += count_ends(data) - (self._after_return and data.startswith(b"\n"))
        self._after_return = data.endswith(b"\r")
        return block


def blocks(records: Iterable[bytes | TooLong], cutter: Cutter, size: int) -> Iterator[Block]:
    """The shortest blocks of records that have `size` bytes; so with size 1 each record is a block."""
    held: list[bytes] = []
    count = 0
    for record in records:
        if isinstance(record, bytes):
            held.append(record)
            count += len(record)
        if held and (count >= size or isinstance(record, TooLong)):
            yield cutter.cut(b"".join(held))
            held, count = [], 0
        if isinstance(record, TooLong):
            yield cutter.cut(record.data, BlockKind.TOO_LONG, last=record.last)
    if held:
        yield cutter.cut(b"".join(held))
