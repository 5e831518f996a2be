"""Parquet: texts in columns, a bounded piece at a time."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import weakref
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO, ClassVar, cast

import msgspec

from cleaner.alignment import Alignment
from cleaner.edits import NetChange, Result
from cleaner.errors import CleanerError, InputError
from cleaner.formats.base import BlockKind
from cleaner.formats.cleaned import Bench, valid_or_none
from cleaner.formats.columns import CleanedRow, TableRow, TextColumns, arrow_parquet, as_json, told
from cleaner.formats.compression import FREE, RATIO
from cleaner.formats.log_lines import STRANGE, TRUNCATED, LogEntry, LogHeader, entry, require_whole
from cleaner.formats.parquet_writer import Cell, ParquetWriter
from cleaner.formats.records import closed_on_error

if TYPE_CHECKING:
    import pyarrow as pa

BLOCK = 1 << 18
"""The bytes of rows that are handed out together, about."""

MAX_ROWS = 4096
"""The rows of a block, at most."""


@dataclass(frozen=True, slots=True)
class RowBlock:
    """Some rows that follow one another, the first of them the `start`th of the file, counted from 0.

    `ends_group` says that they end their group. `needed` are the columns that are read: pickled, it has no others.
    """

    start: int
    data: pa.RecordBatch
    needed: tuple[int, ...]
    ends_group: bool

    kind: ClassVar[BlockKind] = BlockKind.RECORDS
    last: ClassVar[bool] = True

    @property
    def end(self) -> int:
        """The row after it."""
        return self.start + int(self.data.num_rows)

    @property
    def line(self) -> int:
        """The first row, as people count."""
        return self.start + 1

    @property
    def next_line(self) -> int:
        """The row after it, as people count."""
        return self.end + 1

    def loaded(self) -> RowBlock:
        """The block itself."""
        return self

    def slice(self, start: int, end: int) -> RowBlock:
        """Some of its rows."""
        ends_group = self.ends_group and end == self.data.num_rows
        return RowBlock(self.start + start, self.data.slice(start, end - start), self.needed, ends_group)

    def __reduce__(self) -> tuple[Callable[..., RowBlock], tuple[object, ...]]:
        import pyarrow as pa

        data = self.data.select(list(self.needed))
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, data.schema) as stream:  # unlike its pickle, without what a slice leaves out
            stream.write_batch(data)
        return _row_block, (self.start, sink.getvalue().to_pybytes(), self.ends_group)


def _row_block(start: int, data: bytes, ends_group: bool) -> RowBlock:
    import pyarrow as pa

    with pa.ipc.open_stream(data) as stream:
        batch = stream.read_next_batch()
    return RowBlock(start, batch, tuple(range(batch.num_columns)), ends_group)


class Parquet:
    """A Parquet file that is open. `Parquet.of` opens it; pickled, it knows only how to clean its blocks."""

    noun: ClassVar[str] = "record"
    bytewise: ClassVar[bool] = False

    def __init__(self, file: Any, columns: TextColumns) -> None:
        self.file = file
        self.columns = columns
        self.groups = range(file.metadata.num_row_groups if file else 0)
        """The groups that are read."""

    @classmethod
    def of(
        cls,
        stream: BinaryIO,
        fields: Sequence[str] = ("text",),
        id_field: str | None = "id",
        lang_field: str | None = None,
        origin_field: str | None = None,
        source_field: str | None = None,
        format_field: str | None = None,
    ) -> Parquet:
        """The rows of a stream, which is copied to a temporary file where it cannot be sought.

        A field is a column, or else a path of names with dots between them, into structs. InputError where the stream
        is no Parquet file or far larger inside than outside, and where a field is no text, or none is there.
        """
        parquet = arrow_parquet()
        with told():
            seekable = _seekable(stream)
            file = parquet.ParquetFile(seekable, pre_buffer=False, buffer_size=BLOCK)
        _refuse_bomb(file.metadata)
        others = (id_field, lang_field, origin_field, source_field, format_field)
        found = cls(file, TextColumns.of(file.schema_arrow, fields, *others))
        if seekable is not stream:
            weakref.finalize(found, seekable.close)
        return found

    def __reduce__(self) -> tuple[type[Parquet], tuple[object, ...]]:
        return Parquet, (None, self.columns.narrowed())

    def total(self, stream: BinaryIO) -> int:  # noqa: ARG002
        """How many rows the file has."""
        return int(self.file.metadata.num_rows)

    def blocks(
        self,
        stream: BinaryIO | None = None,  # noqa: ARG002
        *,
        start: int = 0,
        line: int = 1,  # noqa: ARG002
        size: int | None = None,
    ) -> Iterator[RowBlock]:
        """The rows of `groups` in order, in blocks that never span groups. InputError where the file is damaged."""
        needed = self.columns.needed
        start = sum(self.file.metadata.row_group(group).num_rows for group in range(self.groups.start))
        for group in self.groups:
            facts = self.file.metadata.row_group(group)
            end = start + facts.num_rows
            rows = max(1, min(MAX_ROWS, facts.num_rows * (size or BLOCK) // max(1, facts.total_byte_size)))
            batches = self.file.iter_batches(batch_size=rows, row_groups=[group])
            while data := _next(batches):
                first, start = start, start + data.num_rows
                yield RowBlock(first, data, needed, start == end)
            if start != end:
                raise InputError(f"it is damaged: its group {group + 1} has not the rows it promises")

    def pick(self, block: RowBlock, takes: Callable[[], bool]) -> Iterator[RowBlock]:
        """The rows that are taken, those that follow one another together; at the end of a group also where none is."""
        count = int(block.data.num_rows)
        begin = None
        for number in range(count):
            if takes():
                begin = number if begin is None else begin
            elif begin is not None:
                yield block.slice(begin, number)
                begin = None
        if begin is not None or block.ends_group:
            yield block.slice(count if begin is None else begin, count)

    def singles(self, block: RowBlock) -> Sequence[RowBlock]:
        """Each row."""
        return [block.slice(number, number + 1) for number in range(block.data.num_rows)]

    def clean(self, block: RowBlock, bench: Bench) -> None:
        """Clean the rows of a block."""
        kept = 0
        for cleaned in self.columns.clean(block.data, bench):
            line = block.line + cleaned.number
            if cleaned.error:
                kept += self._bury(cleaned.number, line, cleaned.row.id, cleaned.error, bench)
                continue
            told = [(field, result) for field, result in cleaned.results if result.findings]
            if bench.wants.edits and told:
                bench.cleaned.entries.append(entry(_header(line - 1, kept, cleaned, told, bench), told))
            bench.count(line, [result for _, result in cleaned.results])
            bench.show(line, cleaned.row.id, told, several=len(cleaned.results) > 1)
            bench.cleaned.patches += [
                Cell(cleaned.number, field, result.text) for field, result in cleaned.results if result.changed
            ]
            kept += 1

    def _bury(self, number: int, line: int, name: str | None, error: Exception, bench: Bench) -> bool:
        """Make the dead letter of a row that failed; whether it stays."""
        bench.fail(line, name, error, b"")
        if not bench.wants.keep:
            bench.cleaned.patches.append(Cell(number))
        return bench.wants.keep

    def lose(self, block: RowBlock, error: CleanerError, bench: Bench) -> None:
        """The one row of a block is a dead letter."""
        for number, row in enumerate(self.columns.rows(block.data)):
            self._bury(number, block.line + number, row.id, error, bench)

    def raw(self, block: RowBlock, line: int) -> bytes:
        """A row as JSON: where it was cleaned, only a part of it was known."""
        return as_json(block.data, line - block.line).encode("utf-8", "replace")

    def writer(self, sink: BinaryIO) -> ParquetWriter:
        """What writes a file like this one."""
        return ParquetWriter(sink, self.file, self.columns)


def _next(batches: Iterator[pa.RecordBatch]) -> pa.RecordBatch | None:
    with told():
        return next(batches, None)


def _seekable(stream: BinaryIO) -> BinaryIO:
    if stream.seekable():
        return stream
    copy = tempfile.TemporaryFile()  # noqa: SIM115 the file lives as long as it is read
    shutil.copyfileobj(stream, copy)
    copy.seek(0)
    return copy


def _refuse_bomb(metadata: Any) -> None:
    """InputError where a file says of itself that it unpacks to far more than it is."""
    groups = [metadata.row_group(number) for number in range(metadata.num_row_groups)]
    columns = [group.column(number) for group in groups for number in range(group.num_columns)]
    inside = sum(column.total_uncompressed_size for column in columns)
    if inside > max(FREE, RATIO * sum(column.total_compressed_size for column in columns)):
        raise InputError(f"its columns unpack to more than {RATIO} times their size, as bombs do; write it anew first")


class RowHeader(LogHeader, tag_field="kind", tag="row", frozen=True, kw_only=True, omit_defaults=True):
    """One row of a columnar file: its number in the input and in the output, both from 0, its fields with a text, and
    the digests of those as they were and are, one after the other with a NUL after each."""

    row: int
    at: int
    fields: tuple[str, ...]
    sha256_before: str
    sha256_after: str
    id: str | None = None

    def moved(self, by: int) -> RowHeader:
        """The header of a row that is so much further in the output."""
        return msgspec.structs.replace(self, at=self.at + by)

    @classmethod
    def undone(cls, now: BinaryIO, entries: Sequence[LogEntry]) -> BinaryIO | None:
        """A columnar file before the run. Of several runs only the first changes it."""
        logged = [(cast(RowHeader, each.header), each) for each in entries]
        rows = Parquet.of(now, sorted({field for header, _ in logged for field in header.fields}), None)
        wanted = {header.at: (header, each.changes) for header, each in reversed(logged) if each.changes is not None}
        if any(header.at not in wanted for header, each in logged if each.changes is None):
            raise InputError(TRUNCATED)
        before = cast(BinaryIO, tempfile.TemporaryFile())  # noqa: SIM115 - it is handed on
        states = set()
        with closed_on_error(before), rows.writer(before) as writer:
            for block in rows.blocks():
                cells: list[Cell] = []
                for number, row in enumerate(rows.columns.rows(block.data)):
                    header, changes = wanted.get(block.start + number, (None, None))
                    if header and changes:
                        state, new = _row_before(header, changes, row)
                        states.add(state)
                        cells += [Cell(number, field, text) for field, text in new.items()]
                writer.put(block, cells)
            if states == {True}:
                require_whole(_first_run(entries))
        if states == {True}:
            return before
        before.close()
        if states == {False}:
            return None
        raise InputError(STRANGE)


def _first_run(entries: Sequence[LogEntry]) -> Sequence[LogEntry]:
    """The entries of the last run whose end is known, or all where none is."""
    ends = [number for number, each in enumerate(entries) if each.ends is not None]
    if not ends:
        return entries
    end = ends[0]
    return entries[end + 1 - (entries[end].ends or 0) : end + 1] if entries[end].ends else entries


def _row_before(
    header: RowHeader, changes: Sequence[tuple[str | None, NetChange]], row: TableRow
) -> tuple[bool | None, dict[str, str]]:
    """Whether a row is as the run left it (True) or found it (False) or neither (None), and its texts before."""
    texts = dict(row.values)
    mine: dict[str, list[NetChange]] = {}
    for field, change in changes:
        mine.setdefault(field or "", []).append(change)
    try:
        before = {field: Alignment(own).undo(texts[field]) for field, own in mine.items()}
    except (KeyError, ValueError):
        before = {}
    for state, candidate in ((True, texts | before), (False, texts)):
        held = [candidate[field] for field in header.fields if field in candidate]
        if (before or not state) and _digest(held) == header.sha256_before:
            return state, before if state else {}
    return None, {}


def _header(row: int, at: int, cleaned: CleanedRow, told: Sequence[tuple[str, Result]], bench: Bench) -> RowHeader:
    return RowHeader(
        **bench.facts(result for _, result in told),
        row=row,
        at=at,
        fields=tuple(field for field, _ in cleaned.results),
        sha256_before=_digest(result.original for _, result in cleaned.results),
        sha256_after=_digest(result.text for _, result in cleaned.results),
        id=valid_or_none(cleaned.row.id),
    )


def _digest(texts: Iterable[str]) -> str:
    """The digest of the texts of a row."""
    return hashlib.sha256(b"".join(text.encode() + b"\0" for text in texts)).hexdigest()
