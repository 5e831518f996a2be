"""Streams that come in pieces, as pipes do, and what a format makes of them."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Iterable, Sequence

from cleaner.edits import Change
from cleaner.formats.base import Block, BlockKind, Splice
from cleaner.formats.records import Records, Value


class Dripping(io.RawIOBase):
    """A stream that cannot be sought and gives what it was given, piece by piece."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self.asked = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:
        self.asked += 1
        piece = next(self._pieces, b"")
        buffer[: len(piece)] = piece
        return len(piece)


def dripping(data: bytes, sizes: Sequence[int]) -> Dripping:
    """`data` in pieces of these sizes, over and over."""
    endless = itertools.cycle(sizes)
    places = list(itertools.takewhile(lambda place: place < len(data), itertools.accumulate(endless, initial=0)))
    return Dripping(data[start:end] for start, end in itertools.pairwise([*places, len(data)]))


def well_placed(blocks: Sequence[Block], data: bytes) -> bool:
    """Whether the blocks are the data, and each says where it begins, on the line that an editor shows."""
    place = 0
    for block in blocks:
        assert block.start == place
        assert block.line == 1 + len(re.findall(rb"\r\n|\r|\n", data[:place]))
        assert block.data or (block.kind is BlockKind.TOO_LONG and block.last)
        place = block.end
    return b"".join(block.data for block in blocks) == data


def raws(records: Records, blocks: Iterable[Block]) -> list[bytes]:
    """The raw records of all blocks that hold some."""
    return [raw for block in blocks if block.kind is BlockKind.RECORDS for raw in records.split(block.data)]


def spliced(raw: bytes, splices: Iterable[Splice]) -> bytes:
    """`raw` with the splices made, which must be sorted and disjoint."""
    pieces, place = [], 0
    for splice in splices:
        assert place <= splice.start <= splice.end <= len(raw)
        pieces += [raw[place : splice.start], splice.data]
        place = splice.end
    return b"".join([*pieces, raw[place:]])


def rewritten(raw: bytes, value: Value, changes: Sequence[Change]) -> bytes:
    """`raw` with changes made in one of its texts."""
    return spliced(raw, value.splices(changes))
