"""Ray Data: a Dataset with a clean column."""

from __future__ import annotations

from typing import Any

from cleaner.adapters import arrow
from cleaner.adapters._library import library
from cleaner.pipeline import Pipeline


def clean(
    dataset: Any, column: str = "text", pipeline: Pipeline | None = None, *, details: bool = False, **options: Any
) -> Any:
    """The dataset with the texts of `column` clean, by `map_batches`, to which `options` go; nulls stay.

    With `details` the columns of `cleaner.adapters.arrow.DETAILS` are added.
    """
    library("ray.data", "ray")
    used = pipeline or Pipeline()
    arguments = {"column": column, "pipeline": used, "details": details}
    return dataset.map_batches(arrow.clean, batch_format="pyarrow", fn_kwargs=arguments, **options)
