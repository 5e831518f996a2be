"""Reading Parquet: texts in columns, a bounded piece at a time."""

from __future__ import annotations

import contextlib
import json
import math
import shutil
import tempfile
import weakref
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Any, BinaryIO

from cleaner.errors import InputError, RecordError
from cleaner.formats.compression import FREE, RATIO
from cleaner.formats.names import listed
from cleaner.formats.records import BLOCK

if TYPE_CHECKING:
    import pyarrow as pa

MAX_ROWS = 4096
"""The rows of a batch, at most."""

Path = tuple[int, ...]
"""A column, by its number, and the fields of structs that lead down to a text."""


@dataclass(frozen=True, slots=True)
class Row:
    """What is wanted of a row: its texts, each with the name of its field; those that are null are left out.

    `error` is set where a text cannot be read; then there are none.
    """

    id: str | None
    lang: str | None
    values: tuple[tuple[str, str], ...]
    error: RecordError | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows that follow one another, the first of them the `start`th of the file, counted from 0.

    `last` says that they end their group.
    """

    start: int
    last: bool
    rows: list[Row]
    data: pa.RecordBatch

    def raw(self, number: int) -> str:
        """A row as a JSON object, to be shown; what JSON has no form for is told as a string."""
        cells = (
            f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(_shown(column[number]), ensure_ascii=False)}"
            for name, column in zip(self.data.schema.names, self.data.columns, strict=True)
        )
        return "{" + ", ".join(cells) + "}"


class ParquetRows:
    """The rows of a file. `ParquetRows.of` opens it; `count` is how many there are."""

    def __init__(
        self, file: Any, texts: Mapping[str, Path], id_path: Path | None = None, lang_path: Path | None = None
    ) -> None:
        self.file = file
        self.texts = texts
        self._id_path = id_path
        self._lang_path = lang_path

    @classmethod
    def of(
        cls,
        stream: BinaryIO,
        fields: Sequence[str] = ("text",),
        id_field: str | None = "id",
        lang_field: str | None = None,
    ) -> ParquetRows:
        """The rows of a stream, which is copied to a temporary file where it cannot be sought.

        A field is a column, or else a path of names with dots between them, into structs. InputError where the stream
        is no Parquet file or far larger inside than outside, and where a field is no text, or none is there.
        """
        parquet = arrow_parquet()
        with told():
            seekable = _seekable(stream)
            file = parquet.ParquetFile(seekable, pre_buffer=False, buffer_size=BLOCK)
        _refuse_bomb(file.metadata)
        schema = file.schema_arrow
        found = {field: path for field in fields if (path := _lookup(schema, field)) is not None}
        if not found:
            raise InputError(
                f"it has no column {listed(fields)}; its columns are {listed(schema.names)}; "
                "name those of the texts with --field"
            )
        for field, path in found.items():
            if not _is_text(kind := _type_at(schema, path)):
                raise InputError(f"its column {listed([field])} is {kind}, not text")
        rows = cls(
            file,
            dict(sorted(found.items(), key=itemgetter(1))),
            _lookup(schema, id_field) if id_field else None,
            _lookup(schema, lang_field) if lang_field else None,
        )
        if seekable is not stream:
            weakref.finalize(rows, seekable.close)
        return rows

    @property
    def count(self) -> int:
        """How many rows the file has."""
        return int(self.file.metadata.num_rows)

    def batches(self) -> Iterator[Batch]:
        """All rows in order. A batch never spans groups. InputError where the file is damaged."""
        start = 0
        for group in range(self.file.metadata.num_row_groups):
            facts = self.file.metadata.row_group(group)
            end = start + facts.num_rows
            size = max(1, min(MAX_ROWS, facts.num_rows * BLOCK // max(1, facts.total_byte_size)))
            batches = self.file.iter_batches(batch_size=size, row_groups=[group])
            while data := _next(batches):
                place, start = start, start + data.num_rows
                yield Batch(place, start == end, self._rows(data), data)
            if start != end:
                raise InputError(f"it is damaged: its group {group + 1} has not the rows it promises")

    def _rows(self, data: pa.RecordBatch) -> list[Row]:
        texts = {field: _strings(_down(data, path)) for field, path in self.texts.items()}
        ids = _names(data, self._id_path)
        langs = _names(data, self._lang_path)
        return [
            _row(ids[number], langs[number], [(field, cells[number]) for field, cells in texts.items()])
            for number in range(data.num_rows)
        ]


def _row(name: str | None, lang: str | None, cells: list[tuple[str, str | bytes | None]]) -> Row:
    broken = [field for field, cell in cells if isinstance(cell, bytes)]
    if broken:
        return Row(name, lang, (), RecordError(f"its {listed(broken)} is not valid UTF-8"))
    return Row(name, lang, tuple((field, cell) for field, cell in cells if isinstance(cell, str)))


def _next(batches: Iterator[pa.RecordBatch]) -> pa.RecordBatch | None:
    with told():
        return next(batches, None)


def arrow_parquet() -> Any:
    """Arrow's module for Parquet. InputError where the package is not there."""
    try:
        import pyarrow.parquet
    except ImportError as error:
        raise InputError("Parquet needs the package pyarrow: pip install 'mt-cleaner[arrow]'") from error
    return pyarrow.parquet


@contextlib.contextmanager
def told() -> Iterator[None]:
    """Errors of Arrow are told as ours."""
    import pyarrow as pa

    try:
        yield
    except (pa.ArrowException, OSError, UnicodeEncodeError) as error:
        reason = str(error).partition("\n")[0]
        raise InputError(f"Parquet: {reason}") from error


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


def _lookup(parent: Any, path: str) -> Path | None:
    """Where a field is: a column or field of its own or, the longest beginning first, a struct and a path in it.

    Of equal names the last counts.
    """
    import pyarrow as pa

    numbers = {parent.field(number).name: number for number in range(len(parent))}
    if path in numbers:
        return (numbers[path],)
    for dot in reversed([place for place, letter in enumerate(path) if letter == "."]):
        number = numbers.get(path[:dot])
        if number is not None and pa.types.is_struct(parent.field(number).type):
            below = _lookup(parent.field(number).type, path[dot + 1 :])
            if below:
                return number, *below
    return None


def _type_at(schema: Any, path: Path) -> Any:
    for number in path:
        schema = schema.field(number).type
    return schema


def _is_text(kind: Any) -> bool:
    import pyarrow as pa

    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or _is_view(kind))


def _is_view(kind: Any) -> bool:
    import pyarrow as pa

    return hasattr(pa.types, "is_string_view") and bool(pa.types.is_string_view(kind))


def _down(data: pa.RecordBatch, path: Path) -> Any:
    """The column at `path`; null where a struct above it is."""
    import pyarrow.compute as pc

    column = data.column(path[0])
    return pc.struct_field(column, list(path[1:])) if path[1:] else column


def _strings(column: Any) -> list[str | bytes | None]:
    """The texts of a column; as bytes those that are not valid UTF-8."""
    try:
        return list(column.to_pylist())
    except UnicodeDecodeError:
        return [_string(cell) for cell in column]


def _string(cell: Any) -> str | bytes | None:
    try:
        return cell.as_py()  # type: ignore[no-any-return]
    except UnicodeDecodeError:
        return _bytes(cell)


def _bytes(cell: Any) -> bytes:
    """The bytes of a text that is not valid UTF-8."""
    import pyarrow as pa

    plain = cell.value if pa.types.is_dictionary(cell.type) else cell
    return bytes(plain.as_buffer())


def _names(data: pa.RecordBatch, path: Path | None) -> list[str | None]:
    """The strings and numbers of a column, as strings; None for everything else."""
    if path is None:
        return [None] * data.num_rows
    return [_name(cell) for cell in _down(data, path)]


def _name(cell: Any) -> str | None:
    value = _shown(cell)
    return None if value is None or isinstance(value, bool | list | dict) else str(value)


def _shown(cell: Any) -> Any:
    """A value as JSON has it."""
    try:
        return _json(cell.as_py())
    except UnicodeDecodeError:
        return _bytes(cell).decode("utf-8", "backslashreplace") if _is_text(cell.type) else str(cell.type)
    except Exception:  # what Python cannot hold: nanoseconds, years past 9999
        import pyarrow as pa

        try:
            return cell.cast(pa.string()).as_py()
        except pa.ArrowException:
            return f"<{cell.type}>"


def _json(value: Any) -> Any:
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return value if math.isfinite(value) else str(value)
        case bytes():
            return value.decode("utf-8", "backslashreplace")
        case dict():
            return {str(key): _json(each) for key, each in value.items()}
        case list() | tuple():
            return [_json(each) for each in value]
        case _:
            return str(value)
