"""Writing Parquet: a file that differs from another one in some texts alone.

What is equal in it: values of all other columns, nulls, the schema down to the physical types, metadata of the file and
of its fields; and as far as a file tells how it was written, compression, dictionaries, encodings, statistics and the
page index of each column. Groups of rows stay groups, but those that are too large to be held, which become several.
"""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol

from cleaner.errors import InputError
from cleaner.formats.columns import TextColumns, arrow_parquet, told, without

if TYPE_CHECKING:
    import pyarrow as pa

GROUP = 128 << 20
"""The bytes of rows that are held until they are written as one group: other writers' groups are of this size."""

_ENCODINGS = {"BYTE_STREAM_SPLIT", "DELTA_BINARY_PACKED", "DELTA_LENGTH_BYTE_ARRAY", "DELTA_BYTE_ARRAY"}
"""Those a column may be given where it has no dictionary; the others are the writer's own choice."""

_WAYS = [
    {**version, **times, **decimals, **lists}
    for version in ({}, {"version": "2.6"}, {"version": "2.4"}, {"version": "1.0"})
    for times in ({}, {"use_deprecated_int96_timestamps": True})
    for decimals in ({}, {"store_decimal_as_integer": True})
    for lists in ({}, {"use_compliant_nested_type": False})
]
"""How the same values may be kept. No file says which way its writer went, but one of them gives the same schema."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The new text of a field in a row, by its number in a block; without a field, the row is dropped."""

    row: int
    field: str | None = None
    text: str = ""


class Rows(Protocol):
    """Rows of the other file, and whether they end their group there."""

    @property
    def data(self) -> pa.RecordBatch: ...
    @property
    def ends_group(self) -> bool: ...


class ParquetWriter:
    """Writes the rows of another file, with some texts changed, into a sink, which stays open.

    A context: left without an error, it closes the file; with one, what is in the sink is nothing.
    """

    def __init__(self, sink: BinaryIO, file: Any, columns: TextColumns) -> None:
        """InputError where the schema cannot be written as it is."""
        self._columns = columns
        self._schema = file.schema_arrow
        self._writer = _open(sink, file, _settings(file, columns))
        self._held: list[pa.RecordBatch] = []

    def put(self, block: Rows, patches: Sequence[Cell]) -> int:
        """Write rows with new texts, without those that are dropped; how many rows that are."""
        import pyarrow as pa

        texts = {(cell.row, cell.field): cell.text for cell in patches if cell.field is not None}
        drop = sorted(cell.row for cell in patches if cell.field is None)
        data = self._columns.replaced(block.data, texts)
        self._held += without(pa.RecordBatch.from_arrays(data.columns, schema=self._schema), drop)
        if block.ends_group or sum(piece.nbytes for piece in self._held) >= GROUP:
            self._end_group()
        return int(data.num_rows) - len(drop)

    def close(self) -> None:
        """Write what is held, and the end of the file."""
        self._end_group()
        with told():
            self._writer.close()

    def __enter__(self) -> ParquetWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if kind is None:
            self.close()
            return
        with contextlib.suppress(Exception):  # Arrow would close it later, when the sink may be gone
            self._writer.close()

    def _end_group(self) -> None:
        import pyarrow as pa

        table = pa.Table.from_batches(self._held, self._schema)
        if table.num_rows:
            with told():
                self._writer.write_table(table, row_group_size=table.num_rows)
        self._held = []


def _settings(like: Any, changing: TextColumns) -> dict[str, Any]:
    """What the writer must be told to write a file that is kept as another one is. InputError where nothing does."""
    metadata = like.metadata
    group = metadata.row_group(0) if metadata.num_row_groups else None
    columns = [group.column(number) for number in range(group.num_columns)] if group else []
    packed = [column.path_in_schema for column in columns if column.has_dictionary_page]
    encodings = {
        column.path_in_schema: encoding
        for column in columns
        for encoding in column.encodings
        if encoding in _ENCODINGS and not column.has_dictionary_page
    }
    settings: dict[str, Any] = {}
    if metadata.format_version in ("1.0", "2.4", "2.6"):
        settings["version"] = metadata.format_version
    if columns:
        settings["use_dictionary"] = packed or False
        settings["column_encoding"] = encodings or None
        settings["compression"] = {column.path_in_schema: _codec(column.compression) for column in columns}
        settings["write_statistics"] = [c.path_in_schema for c in columns if c.is_stats_set] or False
        settings["write_page_index"] = any(column.has_column_index for column in columns)
        settings["sorting_columns"] = _still_sorted(group, columns, like, changing) or None
    for way in _WAYS:
        if _gives_same_schema(like, {**settings, **way}):
            return {**settings, **way}
    raise InputError("its schema cannot be written as it is; let another tool write it anew first, as Arrow would")


def _open(sink: Any, file: Any, settings: Mapping[str, Any]) -> Any:
    """A writer of another file like `file`. All its metadata is handed on as it is, what Arrow keeps there for itself
    too: made anew, that would tell only of what this version of Arrow made of the old."""
    writer = arrow_parquet().ParquetWriter(sink, file.schema_arrow.remove_metadata(), store_schema=False, **settings)
    if file.metadata.metadata:
        writer.add_key_value_metadata(file.metadata.metadata)
    return writer


def _codec(name: str) -> str:
    return "NONE" if name == "UNCOMPRESSED" else name


def _still_sorted(group: Any, columns: Sequence[Any], like: Any, changing: TextColumns) -> tuple[Any, ...]:
    """The columns by which the rows are sorted, up to the first whose texts may change."""
    names = like.schema_arrow.names
    tops = {names[path[0]] for _, path in changing.texts}

    def stays(column: Any) -> bool:
        return columns[column.column_index].path_in_schema.partition(".")[0] not in tops

    return tuple(itertools.takewhile(stays, group.sorting_columns))


def _gives_same_schema(file: Any, settings: Mapping[str, Any]) -> bool:
    """Whether an empty file that is written so has the schema of `file`, and all metadata."""
    import pyarrow as pa

    sink = pa.BufferOutputStream()
    try:
        _open(sink, file, settings).close()
    except (pa.ArrowException, TypeError, ValueError):  # a way that this version has not, or not for these types
        return False
    other = arrow_parquet().ParquetFile(pa.BufferReader(sink.getvalue()))
    return bool(
        other.schema.equals(file.schema)
        and other.schema_arrow.equals(file.schema_arrow, check_metadata=True)
        and other.metadata.metadata == file.metadata.metadata
    )
