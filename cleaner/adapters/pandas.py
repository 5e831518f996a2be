"""pandas: `clean(series)`, and after this import the accessor `series.cleaner`."""

from __future__ import annotations

from typing import Any

from cleaner.adapters import arrow
from cleaner.adapters._library import library
from cleaner.pipeline import Pipeline

pd = library("pandas", "pandas")


def clean(series: Any, pipeline: Pipeline | None = None) -> Any:
    """A Series of strings, clean, with the same index, name and kind; missing values stay missing.

    InputError where it holds anything else.
    """
    pa = library("pyarrow", "pandas")
    cleaned = arrow.clean_array(pa.array(series, type=_text(series)), pipeline)
    return pd.Series(cleaned.to_pandas().to_numpy(), index=series.index, name=series.name, dtype=series.dtype)


def details(series: Any, pipeline: Pipeline | None = None) -> Any:
    """A DataFrame with the clean text and what was found in it (`cleaner.adapters.arrow.DETAILS`), one row a text."""
    pa = library("pyarrow", "pandas")
    batch = pa.RecordBatch.from_arrays([pa.array(series, type=_text(series))], names=["text"])
    return arrow.clean(batch, "text", pipeline, details=True).to_pandas().set_index(series.index)


def _text(series: Any) -> Any:
    """The Arrow type of a Series of strings, also of one that is empty or holds nothing but missing values."""
    pa = library("pyarrow", "pandas")
    return pa.string() if series.isna().all() else None


@pd.api.extensions.register_series_accessor("cleaner")
class CleanerAccessor:
    """`series.cleaner.clean(pipeline)` and `series.cleaner.details(pipeline)`."""

    def __init__(self, series: Any) -> None:
        self._series = series

    def clean(self, pipeline: Pipeline | None = None) -> Any:
        """The Series, clean."""
        return clean(self._series, pipeline)

    def details(self, pipeline: Pipeline | None = None) -> Any:
        """The Series, clean, with what was found."""
        return details(self._series, pipeline)
