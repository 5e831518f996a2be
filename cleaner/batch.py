"""Many texts: in order, lazily, over worker processes; one failure never stops the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from cleaner.alignment import Alignment
from cleaner.edits import Result
from cleaner.errors import CleanerError
from cleaner.workers import count_of_workers, ordered

if TYPE_CHECKING:
    from cleaner.pipeline import Pipeline

_CHUNK_TEXTS, _CHUNK_LENGTH = 64, 1 << 16
"""TextLists go to a worker in chunks of so many texts or characters, whichever comes first."""


class TextLists:
    """The work of cleaning lists of texts with one pipeline: `Pipeline.run_many`."""

    def __init__(self, pipeline: Pipeline) -> None:
        self._pipeline = pipeline

    def __call__(self, task: Sequence[str]) -> list[Result]:
        return [self._clean(text) for text in task]

    def idle(self, task: Sequence[str]) -> list[Result] | None:
        return None if task else []

    def parts(self, task: Sequence[str]) -> Sequence[Sequence[str]]:
        return [(text,) for text in task] if len(task) > 1 else ()

    def lost(self, task: Sequence[str], error: CleanerError) -> list[Result]:
        return [failed(text, error) for text in task]

    def _clean(self, text: str) -> Result:
        try:
            return self._pipeline.run(text)
        except CleanerError as error:
            return failed(text, error)
        except (TypeError, MemoryError, RecursionError) as error:
            return failed(text, CleanerError(f"{type(error).__name__}: {error}"))


def failed(text: str, error: CleanerError) -> Result:
    """The result of a text that could not be cleaned: it stays as it is."""
    return Result(text, text, (), (), Alignment(()), error=error)


def run_many(pipeline: Pipeline, texts: Iterable[str], workers: int) -> Iterator[Result]:
    """`Pipeline.run_many`."""
    workers = count_of_workers(workers)
    chunks = ((text,) for text in texts) if workers == 1 else _chunks(texts)
    done = ordered(TextLists(pipeline), chunks, workers)
    return chain.from_iterable(results for _, results in done)


def _chunks(texts: Iterable[str]) -> Iterator[Sequence[str]]:
    chunk: list[str] = []
    length = 0
    for text in texts:
        chunk.append(text)
        length += len(text) if isinstance(text, str) else 0
        if len(chunk) == _CHUNK_TEXTS or length >= _CHUNK_LENGTH:
            yield chunk
            chunk, length = [], 0
    if chunk:
        yield chunk
