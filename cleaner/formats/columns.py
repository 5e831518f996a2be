"""Texts in the columns of Arrow data: finding them, cleaning them, and making the same data with other texts.

`clean_batch` is the one way in which columns are cleaned, in files and wherever else such data comes from.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Protocol

from cleaner.edits import Result
from cleaner.errors import InputError, RecordError
from cleaner.formats.names import listed
from cleaner.structure import format_named

if TYPE_CHECKING:
    import pyarrow as pa

    from cleaner.pipeline import Pipeline

ColumnPath = tuple[int, ...]
"""A column, by its number, and the fields of structs that lead down to a text."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """What is wanted of a row: its texts, each with the name of its field; those that are null are left out.

    `error` is set where a text cannot be read; then there are none.
    """

    id: str | None
    lang: str | None
    values: tuple[tuple[str, str], ...]
    error: RecordError | None = None
    origin: str | None = None
    source: str | None = None
    format: str | None = None

    @property
    def known(self) -> dict[str, str]:
        """What `Pipeline.run` is to be told of its texts, where anything is known."""
        told = {"lang": self.lang, "origin": self.origin, "source": self.source, "format": self.format}
        return {name: value for name, value in told.items() if value is not None}


@dataclass(frozen=True, slots=True)
class CleanedRow:
    """What became of row `number` of a batch: the result of each of its texts, or why it could not be cleaned."""

    number: int
    row: TableRow
    results: tuple[tuple[str, Result], ...] = ()
    error: Exception | None = None


@dataclass(frozen=True, slots=True)
class CleanedBatch:
    """A batch with clean texts, and what became of each row; one that failed is in it as it was."""

    data: pa.RecordBatch
    rows: tuple[CleanedRow, ...]

    @property
    def failures(self) -> tuple[CleanedRow, ...]:
        """The rows that failed, each with its error."""
        return tuple(row for row in self.rows if row.error)


def clean_batch(
    data: pa.RecordBatch,
    pipeline: Pipeline,
    fields: Sequence[str] = ("text",),
    *,
    id_field: str | None = None,
    lang_field: str | None = None,
    origin_field: str | None = None,
    source_field: str | None = None,
    format_field: str | None = None,
) -> CleanedBatch:
    """A batch in which the texts of the columns `fields` are clean. Nulls, other columns and the schema stay.

    A field is a column of strings (of any kind, dictionaries too), or a path of names with dots between them, into
    structs. `lang_field`, `origin_field`, `source_field` and `format_field` tell the language and the origin of a row's
    texts, what they translate and their format, `id_field` its id in what is told of it. A row that cannot be cleaned
    costs no other. InputError where none of the fields is there, or one is no text.
    """
    columns = TextColumns.of(data.schema, fields, id_field, lang_field, origin_field, source_field, format_field)
    rows = tuple(columns.clean(data, pipeline))
    texts = {(row.number, field): result.text for row in rows for field, result in row.results if result.changed}
    return CleanedBatch(columns.replaced(data, texts), rows)


@dataclass(frozen=True, slots=True)
class TextColumns:
    """Where the texts are in batches of one schema, and what is told of them: ids, languages, origins, sources and
    formats."""

    texts: tuple[tuple[str, ColumnPath], ...]
    id_path: ColumnPath | None = None
    lang_path: ColumnPath | None = None
    origin_path: ColumnPath | None = None
    source_path: ColumnPath | None = None
    format_path: ColumnPath | None = None

    @classmethod
    def of(
        cls,
        schema: Any,
        fields: Sequence[str],
        id_field: str | None = None,
        lang_field: str | None = None,
        origin_field: str | None = None,
        source_field: str | None = None,
        format_field: str | None = None,
    ) -> TextColumns:
        """The columns of a schema. InputError where a field is no text, is there twice, or none is there."""
        found = {field: path for field in fields if (path := _lookup(schema, field)) is not None}
        if not found:
            raise InputError(
                f"it has no column {listed(fields)}; its columns are {listed(schema.names)}; "
                "name those of the texts with --field"
            )
        for field, path in found.items():
            if not _is_text(kind := _type_at(schema, path)):
                raise InputError(f"its column {listed([field])} is {kind}, not text")
        return cls(
            tuple(sorted(found.items(), key=itemgetter(1))),
            *(
                _lookup(schema, field) if field else None
                for field in (id_field, lang_field, origin_field, source_field, format_field)
            ),
        )

    @property
    def needed(self) -> tuple[int, ...]:
        """The numbers of the columns that are read."""
        paths = [path for _, path in self.texts] + [path for path in self._others if path]
        return tuple(sorted({path[0] for path in paths}))

    @property
    def _others(self) -> tuple[ColumnPath | None, ...]:
        return self.id_path, self.lang_path, self.origin_path, self.source_path, self.format_path

    def narrowed(self) -> TextColumns:
        """The same in batches that have only the columns `needed`."""
        new = {old: number for number, old in enumerate(self.needed)}

        def moved(path: ColumnPath | None) -> ColumnPath | None:
            return path and (new[path[0]], *path[1:])

        texts = tuple((field, (new[path[0]], *path[1:])) for field, path in self.texts)
        return TextColumns(texts, *map(moved, self._others))

    def rows(self, data: pa.RecordBatch) -> list[TableRow]:
        """What is wanted of each row."""
        texts = [(field, _strings(_down(data, path))) for field, path in self.texts]
        told = zip(*(_names(data, path) for path in self._others), strict=True)
        return [_row(others, [(field, cells[number]) for field, cells in texts]) for number, others in enumerate(told)]

    def clean(self, data: pa.RecordBatch, cleaner: Runs) -> Iterator[CleanedRow]:
        """Clean the rows of a batch, each for itself."""
        for number, row in enumerate(self.rows(data)):
            try:
                if row.error:
                    raise row.error
                results = tuple((field, cleaner.run(text, **row.known)) for field, text in row.values)
            except Exception as error:  # whatever it is, it must cost no other row
                yield CleanedRow(number, row, error=error)
            else:
                yield CleanedRow(number, row, results)

    def replaced(self, data: pa.RecordBatch, texts: Mapping[tuple[int, str], str]) -> pa.RecordBatch:
        """A batch with other texts, by number of row and name of field."""
        import pyarrow as pa

        columns = list(data.columns)
        for field, path in self.texts:
            new = {number: text for (number, name), text in sorted(texts.items()) if name == field}
            if new:
                with told():
                    columns[path[0]] = _with(columns[path[0]], path[1:], new)
        return pa.RecordBatch.from_arrays(columns, schema=data.schema)


class Runs(Protocol):
    """A pipeline, or what stands in for one."""

    def run(
        self,
        text: str,
        *,
        lang: str | None = ...,
        origin: str | None = ...,
        source: str | None = ...,
        format: str = ...,
    ) -> Result:
        """Clean one text."""
        ...


def without(data: pa.RecordBatch, drop: Sequence[int]) -> list[pa.RecordBatch]:
    """The rows of a batch but for some, in pieces, which any type allows."""
    borders = [-1, *drop, data.num_rows]
    spans = ((before + 1, after) for before, after in itertools.pairwise(borders))
    return [data.slice(start, end - start) for start, end in spans if end > start]


def as_json(data: pa.RecordBatch, number: int) -> str:
    """A row as a JSON object, to be shown; what JSON has no form for is told as a string."""
    cells = (
        f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(_shown(column[number]), ensure_ascii=False)}"
        for name, column in zip(data.schema.names, data.columns, strict=True)
    )
    return "{" + ", ".join(cells) + "}"


def _with(column: Any, path: ColumnPath, new: Mapping[int, str]) -> Any:
    """A column in which some texts are others; it is taken apart and put together, which any type allows."""
    import pyarrow as pa

    if path:
        fields = [column.type.field(number) for number in range(len(column.type))]
        children = [column.field(number) for number in range(len(fields))]
        children[path[0]] = _with(children[path[0]], path[1:], new)
        mask = column.is_null() if column.null_count else None
        return pa.StructArray.from_arrays(children, fields=fields, mask=mask)
    if pa.types.is_dictionary(column.type):
        plain = _with(column.dictionary_decode(), path, new)
        return plain.dictionary_encode().cast(column.type)
    pieces = []
    done = 0
    for number, text in new.items():
        pieces += [column.slice(done, number - done), pa.array([text], column.type)]
        done = number + 1
    return pa.concat_arrays([*pieces, column.slice(done)])


def _row(others: tuple[str | None, ...], cells: list[tuple[str, str | bytes | None]]) -> TableRow:
    name, lang, origin, source, said = others
    broken = [field for field, cell in cells if isinstance(cell, bytes)]
    if broken:
        return TableRow(name, lang, (), RecordError(f"its {listed(broken)} is not valid UTF-8"))
    try:
        form = format_named(said)
    except RecordError as error:
        return TableRow(name, lang, (), error)
    values = tuple((field, cell) for field, cell in cells if isinstance(cell, str))
    return TableRow(name, lang, values, None, origin, source, form)


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


def _lookup(parent: Any, path: str) -> ColumnPath | None:
    """Where a field is: a column or field of its own or, the longest beginning first, a struct and a path in it.

    InputError where it is a name of two: which one is meant, nobody knows.
    """
    import pyarrow as pa

    names = [parent.field(number).name for number in range(len(parent))]
    numbers = {name: number for number, name in enumerate(names)}
    if names.count(path) > 1:
        raise InputError(f"{names.count(path)} of its columns are named {listed([path])}; rename them first")
    if path in numbers:
        return (numbers[path],)
    for dot in reversed([position for position, character in enumerate(path) if character == "."]):
        number = numbers.get(path[:dot])
        if number is not None and pa.types.is_struct(parent.field(number).type):
            below = _lookup(parent.field(number).type, path[dot + 1 :])
            if below:
                return number, *below
    return None


def _type_at(schema: Any, path: ColumnPath) -> Any:
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


def _down(data: pa.RecordBatch, path: ColumnPath) -> Any:
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


def _names(data: pa.RecordBatch, path: ColumnPath | None) -> list[str | None]:
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
