"""Apache Spark: a DataFrame with a clean column, a function for columns, and one for SQL."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cleaner.adapters import arrow
from cleaner.adapters._library import library
from cleaner.pipeline import Pipeline


def clean(frame: Any, column: str = "text", pipeline: Pipeline | None = None, *, details: bool = False) -> Any:
    """The DataFrame with the texts of `column` clean, by `mapInArrow`; nulls and other columns stay.

    With `details` the columns of `cleaner.adapters.arrow.DETAILS` are added. InputError where the column is no text.
    """
    types = library("pyspark.sql.pandas.types", "spark")
    used = pipeline or Pipeline()
    schema = types.to_arrow_schema(frame.schema)
    result = arrow.clean(schema.empty_table(), column, used, details=details)
    return frame.mapInArrow(_Mapping(column, used, details), types.from_arrow_schema(result.schema))


def udf(pipeline: Pipeline | None = None) -> Any:
    """A pandas user-defined function: `frame.select(udf()("text"))`."""
    pandas_udf = library("pyspark.sql.functions", "spark").pandas_udf
    used = pipeline or Pipeline()

    def clean_text(texts: Any) -> Any:
        from cleaner.adapters import pandas as adapter

        return adapter.clean(texts, used)

    series = library("pandas", "spark").Series
    clean_text.__annotations__ = {"texts": series, "return": series}
    return pandas_udf(clean_text, "string")


def register(session: Any, name: str = "clean_text", pipeline: Pipeline | None = None) -> None:
    """Make the function known to SQL: `SELECT clean_text(text) FROM …`."""
    session.udf.register(name, udf(pipeline))


class _Mapping:
    """What runs in a Python worker; picklable."""

    def __init__(self, column: str, pipeline: Pipeline, details: bool) -> None:
        self._column, self._pipeline, self._details = column, pipeline, details

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        for batch in batches:
            yield arrow.clean(batch, self._column, self._pipeline, details=self._details)
