"""How much of a job was in memory at once, as figures."""

from __future__ import annotations

import resource
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Protocol, TypeVar

from cleaner.formats.cleaned import Cleaned

_STATUS = Path("/proc/self/status")
_KILO = 1024


class HasBlock(Protocol):
    """A task of a job."""

    @property
    def block(self) -> Any: ...


T = TypeVar("T", bound=HasBlock)


class Flow:
    """Counts the records that were read and are not put down yet, and keeps the peak memory of workers, in bytes."""

    def __init__(self) -> None:
        self.most = 0
        self.peak = 0
        self._in_flight = 0

    def drawn(self, tasks: Iterable[T]) -> Iterator[T]:
        """The tasks, counted as they are drawn."""
        for task in tasks:
            self._in_flight += _records(task.block)
            self.most = max(self.most, self._in_flight)
            yield task

    def done(self, pairs: Iterable[tuple[T, Cleaned]]) -> Iterator[tuple[T, Cleaned]]:
        """The tasks with what came of them, no longer counted once the next one is asked for."""
        for task, cleaned in pairs:
            self.peak = max(self.peak, cleaned.peak)
            yield task, cleaned
            self._in_flight -= _records(task.block)


def _records(block: Any) -> int:
    """How many records a block holds, about: its lines or rows."""
    data = getattr(block, "data", None)
    if data is None:
        return 0
    return max(1, data.count(b"\n")) if isinstance(data, bytes) else int(data.num_rows)


def peak_bytes() -> int:
    """The most memory that this process ever had in RAM, in bytes.

    A process that was started by a large one is taken for as large by `getrusage`; the kernel's own figure is not.
    """
    try:
        for line in _STATUS.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * _KILO
    except OSError:
        pass
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * _KILO
