"""Records: texts that lie in a file among other things, which must come out byte for byte.

A format cuts a stream into blocks of whole records; a block goes to whoever cleans it, who splits it into raw records,
reads the texts of each, and gets for every changed text the splices that put it back into the raw record. Offsets of
splices count bytes of the raw record, those of changes code points of the text.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from cleaner.edits import Change

BLOCK = 1 << 18
"""The bytes of records that are handed out together, about."""

MAX_RECORD = 32 << 20
"""A record of more bytes is not read: it would take the memory of all others."""


class Kind(enum.Enum):
    """What a block holds: records, bytes that belong to the file and not to a record, or a piece of one record that is
    too long to be read."""

    RECORDS = "records"
    AS_IS = "as is"
    TOO_LONG = "too long"


@dataclass(frozen=True, slots=True)
class Block:
    """Bytes of a stream in one piece: `data`, which begin at byte `start` of it and on line `line`, counted from 1.

    A record that is too long comes in several blocks, of which the last may be empty; `last` marks the end of it, and
    of everything else.
    """

    start: int
    line: int
    data: bytes
    kind: Kind = Kind.RECORDS
    last: bool = True

    @property
    def end(self) -> int:
        """The byte behind it."""
        return self.start + len(self.data)


@dataclass(frozen=True, slots=True)
class Splice:
    """Bytes `start:end` of a raw record, and what stands there instead."""

    start: int
    end: int
    data: bytes


class Value(Protocol):
    """One text of a record."""

    @property
    def field(self) -> str:
        """The name of its field, as it was asked for."""
        ...

    @property
    def text(self) -> str:
        """The text. A byte that is not valid in the encoding is a lone surrogate, U+DC80 to U+DCFF."""
        ...

    def splices(self, changes: Sequence[Change]) -> list[Splice]:
        """What puts the text with these changes, which are sorted and disjoint, in its place; sorted and disjoint too.

        Bytes that no change concerns stay as they are spelled. RecordError where the new text cannot be written there.
        """
        ...


class Record(Protocol):
    """What is wanted of a record: its texts (those that are null or not there left out), who it is, its language."""

    @property
    def values(self) -> Sequence[Value]: ...

    @property
    def id(self) -> str | None: ...

    @property
    def lang(self) -> str | None: ...


class Records(Protocol):
    """How the records of one file are read. Frozen and picklable."""

    def blocks(self, stream: BinaryIO, *, start: int = 0, line: int = 1, size: int = BLOCK) -> Iterator[Block]:
        """The whole stream, in blocks of whole records of about `size` bytes; all `data` together are the stream.

        A stream that stands at byte `start`, in line `line`, at the beginning of a record, is taken up there.
        """
        ...

    def split(self, data: bytes) -> Iterator[bytes]:
        """The raw records of a block's data, line ends and all: together they are the data."""
        ...

    def read(self, raw: bytes) -> Record | None:
        """The record in these bytes; None where there is none, as on a blank line.

        RecordError where it is not in the format, or has no text where one is asked for.
        """
        ...
