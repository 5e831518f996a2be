"""Many texts: in order, lazily, over worker processes; one failure never stops the rest.

A worker is a new process that inherits nothing (spawn). It gets the work once, then one task at a time. If a worker
dies of a task, another takes its place, and the task is cut into smaller ones until the one that kills is alone.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from itertools import chain, islice
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar, cast

from cleaner.alignment import Alignment
from cleaner.edits import Result
from cleaner.errors import CleanerError

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

    from cleaner.pipeline import Pipeline

T = TypeVar("T")
R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)

AHEAD = 3
"""Tasks taken from the stream for each worker before the first of them has come back: so many are in memory."""

_PATIENCE = 5.0
"""Seconds that a worker without work is given to end by itself."""

_CHUNK_TEXTS, _CHUNK_LENGTH = 64, 1 << 16
"""Texts go to a worker in chunks of so many texts or characters, whichever comes first."""


DIED = "the process that cleaned it died, for want of memory or by a fault of a library"


CANNOT_START = (
    "a worker process cannot start; a script that asks for workers must do so below `if __name__ == '__main__':`"
)


class Work(Protocol[T, R_co]):
    """What workers do. Picklable; everything that can go wrong with a task must be in what it returns."""

    def __call__(self, task: T) -> R_co:
        """Do one task."""
        ...

    def idle(self, task: T) -> R_co | None:
        """What a task comes to that needs no work, and so no worker; None where it does."""
        ...

    def parts(self, task: T) -> Sequence[T]:
        """The task cut in two or more, to find out which part kills; none where it cannot be cut."""
        ...

    def lost(self, task: T, error: CleanerError) -> R_co:
        """What a task comes to of which a worker died."""
        ...


def count_of_workers(asked: int) -> int:
    """The workers to start where `asked` were asked for: 0 stands for one a processor this process may use."""
    if asked < 0:
        raise ValueError(f"there cannot be {asked} workers")
    return asked or len(os.sched_getaffinity(0))


def ordered(work: Work[T, R], tasks: Iterable[T], workers: int = 1) -> Generator[tuple[T, R]]:
    """Each task with what `work` makes of it, in the order of the tasks, which are drawn as they are needed.

    With one worker everything happens in this process. Otherwise the workers end when the last task is done or the
    iterator is closed. An exception of `work` itself is raised here and ends it all.
    """
    if workers == 1:
        return ((task, work.idle(task) or work(task)) for task in tasks)
    return _Pool(work, workers).results(tasks)


class _Slot(Generic[T, R]):
    """A task, in its place in the order, and what came of it."""

    __slots__ = ("done", "result", "task")

    def __init__(self, task: T) -> None:
        self.task = task
        self.done = False
        self.result: R | None = None

    def finish(self, result: R) -> None:
        self.result = result
        self.done = True


class _Worker(Generic[T, R]):
    """One process and the slot it works for."""

    def __init__(self, work: Work[T, R]) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process: SpawnProcess = context.Process(target=_serve, args=(theirs, work), daemon=True)
        with _uninterrupted():
            self.process.start()
        theirs.close()
        self.started = False
        self.slot: _Slot[T, R] | None = None

    def begin(self, slot: _Slot[T, R]) -> None:
        self.slot = slot
        with contextlib.suppress(OSError):  # it died: that is seen when its answer is read
            self.connection.send(slot.task)

    def answer(self) -> R | Exception:
        """What came back; EOFError or OSError where the process has died."""
        return cast("R | Exception", self.connection.recv())

    def end(self, *, at_once: bool) -> None:
        self.connection.close()
        if at_once:
            self.process.kill()
        self.process.join(_PATIENCE)
        if self.process.exitcode is None:
            self.process.kill()
            self.process.join()


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl-C waits, and a process that is started meanwhile never gets one: it goes to all processes of a terminal, and
    one that is still starting would show where it was."""
    resource_tracker.ensure_running()  # it would let Ctrl-C through itself
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Pool(Generic[T, R]):
    """Workers, and the slots of the tasks that are on their way."""

    def __init__(self, work: Work[T, R], count: int) -> None:
        self._work = work
        self._count = count
        self._workers: list[_Worker[T, R]] = []
        self._slots: deque[_Slot[T, R]] = deque()
        self._waiting: deque[_Slot[T, R]] = deque()

    def results(self, tasks: Iterable[T]) -> Generator[tuple[T, R]]:
        stream = iter(tasks)
        finished = False
        try:
            while True:
                while self._slots and self._slots[0].done:
                    slot = self._slots.popleft()
                    yield slot.task, cast("R", slot.result)
                for task in islice(stream, AHEAD * self._count - len(self._slots)):
                    self._take(_Slot(task))
                if not self._slots:
                    finished = True
                    return
                if not self._slots[0].done:
                    self._hand_out()
                    self._collect()
        finally:
            for worker in self._workers:
                worker.end(at_once=not finished)

    def _take(self, slot: _Slot[T, R]) -> None:
        """Give a new task its place in the order, and a worker as soon as one is free."""
        self._slots.append(slot)
        result = self._work.idle(slot.task)
        if result is not None:
            slot.finish(result)
        else:
            self._waiting.append(slot)
            self._hand_out()

    def _hand_out(self) -> None:
        """Give what waits to workers that have nothing to do, starting them while there are too few."""
        while self._waiting:
            worker = next((each for each in self._workers if each.slot is None), None)
            if worker is None:
                if len(self._workers) >= self._count:
                    return
                worker = _Worker(self._work)
                self._workers.append(worker)
            worker.begin(self._waiting.popleft())

    def _collect(self) -> None:
        """Wait until a worker answers or dies."""
        busy = {worker.connection: worker for worker in self._workers if worker.slot}
        for connection in wait(list(busy)):
            worker = busy[cast("Connection[object, object]", connection)]
            slot = worker.slot
            assert slot is not None
            try:
                answer = worker.answer()
            except (EOFError, OSError):
                if not worker.started:
                    raise CleanerError(CANNOT_START) from None
                self._workers.remove(worker)
                worker.end(at_once=True)
                self._cut(slot)
                continue
            if not worker.started:
                worker.started = True
                continue
            worker.slot = None
            if isinstance(answer, Exception):
                raise answer
            slot.finish(answer)

    def _cut(self, slot: _Slot[T, R]) -> None:
        """Put the parts of a task that killed its worker in its place."""
        parts = [_Slot[T, R](part) for part in self._work.parts(slot.task)]
        if not parts:
            slot.finish(self._work.lost(slot.task, CleanerError(DIED)))
            return
        place = self._slots.index(slot)
        self._slots.remove(slot)
        for part in reversed(parts):
            self._slots.insert(place, part)
            self._waiting.appendleft(part)


def _serve(connection: Connection[object, object], work: Callable[[object], object]) -> None:
    """The life of a worker: a task, an answer, until nobody asks any more. Ctrl-C is the parent's to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # blocked already, but not for what it may start
    with contextlib.suppress(EOFError, OSError):
        connection.send(None)  # it has started
        while True:
            task = connection.recv()
            try:
                answer = work(task)
            except Exception as error:
                answer = error if isinstance(error, CleanerError) else RuntimeError(f"{type(error).__name__}: {error}")
            connection.send(answer)


class Texts:
    """The work of cleaning lists of texts with one pipeline: `Pipeline.run_many`."""

    def __init__(self, pipeline: Pipeline) -> None:
        self._pipeline = pipeline

    def __call__(self, task: Sequence[str]) -> list[Result]:
        return [self._clean(text) for text in task]

    def idle(self, task: Sequence[str]) -> list[Result] | None:
        return None if task else []

    def parts(self, task: Sequence[str]) -> Sequence[Sequence[str]]:
        return halves(task)

    def lost(self, task: Sequence[str], error: CleanerError) -> list[Result]:
        return [failed(text, error) for text in task]

    def _clean(self, text: str) -> Result:
        try:
            return self._pipeline.run(text)
        except CleanerError as error:
            return failed(text, error)
        except (TypeError, MemoryError, RecursionError) as error:
            return failed(text, CleanerError(f"{type(error).__name__}: {error}"))


def halves(items: Sequence[T]) -> Sequence[Sequence[T]]:
    """A sequence in two; nothing where it is one item."""
    middle = len(items) // 2
    return (items[:middle], items[middle:]) if middle else ()


def failed(text: str, error: CleanerError) -> Result:
    """The result of a text that could not be cleaned: it stays as it is."""
    return Result(text, text, (), (), Alignment(()), error=error)


def run_many(pipeline: Pipeline, texts: Iterable[str], workers: int) -> Iterator[Result]:
    """`Pipeline.run_many`."""
    workers = count_of_workers(workers)
    chunks = ((text,) for text in texts) if workers == 1 else _chunks(texts)
    done = ordered(Texts(pipeline), chunks, workers)
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
