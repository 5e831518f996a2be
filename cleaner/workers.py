"""Worker processes: tasks in, results out, in order; whatever kills a worker costs at most the one task it died of.

A worker is a new process that inherits nothing (spawn). It gets the work once, then its tasks, the next while it is at
one, so that it never waits. If a worker dies, or takes far too long, another takes its place: the task it was at is cut
into the smallest there are, and one that cannot be cut is tried again alone in a fresh process. Only what kills that
one as well is given up.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import queue
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from itertools import islice
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar, cast

from cleaner.errors import CleanerError

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

T = TypeVar("T")
R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)

AHEAD = 3
"""Tasks taken from the stream for each worker before the first of them has come back: so many are in memory."""

_QUICK = 1.0
"""Seconds: a worker that took longer for its last task gets none ahead, which another may be free for sooner."""

MAX_SECONDS = 300.0
"""Seconds that a worker may take for a task. The largest one allowed, 32 MB, takes less than half of it."""

_PATIENCE = 5.0
"""Seconds that a worker without work is given to end by itself."""

_STARTS = 3
"""Workers that may die one after the other before they have started, until it is told."""

DIED = "the process that cleaned it died twice, for want of memory or by a fault of a library"
TOO_SLOW = "cleaning it takes more than {:.0f} seconds"

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
        """The task cut into the smallest there are, to find out which kills; none where it cannot be cut."""
        ...

    def lost(self, task: T, error: CleanerError) -> R_co:
        """What a task comes to that is given up."""
        ...


def count_of_workers(asked: int) -> int:
    """The workers to start where `asked` were asked for: 0 stands for one a processor this process may use."""
    if asked < 0:
        raise ValueError(f"there cannot be {asked} workers")
    if asked:
        return asked
    if hasattr(os, "sched_getaffinity"):  # not on macOS
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def ordered(
    work: Work[T, R],
    tasks: Iterable[T],
    workers: int = 1,
    *,
    isolated: bool = False,
    max_seconds: float | None = None,
) -> Generator[tuple[T, R]]:
    """Each task with what `work` makes of it, in the order of the tasks, which are drawn as they are needed.

    With one worker everything happens in this process, unless it is to be `isolated`. Otherwise the workers end when
    the last task is done or the iterator is closed. An exception of `work` itself is raised here and ends it all.
    `max_seconds` is what a worker may take for a task, MAX_SECONDS unless given.
    """
    if workers == 1 and not isolated:
        return ((task, work.idle(task) or work(task)) for task in tasks)
    return _Pool(work, workers, MAX_SECONDS if max_seconds is None else max_seconds).results(tasks)


class _Slot(Generic[T, R]):
    """A task in its order, and what came of it."""

    __slots__ = ("deaths", "done", "result", "task")

    def __init__(self, task: T) -> None:
        self.task = task
        self.done = False
        self.deaths = 0
        self.result: R | None = None

    def finish(self, result: R) -> None:
        self.result = result
        self.done = True


class _Worker(Generic[T, R]):
    """One process, the slot it works for, and the one it has for later."""

    def __init__(self, work: Work[T, R]) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process: SpawnProcess = context.Process(target=_serve, args=(theirs, work), daemon=True)
        with _uninterrupted():
            self.process.start()
        theirs.close()
        self.started = False
        self.slots: deque[_Slot[T, R]] = deque()
        self.since = 0.0
        self.is_quick = False

    @property
    def takes_more(self) -> bool:
        """Whether it may get a task for later: not while it is tried whether one kills it."""
        return self.is_quick and len(self.slots) == 1 and not self.slots[0].deaths

    def begin(self, slot: _Slot[T, R]) -> None:
        if not self.slots:
            self.since = time.monotonic()
        self.slots.append(slot)
        with contextlib.suppress(OSError):  # it died: that is seen when its answer is read
            self.connection.send(slot.task)

    def answer(self) -> R | Exception:
        """What came back; EOFError or OSError where the process has died."""
        return cast("R | Exception", self.connection.recv())

    def done(self) -> _Slot[T, R]:
        """The slot of the task that was answered; the worker is at the next from now on."""
        now = time.monotonic()
        self.is_quick = now - self.since <= _QUICK
        self.since = now
        return self.slots.popleft()

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
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Pool(Generic[T, R]):
    """Workers, and the slots of the tasks that are on their way."""

    def __init__(self, work: Work[T, R], count: int, max_seconds: float) -> None:
        self._work = work
        self._count = count
        self._max_seconds = max_seconds
        self._workers: list[_Worker[T, R]] = []
        self._slots: deque[_Slot[T, R]] = deque()
        self._waiting: deque[_Slot[T, R]] = deque()
        self._failed_starts = 0

    def results(self, tasks: Iterable[T]) -> Generator[tuple[T, R]]:
        stream = iter(tasks)
        finished = False
        try:
            while True:
                while self._slots and self._slots[0].done:
                    slot = self._slots.popleft()
                    yield slot.task, cast("R", slot.result)
                for task in islice(stream, max(0, AHEAD * self._count - len(self._slots))):
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
        """Queue a new task in its order, and give it to a worker as soon as one is free."""
        self._slots.append(slot)
        result = self._work.idle(slot.task)
        if result is not None:
            slot.finish(result)
        else:
            self._waiting.append(slot)
            self._hand_out()

    def _hand_out(self) -> None:
        """Give what waits to workers that have nothing to do, starting them while there are too few, and then to those
        that will soon have nothing."""
        while self._waiting:
            slot = self._waiting[0]
            worker = next((each for each in self._workers if not each.slots), None)
            if worker and (slot.deaths or not worker.process.is_alive()):
                self._end(worker)  # it died between two tasks; or what killed one before gets a fresh process
                worker = None
            if worker is None and len(self._workers) < self._count:
                worker = _Worker(self._work)
                self._workers.append(worker)
            if worker is None and not slot.deaths:
                worker = next((each for each in self._workers if each.takes_more), None)
            if worker is None:
                return
            worker.begin(self._waiting.popleft())

    def _collect(self) -> None:
        """Wait until a worker answers, dies, or takes too long."""
        busy = {worker.connection: worker for worker in self._workers if worker.slots}
        due = min((worker.since for worker in busy.values()), default=0.0) + self._max_seconds
        for connection in wait(list(busy), max(0.0, due - time.monotonic())):
            worker = busy[cast("Connection[object, object]", connection)]
            try:
                answer = worker.answer()
            except (EOFError, OSError):
                slot = self._end_at_work(worker)
                if worker.started:
                    self._cut(slot, DIED)
                else:
                    self._start_again(slot)
                continue
            if not worker.started:
                worker.started = True
                worker.since = time.monotonic()
                self._failed_starts = 0
                continue
            slot = worker.done()
            if isinstance(answer, Exception):
                raise answer
            slot.finish(answer)
        for worker in list(busy.values()):
            if worker.slots and worker in self._workers and time.monotonic() - worker.since >= self._max_seconds:
                self._cut(self._end_at_work(worker), TOO_SLOW.format(self._max_seconds))

    def _end(self, worker: _Worker[T, R]) -> None:
        self._workers.remove(worker)
        worker.end(at_once=True)

    def _end_at_work(self, worker: _Worker[T, R]) -> _Slot[T, R]:
        """End a worker. The slot it was at is returned; what it had for later waits again."""
        self._end(worker)
        slot = worker.slots.popleft()
        self._waiting.extendleft(reversed(worker.slots))
        return slot

    def _start_again(self, slot: _Slot[T, R]) -> None:
        """A worker died before it had started: that is not the fault of its task."""
        self._failed_starts += 1
        if self._failed_starts >= _STARTS:
            raise CleanerError(CANNOT_START)
        self._waiting.appendleft(slot)

    def _cut(self, slot: _Slot[T, R], why: str) -> None:
        """Put the parts of a task that killed its worker in its order; try one again that has none, once."""
        parts = [_Slot[T, R](part) for part in self._work.parts(slot.task)]
        if not parts:
            slot.deaths += 1
            if slot.deaths > 1:
                slot.finish(self._work.lost(slot.task, CleanerError(why)))
            else:
                self._waiting.appendleft(slot)
            return
        position = self._slots.index(slot)
        self._slots.remove(slot)
        for part in reversed(parts):
            self._slots.insert(position, part)
            self._waiting.appendleft(part)


def _serve(connection: Connection[object, object], work: Callable[[object], object]) -> None:
    """The life of a worker: a task, an answer, until nobody asks any more. Ctrl-C is the parent's to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # blocked already, but not for what it may start
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    with contextlib.suppress(EOFError, OSError):
        connection.send(None)  # it has started
        for task in _coming(connection):
            try:
                answer = work(task)
            except Exception as error:
                answer = error if isinstance(error, CleanerError) else RuntimeError(f"{type(error).__name__}: {error}")
            connection.send(answer)


def _coming(connection: Connection[object, object]) -> Iterator[object]:
    """The tasks that a worker is sent, until the connection ends. They are taken in while it works: the parent never
    waits for a worker to take one, while the worker waits for the parent to take its answer."""
    arrived: queue.SimpleQueue[tuple[object, ...]] = queue.SimpleQueue()

    def take_in() -> None:
        try:
            with contextlib.suppress(EOFError, OSError):
                while True:
                    arrived.put((connection.recv(),))
        finally:
            arrived.put(())

    threading.Thread(target=take_in, daemon=True).start()
    while taken := arrived.get():
        yield taken[0]
