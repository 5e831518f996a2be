"""What every format does for a job: it cuts an input into blocks, cleans one, and writes it as it should become.

A block is what goes to a worker and comes back; only what differs comes back, as patches, which the format's own writer
understands. What a format says of a block for the edit log, it also knows how to undo (see `log_lines`).
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, ClassVar, Protocol

from cleaner.errors import CleanerError, InputError

if TYPE_CHECKING:
    from cleaner.formats.cleaned import Bench

BLOCK = 1 << 16
"""The bytes of records that are handed out together, about."""

MAX_RECORD = 32 << 20
"""A record of more bytes is not read: it would take the memory of all others."""


class BlockKind(enum.Enum):
    """What a block holds: records, bytes that belong to the file and not to a record, or a piece of one record that is
    too long to be read."""

    RECORDS = "records"
    AS_IS = "as is"
    TOO_LONG = "too long"


def count_ends(data: bytes) -> int:
    """How many lines end in `data`: with a line feed, a carriage return, or both."""
    return data.count(b"\n") + data.count(b"\r") - data.count(b"\r\n")


class AnyBlock(Protocol):
    """A part of an input: from `start` (a byte, or a row) to `end`, on line `line`, counted from 1. Picklable.

    `last` is false where what comes next belongs to it: a job cannot be taken up there.
    """

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def line(self) -> int: ...
    @property
    def next_line(self) -> int: ...
    @property
    def kind(self) -> BlockKind: ...
    @property
    def last(self) -> bool: ...

    def loaded(self) -> Any:
        """The block as it is cleaned, where a part of it was left in its file. InputError; OSError."""
        ...


@dataclass(frozen=True, slots=True)
class Block:
    """Bytes of a stream in one piece: `data`, which begin at byte `start` of it and on line `line`, counted from 1.

    A record that is too long comes in several blocks, of which the last may be empty; `last` marks the end of it, and
    of everything else. Where the bytes lie in a plain file, `file`, they stay there when the block is pickled: then
    there are `length` of them, and `loaded` reads them.
    """

    start: int
    line: int
    data: bytes
    kind: BlockKind = BlockKind.RECORDS
    last: bool = True
    file: Path | None = None
    length: int | None = None

    @property
    def end(self) -> int:
        """The byte after it."""
        return self.start + (len(self.data) if self.length is None else self.length)

    @property
    def next_line(self) -> int:
        """The line on which the byte after it is."""
        return self.line + count_ends(self.data)

    def loaded(self) -> Block:
        """The block with its bytes. InputError where its file does not hold them any more; OSError."""
        if self.length is None or self.file is None:
            return self
        with self.file.open("rb") as stream:
            stream.seek(self.start)
            data = stream.read(self.length)
        if len(data) < self.length:
            raise InputError("it became shorter while it was read; run again")
        return Block(self.start, self.line, data, self.kind, self.last)

    def __reduce__(self) -> tuple[type[Block], tuple[object, ...]]:
        data, length = (b"", len(self.data)) if self.file and self.length is None else (self.data, self.length)
        return Block, (self.start, self.line, data, self.kind, self.last, self.file, length)


@dataclass(frozen=True, slots=True)
class Splice:
    """Bytes `start:end` of a raw record, and what replaces them."""

    start: int
    end: int
    data: bytes


class BlockWriter(Protocol):
    """Writes the blocks of one input, in their order, as they should become."""

    def put(self, block: Any, patches: Sequence[Any]) -> int:
        """Write a block with its patches; how many bytes, or rows, that are."""
        ...

    def close(self) -> None:
        """Write what belongs to the end of a file."""
        ...


class Format(Protocol):
    """How one file is read, cleaned and written. Picklable, without whatever is open.

    `noun` is what a document of it is called. `bytewise` says that the output is the input's bytes with splices, so
    that it can be cut anywhere between blocks and continued.
    """

    noun: ClassVar[str]
    bytewise: ClassVar[bool]

    def blocks(self, stream: BinaryIO, *, start: int = 0, line: int = 1, size: int = BLOCK) -> Iterator[Any]:
        """The whole stream, in blocks of about `size` bytes. A bytewise format begins where the stream stands: at byte
        `start`, in line `line`, at the beginning of a record."""
        ...

    def total(self, stream: BinaryIO) -> int:
        """How many records the stream holds; it is read through for that."""
        ...

    def pick(self, block: Any, takes: Callable[[], bool]) -> Iterator[Any]:
        """A block without the records that `takes`, called for each in turn, refuses; in as many pieces as it takes."""
        ...

    def singles(self, block: Any) -> Sequence[Any]:
        """The records of a block, each a block of its own."""
        ...

    def clean(self, block: Any, bench: Bench) -> None:
        """Clean the records of a block, each for itself."""
        ...

    def lose(self, block: Any, error: CleanerError, bench: Bench) -> None:
        """Give up a block of one record, because of `error`."""
        ...

    def raw(self, block: Any, line: int) -> bytes | None:
        """The bytes to show of the record of a line, where `clean` could not know them; else None."""
        ...

    def writer(self, sink: BinaryIO) -> BlockWriter:
        """What writes a file like this one."""
        ...


def spliced(data: bytes, splices: Sequence[Splice]) -> Iterator[bytes]:
    """The pieces of `data` with splices, which are sorted and disjoint."""
    done = 0
    for splice in splices:
        yield data[done : splice.start]
        yield splice.data
        done = splice.end
    yield data[done:]


class SplicedWriter:
    """Writes blocks of bytes."""

    def __init__(self, sink: BinaryIO) -> None:
        self._sink = sink

    def put(self, block: Block, patches: Sequence[Splice]) -> int:
        """Write a block with splices in its bytes."""
        size = 0
        for piece in spliced(block.data, patches):
            self._sink.write(piece)
            size += len(piece)
        return size

    def close(self) -> None:
        """There is nothing at the end."""
