"""Spark as an engine: a task for each partition, in Python workers of the executors."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cleaner.adapters._library import library
from cleaner.engines.base import RETRIES, Order, Report
from cleaner.engines.partition import clean_for_engine
from cleaner.engines.portable import pickled
from cleaner.errors import CleanerError
from cleaner.workers import count_of_workers


class SparkEngine:
    """A session of its own on this machine, or one at a `master`."""

    name = "spark"

    def __init__(self, workers: int, master: str | None = None) -> None:
        """`workers`: tasks at a time on this machine; 0 for one a processor. With a `master` its settings decide."""
        self._pyspark = library("pyspark", "spark")
        self._workers = count_of_workers(workers)
        self._master = master

    def pickled(self, config: Any) -> bytes:
        """A configuration with the rules of plug-ins in it."""
        return pickled(config, library("pyspark.cloudpickle", "spark"))

    def run(self, order: Order) -> Iterator[Report]:
        """Run a job with a task for each partition; Spark runs one again whose worker died."""
        session = self._session()
        try:
            context = session.sparkContext
            numbers = context.parallelize(range(len(order.partitions)), max(1, len(order.partitions)))
            yield from numbers.map(_SparkTask(order)).collect()
        except CleanerError:
            raise
        except Exception as error:  # whatever Java throws
            reason = str(getattr(error, "java_exception", error)).partition("\n")[0]
            raise CleanerError(f"Spark gave up: {reason}") from error
        finally:
            session.stop()

    def _session(self) -> Any:
        builder = library("pyspark.sql", "spark").SparkSession.builder.appName("cleaner")
        builder = builder.config("spark.task.maxFailures", str(RETRIES + 1))
        if self._master:
            return builder.master(self._master).getOrCreate()
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # else its workers run another Python
        settings = {
            "ui.enabled": "false",
            "ui.showConsoleProgress": "false",
            "driver.bindAddress": "127.0.0.1",
            "driver.host": "127.0.0.1",
        }
        for key, value in settings.items():
            builder = builder.config(f"spark.{key}", value)
        # here Spark knows how often it may try only from the name
        session = builder.master(f"local[{self._workers},{RETRIES + 1}]").getOrCreate()
        session.sparkContext.setLogLevel("ERROR")
        return session


@dataclass(frozen=True)
class _SparkTask:
    """What runs in a Python worker."""

    order: Order

    def __call__(self, number: int) -> Report:
        context = library("pyspark", "spark").TaskContext.get()
        return clean_for_engine(self.order, number, attempt=context.attemptNumber() if context else 0)
