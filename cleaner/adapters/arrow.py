"""Arrow: arrays, record batches and tables with clean texts, and what was found in columns beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cleaner.adapters._library import library
from cleaner.edits import Result
from cleaner.formats.columns import CleanedBatch, CleanedRow, TableRow, clean_batch
from cleaner.pipeline import Pipeline
from cleaner.report.terminal import finding_record

if TYPE_CHECKING:
    import pyarrow as pa

DETAILS = ("score", "mt_likelihood", "n_edits", "findings", "error")
"""The columns of details; each is null where the text is."""


def clean(data: Any, column: str = "text", pipeline: Pipeline | None = None, *, details: bool = False) -> Any:
    """A record batch or table with the texts of `column` clean; nulls, other columns and the schema stay.

    With `details`, the columns of DETAILS are added: the residue score and the likelihood of machine translation (0 to
    1), the number of applied edits, all findings as structs, and why a text could not be cleaned (it is unchanged).
    InputError where the column is missing or not text.
    """
    pa = library("pyarrow", "arrow")
    pipeline = pipeline or Pipeline()
    if isinstance(data, pa.Table):
        batches = [clean(batch, column, pipeline, details=details) for batch in data.to_batches()]
        empty = clean(_empty(data.schema), column, pipeline, details=details)
        return pa.Table.from_batches(batches, schema=empty.schema)
    if column in data.schema.names and pa.types.is_null(data.schema.field(column).type):
        # a batch that has no text in it does not know the type of its column
        return _with_details(CleanedBatch(data, _no_rows(data.num_rows))) if details else data
    cleaned = clean_batch(data, pipeline, (column,))
    return _with_details(cleaned) if details else cleaned.data


def clean_array(array: pa.Array, pipeline: Pipeline | None = None) -> pa.Array:
    """An array of strings, clean; nulls stay."""
    pa = library("pyarrow", "arrow")
    return clean(pa.RecordBatch.from_arrays([array], names=["text"]), "text", pipeline).column(0)


def details_schema() -> pa.Schema:
    """The schema of the columns of details."""
    pa = library("pyarrow", "arrow")
    finding = pa.struct(
        [
            ("rule", pa.string()),
            ("start", pa.int64()),
            ("end", pa.int64()),
            ("found", pa.string()),
            ("replacement", pa.string()),
            ("applied", pa.bool_()),
            ("refused", pa.string()),
            ("safety", pa.string()),
            ("confidence", pa.float64()),
            ("message", pa.string()),
        ]
    )
    types = (pa.float64(), pa.float64(), pa.int64(), pa.list_(finding), pa.string())
    return pa.schema(list(zip(DETAILS, types, strict=True)))


def _no_rows(count: int) -> tuple[CleanedRow, ...]:
    return tuple(CleanedRow(number, TableRow(None, None, ())) for number in range(count))


def _empty(schema: pa.Schema) -> pa.RecordBatch:
    pa = library("pyarrow", "arrow")
    return pa.RecordBatch.from_arrays([pa.array([], type=field.type) for field in schema], schema=schema)


def _with_details(cleaned: CleanedBatch) -> pa.RecordBatch:
    pa = library("pyarrow", "arrow")
    rows = []
    for row in cleaned.rows:
        result = row.results[0][1] if row.results else None
        rows.append({**_details(result), "error": str(row.error) if row.error else None})
    schema = details_schema()
    added = [pa.array([row[field.name] for row in rows], type=field.type) for field in schema]
    whole = pa.schema([*cleaned.data.schema, *schema], metadata=cleaned.data.schema.metadata)
    return pa.RecordBatch.from_arrays([*cleaned.data.columns, *added], schema=whole)


def _details(result: Result | None) -> dict[str, object]:
    if result is None:
        return dict.fromkeys(DETAILS)
    return {
        "score": result.score,
        "mt_likelihood": result.mt_likelihood,
        "n_edits": sum(finding.applied for finding in result.findings),
        "findings": [
            {key: value for key, value in finding_record(finding).items() if key != "changes"}
            for finding in result.findings
        ],
    }
