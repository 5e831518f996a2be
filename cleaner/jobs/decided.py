"""Making the edits that were accepted on the review page, and no others: the work of a job, and where it goes.

The texts of a file are told by their digests, in the order of the decisions. A file is put in its place only when every
text that was decided on was found in it, as it was.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from cleaner.alignment import Alignment
from cleaner.edits import Result
from cleaner.errors import InputError
from cleaner.formats.cleaned import Bench, Wants
from cleaner.jobs.reader import Reader
from cleaner.jobs.sinks import InPlace, OtherFile, Sink
from cleaner.jobs.tasks import Cleaning, Task
from cleaner.pipeline import Pipeline
from cleaner.review.decisions import DecidedDocument, Decisions, by_path, digest
from cleaner.storage.finding import Input
from cleaner.storage.staging import Writer

CHANGED = "the file changed since the page was made: {} of the texts decided on are not in it; run check again"


class Decided(Cleaning):
    """The decisions on the texts of all files, each used up once. For one process: it counts what is left."""

    def __init__(self, decisions: Decisions) -> None:
        self._config = decisions.config
        self._left: dict[str, dict[str, deque[DecidedDocument]]] = {}
        for path, documents in by_path(decisions):
            of_file = self._left.setdefault(path, {})
            for document in documents:
                of_file.setdefault(document.sha256, deque()).append(document)
        self._pipeline = Pipeline(passes=[])

    @property
    def paths(self) -> Sequence[str]:
        """The files that were decided on."""
        return list(self._left)

    def bench(self, task: Task) -> Bench:
        """Where the texts of a block become what was decided."""
        return _DecidedBench(task.source, self._pipeline, task.wants, self)

    def take(self, path: str, text: str) -> DecidedDocument | None:
        """The next decisions on this text of a file, which are used up; None where there are none."""
        waiting = self._left.get(path, {}).get(digest(text))
        return waiting.popleft() if waiting else None

    def left(self, path: str) -> int:
        """How many texts of a file were decided on and not found so far."""
        return sum(map(len, self._left.get(path, {}).values()))

    @property
    def config(self) -> str:
        """The digest of the configuration that proposed the edits."""
        return self._config


class _DecidedBench(Bench):
    """Makes of a text what was decided, instead of cleaning it."""

    def __init__(self, source: Input, pipeline: Pipeline, wants: Wants, decided: Decided) -> None:
        super().__init__(source, pipeline, wants)
        self._decided = decided
        self._documents: list[DecidedDocument | None] = []

    def run(self, text: str, **_: object) -> Result:
        """What was decided on the text, whatever it is."""
        document = self._decided.take(self.source.name, text)
        self._documents.append(document)
        return document.result(text) if document else Result(text, text, (), (), Alignment(()))

    def facts(self, results: Iterable[Result]) -> dict[str, Any]:
        return {**super().facts(results), "config": self._decided.config}

    def count(self, line: int, results: Sequence[Result]) -> None:
        """Count a record; InputError of the whole file where its texts were decided on as another's."""
        documents, self._documents = self._documents, []
        if any(each and each.record not in (None, line) for each in documents):
            self.cleaned.error = InputError(
                f"the file changed since the page was made: what is in line {line} was elsewhere; run check again"
            )
        super().count(line, results)


class _Complete(Sink):
    """Is put in its place only once all that was decided on was found."""

    def require(self, decided: Decided, reader: Reader) -> Sink:
        """Itself, with what it waits for."""
        self._decided, self._name = decided, reader.source.name
        return self

    def finish(self, before: Callable[[], None]) -> None:
        if left := self._decided.left(self._name):
            raise InputError(CHANGED.format(left))
        super().finish(before)


class _CompleteInPlace(_Complete, InPlace):
    pass


class _CompleteFile(_Complete, OtherFile):
    pass


def decided_sink(writer: Writer, decided: Decided, *, backup: bool) -> Callable[[Reader], Sink]:
    """What makes the sink of each input: its output where it has one, else in place."""

    def sink(reader: Reader) -> Sink:
        output = reader.source.output
        if output is None:
            return _CompleteInPlace(writer, reader, backup=backup, key=None).require(decided, reader)
        return _CompleteFile(writer, reader, Path(output), None).require(decided, reader)

    return sink
