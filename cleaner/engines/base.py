"""What is to be run, what comes of it, and what an engine is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from cleaner.formats import InputOptions
from cleaner.storage.finding import Input
from cleaner.workers import MAX_SECONDS

RETRIES = 3
"""How often an engine runs a partition again whose worker died."""


@dataclass(frozen=True, slots=True)
class Order:
    """A collection, cut into partitions: each an input with its part, its output, and the pickled configuration.

    `digests` are the configuration of each partition, which must come to the same where it is run. `dead_letters` is a
    folder or the URL of one; without it records that fail stay as they are. `scores`: residue is counted.
    """

    partitions: Sequence[Input]
    digests: Sequence[str]
    options: InputOptions
    dead_letters: str | None = None
    scores: bool = False
    max_seconds: float = MAX_SECONDS


@dataclass(frozen=True, slots=True)
class Report:
    """What came of some partitions: their counts as plain values, how many of them failed, what is to be told.

    `seconds` is what it took, `processor` the seconds of processor time, `retried` how often it had been begun before;
    the peaks are bytes, of the process that cleaned and of the one that read; `in_flight` counts records.
    """

    counts: Mapping[str, Any]
    partitions: int = 1
    failed: int = 0
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    seconds: float = 0.0
    processor: float = 0.0
    retried: int = 0
    peak_worker: int = 0
    peak_reader: int = 0
    in_flight: int = 0


@dataclass(slots=True)
class RunFigures:
    """The reports of a run, added up; memory in bytes, the most of any process."""

    partitions: int = 0
    failed: int = 0
    retried: int = 0
    peak_worker: int = 0
    peak_reader: int = 0
    in_flight: int = 0
    busy: float = 0.0
    processor: float = 0.0
    problems: list[str] = field(default_factory=list)

    def add(self, report: Report) -> None:
        """Count a report."""
        self.partitions += report.partitions
        self.failed += report.failed
        self.retried += report.retried
        self.peak_worker = max(self.peak_worker, report.peak_worker)
        self.peak_reader = max(self.peak_reader, report.peak_reader)
        self.in_flight = max(self.in_flight, report.in_flight)
        self.busy += report.seconds
        self.processor += report.processor
        self.problems += report.problems


class Engine(Protocol):
    """Runs orders."""

    name: str

    def pickled(self, config: Any) -> bytes:
        """A configuration as the workers of this engine can read it."""
        ...

    def run(self, order: Order) -> Iterator[Report]:
        """Run the partitions, in any order, and report as they are done. CleanerError where the engine fails."""
        ...
