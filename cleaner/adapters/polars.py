"""polars: after this import, the expression `pl.col("text").cleaner.clean()`, eager, lazy and streaming."""

from __future__ import annotations

from typing import Any

from cleaner.adapters import arrow
from cleaner.adapters._library import library
from cleaner.pipeline import Pipeline

pl = library("polars", "polars")


@pl.api.register_expr_namespace("cleaner")
class CleanerExpressions:
    """Expressions over a column of strings."""

    def __init__(self, expression: Any) -> None:
        self._expression = expression

    def clean(self, pipeline: Pipeline | None = None) -> Any:
        """The texts, clean; nulls stay."""
        used = pipeline or Pipeline()

        def cleaned(series: Any) -> Any:
            return pl.from_arrow(arrow.clean_array(series.to_arrow(), used)).alias(series.name).cast(pl.String)

        return self._expression.map_batches(cleaned, return_dtype=pl.String, is_elementwise=True)

    def details(self, pipeline: Pipeline | None = None) -> Any:
        """A struct of the clean text and what was found in it (`cleaner.adapters.arrow.DETAILS`)."""
        used = pipeline or Pipeline()

        def detailed(series: Any) -> Any:
            pa = library("pyarrow", "polars")
            batch = pa.RecordBatch.from_arrays([series.to_arrow().cast(pa.large_string())], names=["text"])
            return pl.from_arrow(arrow.clean(batch, "text", used, details=True)).to_struct(series.name)

        return self._expression.map_batches(detailed, return_dtype=_struct(), is_elementwise=True)


def _struct() -> Any:
    pa = library("pyarrow", "polars")
    empty = pa.schema([("text", pa.large_string()), *arrow.details_schema()]).empty_table()
    return pl.Struct(pl.from_arrow(empty).schema)
