"""What a worker of a job does: clean a block, and send back only what differs.

Nothing here reads or writes a file, but for a block that lies in a plain one: a worker reads its own part of that.
"""

from __future__ import annotations

import functools
import pickle
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from cleaner.errors import CleanerError, InputError
from cleaner.formats.base import BlockKind, Format
from cleaner.formats.cleaned import Bench, Cleaned, Wants, reason
from cleaner.pipeline import Pipeline
from cleaner.storage.finding import Input
from cleaner.storage.reading import trouble


@dataclass(frozen=True, slots=True)
class Task:
    """A block of an input, with the format that cleans it; without a block, the end of the input."""

    source: Input
    wants: Wants
    format: Format | None = None
    block: Any = None


class Cleaning:
    """The work of a job. Holds nothing: everything comes with the task."""

    def bench(self, task: Task) -> Bench:
        """Where the block of a task is cleaned."""
        return Bench(task.source, _pipeline(task.source.config), task.wants)

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


@functools.lru_cache(maxsize=16)
def _pipeline(config: bytes) -> Pipeline:
    """The pipeline of a pickled configuration."""
    return Pipeline(config=pickle.loads(config))
