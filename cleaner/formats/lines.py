"""Lines of a stream, handed out many at a time: what formats of one record a line share.

A line ends behind a line feed and nowhere else; a carriage return before it is part of the line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO

from cleaner.formats.records import Block, Kind

_READ = 1 << 18
"""The bytes asked for at a time."""


def chunks(stream: BinaryIO) -> Iterator[bytes]:
    """What the stream holds, as it comes: a pipe's writer is not waited for once some of it is there."""
    read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
    while chunk := read(_READ):
        yield chunk


class Cutter:
    """Where the next block begins: byte `start`, line `line`."""

    def __init__(self, start: int, line: int) -> None:
        self.start = start
        self.line = line

    def cut(self, data: bytes | bytearray, lines: int, kind: Kind = Kind.RECORDS, *, last: bool = True) -> Block:
        """The block of `data`, which ends so many lines further down."""
        block = Block(self.start, self.line, bytes(data), kind, last)
        self.start = block.end
        self.line += lines
        return block


def blocks(stream: BinaryIO, cutter: Cutter, size: int, longest: int) -> Iterator[Block]:
    """The stream in the shortest blocks of whole lines that have `size` bytes; so with size 1 each line is a block.

    How the stream comes in pieces makes no difference, but to those of a line of more than `longest` bytes. No more
    is held than a block and the line behind it. A line that is too long may end in an empty piece.
    """
    held = bytearray()  # what was read and not handed out
    whole = lines = seen = 0  # the bytes and the number of the whole lines in it; how far line ends were looked for
    inside = False  # a line that is too long
    for chunk in chunks(stream):
        held += chunk
        while seen < len(held):
            end = held.find(b"\n", seen) + 1
            seen = end or len(held)
            if inside or seen - whole > longest:
                if whole:
                    yield cutter.cut(held[:whole], lines)
                yield cutter.cut(held[whole:seen], bool(end), Kind.TOO_LONG, last=bool(end))
                inside = not end
            elif end and end >= size:
                yield cutter.cut(held[:end], lines + 1)
            else:
                if end:
                    whole, lines = end, lines + 1
                continue
            del held[:seen]
            whole = lines = seen = 0
    if inside:
        yield cutter.cut(b"", 1, Kind.TOO_LONG)
    elif held:
        yield cutter.cut(held, lines + 1)


def split(data: bytes) -> Iterator[bytes]:
    """The lines of `data`, line ends and all."""
    start = 0
    while start < len(data):
        end = data.find(b"\n", start) + 1 or len(data)
        yield data[start:end]
        start = end
