"""Hugging Face datasets: a Dataset, or an IterableDataset, with a clean column."""

from __future__ import annotations

import hashlib
import importlib.metadata
from dataclasses import dataclass
from typing import Any

from cleaner.adapters import arrow
from cleaner.adapters._library import library
from cleaner.config import Config
from cleaner.pipeline import Pipeline


def clean(
    dataset: Any, column: str = "text", pipeline: Pipeline | None = None, *, details: bool = False, **options: Any
) -> Any:
    """The dataset with the texts of `column` clean; `options` go to its `map` (`num_proc`, `batch_size`).

    The fingerprint of a Dataset depends on the configuration alone, so that its cache is used again. With `details` the
    columns of `cleaner.adapters.arrow.DETAILS` are added.
    """
    library("datasets", "datasets")
    used = pipeline or Pipeline()
    step = ColumnCleaner(column, used.config, details=details)
    fingerprint = getattr(dataset, "_fingerprint", None)
    if fingerprint:
        options.setdefault("new_fingerprint", _fingerprint(fingerprint, step))
    return dataset.map(step, batched=True, **options)


@dataclass(frozen=True)
class ColumnCleaner:
    """What `map` calls with a batch of columns; picklable."""

    column: str
    config: Config
    details: bool = False

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        """The columns that are changed or added."""
        pa = library("pyarrow", "datasets")
        texts = pa.array(list(batch[self.column]), type=pa.string())
        data = pa.RecordBatch.from_arrays([texts], names=[self.column])
        cleaned = arrow.clean(data, self.column, Pipeline(config=self.config), details=self.details)
        return {str(name): cleaned.column(name).to_pylist() for name in cleaned.schema.names}


def _fingerprint(before: str, step: ColumnCleaner) -> str:
    version = importlib.metadata.version("mt-cleaner")
    told = "\n".join((before, step.column, step.config.digest, str(step.details), version))
    return hashlib.sha256(told.encode()).hexdigest()[:16]
