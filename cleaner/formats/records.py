"""Records: texts that lie in a file among other things, which must come out byte for byte.

What formats whose records are lines, or rows of lines, share: how a block of them is cleaned, logged and undone. Such a
format cuts a stream into blocks of whole records, splits a block into raw records, reads the texts of each, and gives
for every changed text the splices that put it back into the raw record. Offsets of splices count bytes of the raw
record, those of changes code points of the text.
"""

from __future__ import annotations

import abc
import contextlib
import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import BinaryIO, ClassVar, Protocol, cast

import msgspec
import regex

from cleaner.edits import Change, Result
from cleaner.errors import CleanerError, InputError
from cleaner.formats.base import BLOCK, Block, BlockKind, Splice, SplicedWriter, count_ends, spliced
from cleaner.formats.cleaned import Bench, valid_or_none
from cleaner.formats.log_lines import (
    ALTERED,
    STRANGE,
    Entry,
    LogEntry,
    LogHeader,
    entry,
    holds,
    pieces,
    require_whole,
)

UNREADABLE = regex.compile("[\udc80-\udcff]")
"""What a byte that is not valid in the encoding is read as."""


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
    """What is wanted of a record: its texts (those that are null or not there left out), who it is, its
    language, its origin, its source and its format as `Pipeline.run` takes them."""

    @property
    def values(self) -> Sequence[Value]: ...

    @property
    def id(self) -> str | None: ...

    @property
    def lang(self) -> str | None: ...

    @property
    def origin(self) -> str | None: ...

    @property
    def source(self) -> str | None: ...

    @property
    def format(self) -> str | None: ...


class Records(abc.ABC):
    """How the records of one file are read. Frozen and picklable."""

    __slots__ = ()

    noun: ClassVar[str] = "record"
    bytewise: ClassVar[bool] = True

    @abc.abstractmethod
    def blocks(self, stream: BinaryIO, *, start: int = 0, line: int = 1, size: int = BLOCK) -> Iterator[Block]:
        """The whole stream, in blocks of whole records of about `size` bytes; all `data` together are the stream.

        A stream that is at byte `start`, in line `line`, at the beginning of a record, is taken up there.
        """

    @abc.abstractmethod
    def split(self, data: bytes) -> Iterator[bytes]:
        """The raw records of a block's data, line ends and all: together they are the data."""

    @abc.abstractmethod
    def read(self, raw: bytes) -> Record | None:
        """The record in these bytes; None where there is none, as on an empty line.

        RecordError where it is not in the format, or has no text where one is asked for.
        """

    def total(self, stream: BinaryIO) -> int:
        """How many records the stream holds, those that are too long among them."""
        count = 0
        for block in self.blocks(stream):
            if block.kind is BlockKind.RECORDS:
                count += sum(bool(raw.strip()) for raw in self.split(block.data))
            else:
                count += block.kind is BlockKind.TOO_LONG and block.last
        return count

    def pick(self, block: Block, takes: Callable[[], bool]) -> Iterator[Block]:
        """The records that are taken, those that follow one another together; empty lines are left out."""
        taken: Block | None = None
        for single in self.singles(block):
            if not (single.data.strip() and takes()):
                continue
            if taken and taken.end == single.start:
                taken = Block(taken.start, taken.line, taken.data + single.data)
                continue
            if taken:
                yield taken
            taken = single
        if taken:
            yield taken

    def singles(self, block: Block) -> Sequence[Block]:
        """The records of a block, each a block of its own."""
        start, line = block.start, block.line
        found = []
        for raw in self.split(block.data):
            found.append(Block(start, line, raw))
            start += len(raw)
            line += count_ends(raw)
        return found

    def clean(self, block: Block, bench: Bench) -> None:
        """Clean the records of a block. Whatever a record fails of must cost no other."""
        start, line = 0, block.line
        moved = 0
        for raw in self.split(block.data):
            record: Record | None = None
            splices: list[Splice] = []
            try:
                record = self.read(raw)
                if record is not None:
                    splices = self._clean_record(block.start + start, start + moved, line, raw, record, bench)
            except Exception as error:
                splices = _bury(line, raw, record, error, bench)
            bench.cleaned.patches += [Splice(start + each.start, start + each.end, each.data) for each in splices]
            moved += sum(len(each.data) - (each.end - each.start) for each in splices)
            start += len(raw)
            line += count_ends(raw)

    def _clean_record(self, start: int, at: int, line: int, raw: bytes, record: Record, bench: Bench) -> list[Splice]:
        """Clean a record at byte `start` of the input, which comes to byte `at` of what the block becomes."""
        known = {"lang": record.lang, "origin": record.origin, "source": record.source, "format": record.format}
        pairs = [(value, bench.run(value.text, **known)) for value in record.values]
        splices = [splice for value, result in pairs if result.changed for splice in value.splices(result.changes)]
        splices.sort(key=lambda splice: splice.start)
        told = [(value.field, result) for value, result in pairs if result.findings]
        if bench.wants.edits and told:
            bench.cleaned.entries.append(_entry(start, at, line, raw, record, told, splices, bench))
        bench.count(line, [result for _, result in pairs])  # nothing fails from here on
        bench.show(line, record.id, told, several=len(record.values) > 1)
        if any(UNREADABLE.search(value.text) for value in record.values):
            bench.note_invalid(line)
        return splices

    def lose(self, block: Block, error: CleanerError, bench: Bench) -> None:
        """The one record of a block is a dead letter."""
        record: Record | None = None
        with contextlib.suppress(Exception):  # it is given up already: its id is all that is wanted
            record = self.read(block.data)
        bench.cleaned.patches += _bury(block.line, block.data, record, error, bench)

    def raw(self, block: Block, line: int) -> bytes | None:  # noqa: ARG002
        """Nothing: the bytes of a record are known where it is cleaned."""
        return None

    def writer(self, sink: BinaryIO) -> SplicedWriter:
        """What writes a file like this one."""
        return SplicedWriter(sink)


def _bury(line: int, raw: bytes, record: Record | None, error: Exception, bench: Bench) -> list[Splice]:
    """Make the dead letter of a record that failed; what takes it out of the output, unless it is to stay."""
    bench.fail(line, record.id if record else getattr(error, "id", None), error, raw)
    return [] if bench.wants.keep else [Splice(0, len(raw), b"")]


class SpliceLine(msgspec.Struct, frozen=True, array_like=True):
    """Bytes of a raw record, from `start` on, and what they became."""

    start: int
    found: bytes
    replacement: bytes


class RecordHeader(LogHeader, tag_field="kind", tag="record", frozen=True, kw_only=True, omit_defaults=True):
    """One record: its line and first byte in the input and its first byte in the output, both of the unpacked file, and
    how its bytes were and are. By those it is undone, whatever the format."""

    line: int
    start: int
    at: int
    size_before: int
    size_after: int
    sha256_before: str
    sha256_after: str
    splices: tuple[SpliceLine, ...]
    id: str | None = None

    def __post_init__(self) -> None:
        """Msgspec refuses a line of which this does."""
        super().__post_init__()
        if min(self.start, self.at, self.size_before, self.size_after) < 0:
            raise ValueError("no span of a file")

    def moved(self, by: int) -> RecordHeader:
        """The header of a record that lies so much further in the output."""
        return msgspec.structs.replace(self, at=self.at + by)

    @classmethod
    def undone(cls, now: BinaryIO, entries: Sequence[LogEntry]) -> BinaryIO | None:
        """A file of records before all runs, undone run by run, the latest first.

        Entries that are not all there do not matter in a run that came to nothing, as one that was killed and done
        again.
        """
        result: BinaryIO | None = None
        known = False
        for run in reversed(_runs(entries)):
            current = result or now
            length = current.seek(0, os.SEEK_END)
            headers = [cast(RecordHeader, each.header) for each in run]
            changed = [header for header in headers if header.splices]
            if all(holds(current, length, each.at, each.size_after, each.sha256_after) for each in headers) and changed:
                require_whole(run)
                before = cast(BinaryIO, tempfile.TemporaryFile())  # noqa: SIM115 - it is handed on
                with closed_on_error(before):
                    _take_back(current, changed, before)
                if result:
                    result.close()
                result, known = before, True
            elif all(holds(current, length, at, each.size_before, each.sha256_before) for at, each in _before(headers)):
                known = True
        if not known:
            raise InputError(STRANGE)
        return result


def _entry(
    start: int,
    at: int,
    line: int,
    raw: bytes,
    record: Record,
    told: Sequence[tuple[str, Result]],
    splices: Sequence[Splice],
    bench: Bench,
) -> Entry:
    clean = b"".join(spliced(raw, splices))
    header = RecordHeader(
        **bench.facts(result for _, result in told),
        line=line,
        id=valid_or_none(record.id),
        start=start,
        at=at,
        size_before=len(raw),
        size_after=len(clean),
        sha256_before=hashlib.sha256(raw).hexdigest(),
        sha256_after=hashlib.sha256(clean).hexdigest(),
        splices=tuple(SpliceLine(each.start, raw[each.start : each.end], each.data) for each in splices),
    )
    return entry(header, told)


@contextlib.contextmanager
def closed_on_error(stream: BinaryIO) -> Iterator[None]:
    """Close a file that nobody gets, because of an error."""
    try:
        yield
    except BaseException:
        stream.close()
        raise


def _runs(entries: Sequence[LogEntry]) -> list[list[LogEntry]]:
    """The entries run by run: within one, records come in the order of the file; where it is known, its end."""
    runs = [list(entries[:1])]
    for one, other in pairwise(entries):
        if one.ends is not None or cast(RecordHeader, other.header).start <= cast(RecordHeader, one.header).start:
            runs.append([])
        runs[-1].append(other)
    return runs


def _before(run: Sequence[RecordHeader]) -> Iterator[tuple[int, RecordHeader]]:
    """Where in the output the records of a run begin once they are taken back. In the input there may have been more
    before them: records that failed."""
    moved = 0
    for header in run:
        yield header.at - moved, header
        moved += header.size_after - header.size_before


def _take_back(now: BinaryIO, headers: Sequence[RecordHeader], before: BinaryIO) -> None:
    """Write the file as it was before one run."""
    done = 0
    for header in headers:
        before.writelines(pieces(now, done, header.at - done))
        now.seek(header.at)
        raw = b"".join(spliced(now.read(header.size_after), _inverse(header)))
        if hashlib.sha256(raw).hexdigest() != header.sha256_before:
            raise InputError(f"its edits do not lead back to the original; {ALTERED}")
        before.write(raw)
        done = header.at + header.size_after
    before.writelines(pieces(now, done))


def _inverse(header: RecordHeader) -> list[Splice]:
    """What puts a record back, in bytes of the record as it is now."""
    splices = []
    moved = 0
    for each in header.splices:
        start = each.start + moved
        splices.append(Splice(start, start + len(each.replacement), each.found))
        moved += len(each.replacement) - len(each.found)
    return splices
