"""Segments that come one by one through a pipe: each is cleaned with those before it in sight."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.edits import Result
from cleaner.formats.cleaned import Bench, Wants
from cleaner.formats.jsonl import JsonLines
from cleaner.jobs.tasks import Cleaning, Task, pipeline_of
from cleaner.pipeline import Pipeline
from cleaner.storage.finding import Input
from cleaner.structure import FileForm
from cleaner.structure.segments import Memory


class Live(Cleaning):
    """The work on lines of JSON with one text each. For one process: it remembers the texts of each input."""

    def __init__(self) -> None:
        self._memories: dict[int, Memory] = {}

    def bench(self, task: Task) -> Bench:
        """Where a segment is cleaned; other formats than lines of JSON hold no segments."""
        if not (isinstance(task.format, JsonLines) and len(task.format.fields) == 1):
            return super().bench(task)
        memory = self._memories.setdefault(task.source.number, Memory())
        return _LiveBench(task.source, pipeline_of(task.source.config), task.wants, memory)


class _LiveBench(Bench):
    """Cleans a text after those before it."""

    def __init__(self, source: Input, pipeline: Pipeline, wants: Wants, memory: Memory) -> None:
        super().__init__(source, pipeline, wants)
        self._memory = memory

    def before(self, form: str | FileForm) -> Sequence[str]:
        return self._memory.segments if form == "text" else ()

    def count(self, line: int, results: Sequence[Result]) -> None:
        """Count a record, and remember its text."""
        super().count(line, results)
        self._memory.add(results)
