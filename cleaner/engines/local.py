"""The engine of one machine: worker processes."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from typing import Any

from cleaner.engines.base import Order, Report
from cleaner.engines.partition import clean
from cleaner.workers import count_of_workers


class LocalEngine:
    """Worker processes of this one, over all partitions in a row."""

    name = "local"

    def __init__(self, workers: int) -> None:
        """`workers`: how many processes; 0 for one a processor."""
        self._workers = count_of_workers(workers)

    def pickled(self, config: Any) -> bytes:
        """A configuration for processes that find what this one finds."""
        return pickle.dumps(config)

    def run(self, order: Order) -> Iterator[Report]:
        """Clean everything, and report once."""
        yield clean(order, range(len(order.partitions)), self._workers)
