"""Ray as an engine: a task for each partition."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cleaner.adapters._library import library
from cleaner.engines.base import RETRIES, Order, Report
from cleaner.engines.partition import clean_for_engine
from cleaner.engines.portable import pickled
from cleaner.errors import CleanerError, OutputError
from cleaner.formats.counts import Counts
from cleaner.workers import count_of_workers

AHEAD = 2
"""Tasks that are handed to the cluster for each of its processors: the others wait here, and take no memory there."""


class RayEngine:
    """A cluster of its own on this machine, or one at an `address`."""

    name = "ray"

    def __init__(self, workers: int, address: str | None = None) -> None:
        """`workers`: tasks at a time on this machine; 0 for one a processor. With an `address` the cluster decides."""
        self._ray = library("ray", "ray")
        self._workers = count_of_workers(workers)
        self._address = address

    def pickled(self, config: Any) -> bytes:
        """A configuration with the rules of plug-ins in it."""
        return pickled(config, library("ray.cloudpickle", "ray"))

    def run(self, order: Order) -> Iterator[Report]:
        """Run a task for each partition; Ray runs one again whose worker died."""
        ray = self._ray
        if self._address:
            ray.init(address=self._address, log_to_driver=False, logging_level="error")
        else:
            ray.init(num_cpus=self._workers, include_dashboard=False, log_to_driver=False, logging_level="error")
        try:
            yield from self._reports(order)
        finally:
            ray.shutdown()

    def _reports(self, order: Order) -> Iterator[Report]:
        ray = self._ray
        task = ray.remote(num_cpus=1, max_retries=RETRIES, retry_exceptions=[OutputError, OSError])(_clean)
        shared = ray.put(order)
        limit = AHEAD * max(1, int(ray.cluster_resources().get("CPU", 1)))
        waiting = iter(range(len(order.partitions)))
        running: dict[Any, int] = {}
        while True:
            while len(running) < limit and (number := next(waiting, None)) is not None:
                running[task.remote(shared, number)] = number
            if not running:
                return
            (done, *_), _ = ray.wait(list(running), num_returns=1)
            number = running.pop(done)
            try:
                yield ray.get(done)
            except ray.exceptions.RayError as error:
                cause = getattr(error, "cause", None)
                reason = str(cause if isinstance(cause, CleanerError) else error).strip().partition("\n")[0]
                source = order.partitions[number]
                yield Report(Counts().plain(), failed=1, problems=(f"{source.shown}: Ray gave up: {reason}",))


def _clean(order: Order, number: int) -> Report:
    """What runs in a worker."""
    context = library("ray", "ray").get_runtime_context()
    attempt = getattr(context, "get_attempt_number", lambda: 0)()
    return clean_for_engine(order, number, attempt=attempt)
