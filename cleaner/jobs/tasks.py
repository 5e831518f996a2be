"""What a worker of a job does: clean a block, and send back only what differs.

Nothing here reads or writes a file, but for a block that lies in a plain one: a worker reads its own part of that.
"""

from __future__ import annotations

import contextlib
import functools
import pickle
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cleaner.errors import CleanerError, InputError
from cleaner.formats.base import BlockKind, Format
from cleaner.formats.cleaned import Bench, Cleaned, Wants, reason
from cleaner.jobs.flow import peak_bytes
from cleaner.pipeline import Pipeline
from cleaner.storage.finding import Input
from cleaner.storage.reading import trouble

_READY = 4
"""Pipelines that a worker makes before its first task, at most."""

_WARMING = "It is “cleaned”. as"
"""A text that has word lists loaded."""


@dataclass(frozen=True, slots=True)
class Task:
    """A block of an input, with the format that cleans it; without a block, the end of the input."""

    source: Input
    wants: Wants
    format: Format | None = None
    block: Any = None


class Cleaning:
    """The work of a job. Everything comes with the task; what a worker process does first is make the pipelines that it
    was told of, so that no task pays for that with its time."""

    _configs: tuple[bytes, ...] = ()

    def prepare(self, configs: Iterable[bytes]) -> None:
        """Tell of the pickled configurations of tasks that will come."""
        self._configs = tuple(dict.fromkeys(configs))[:_READY]

    def __reduce__(self) -> tuple[Callable[..., Cleaning], tuple[object, ...]]:
        return _ready, (self._configs,)

    def bench(self, task: Task) -> Bench:
        """Where the block of a task is cleaned."""
        return Bench(task.source, pipeline_of(task.source.config), task.wants)

    def __call__(self, task: Task) -> Cleaned:
        """Clean the records of a block, each for itself."""
        bench = self.bench(task)
        try:
            assert task.format
            task.format.clean(task.block.loaded(), bench)
        except OSError as error:
            bench.cleaned.error = InputError(trouble(task.source.name, "read it", error))
        except Exception as error:  # whatever it is, it must cost no other file
            bench.cleaned.error = error if isinstance(error, CleanerError) else InputError(reason(error))
        bench.cleaned.peak = peak_bytes()
        return bench.cleaned

    def idle(self, task: Task) -> Cleaned | None:
        """Only records are work."""
        return None if task.format and task.block.kind is BlockKind.RECORDS else Cleaned()

    def parts(self, task: Task) -> Sequence[Task]:
        """The block in its records."""
        assert task.format
        singles = task.format.singles(task.block)
        return [replace(task, block=block) for block in singles] if len(singles) > 1 else ()

    def lost(self, task: Task, error: CleanerError) -> Cleaned:
        """A record of which the worker died is a dead letter, a text file a failure."""
        assert task.format
        bench = self.bench(task)
        task.format.lose(task.block, error, bench)
        return bench.cleaned


def _ready(configs: Sequence[bytes]) -> Cleaning:
    """The work in a worker process, with its pipelines made."""
    for config in configs:
        with contextlib.suppress(Exception):  # it is told with the task
            pipeline_of(config).run(_WARMING)
    return Cleaning()


@functools.lru_cache(maxsize=16)
def pipeline_of(config: bytes) -> Pipeline:
    """The pipeline of a pickled configuration."""
    return Pipeline(config=pickle.loads(config))
