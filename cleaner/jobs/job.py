"""A job: inputs through workers to where they go, with an edit log, dead letters and checkpoints along the way.

The blocks of all inputs are one sequence of tasks, so that workers never wait for a file to end. What comes back is put
down here, in order, by the one process that writes.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from cleaner.edits import Result
from cleaner.errors import CleanerError, InputError, OutputError
from cleaner.formats.base import BlockKind
from cleaner.formats.cleaned import Cleaned
from cleaner.formats.counts import Counts
from cleaner.jobs.checkpoint import Position, Progress
from cleaner.jobs.choice import RecordChoice, sampled
from cleaner.jobs.flow import Flow
from cleaner.jobs.own_files import OwnFileError
from cleaner.jobs.plan import Plan
from cleaner.jobs.reader import Reader, named, reading
from cleaner.jobs.side_files import SideFiles
from cleaner.jobs.sinks import Sink
from cleaner.jobs.tasks import Task
from cleaner.report.terminal import RecordName
from cleaner.storage.finding import Input
from cleaner.storage.staging import Writer
from cleaner.workers import ordered

INTERVAL = 1.0
"""Seconds between checkpoints, at least."""

CHECKED = 0.5
"""Seconds between looks at whether what is written is still there, at least."""

TOLD = 20
"""Failed records that are told one by one where there is no file for them."""

TOO_LONG = "it is longer than a record may be"

NamedResult = tuple[str | RecordName, Result]


@dataclass(slots=True)
class _Passage:
    """An input on its way from its reader to its sink."""

    reader: Reader
    sink: Sink
    stack: contextlib.ExitStack
    position: Position
    at_record: bool = True
    """Whether `position` is where a record begins: there is no going on within one."""
    told_invalid: bool = False
    broken: CleanerError | OSError | None = None
    """Why it could be read no further; told when what was read before is put down, which may be much later."""
    failed: bool = False

    @property
    def source(self) -> Input:
        """What is read."""
        return self.reader.source


class Job:
    """One run over its inputs. What goes wrong with one input is told to `complain`, and the others go on; what cannot
    be written ends the run.

    `on_progress`, where it is set, is called after every block: `position` says how many bytes of the inputs are done.
    """

    def __init__(
        self,
        plan: Plan,
        *,
        complain: Callable[[CleanerError], None],
        note: Callable[[str], None],
    ) -> None:
        self.plan = plan
        self.counts = Counts()
        self.flow = Flow()
        self.failed = 0
        self.seconds = 0.0
        self.position = 0
        self.noun = "text"
        self.on_progress: Callable[[], None] | None = None
        self.checks: list[Callable[[], None]] = []
        self._complain = complain
        self._note = note
        self._done_bytes = 0
        self._writer = Writer()
        self._passages: dict[int, _Passage] = {}
        self._unopened: dict[int, CleanerError] = {}
        self._choice = RecordChoice(plan.limit)
        self._begun_saving = False
        self._told = 0
        self._failed_rules: set[str] = set()
        self._files = SideFiles(None, None, None)
        self._finished = 0
        self._started = self._saved = self._checked = time.monotonic()
        self._seconds_before = 0.0
        self._resumed: Position | None = None

    def run(self) -> Generator[NamedResult]:
        """Do it, giving the results that are to be shown, each once it is put down.

        OutputError where anything cannot be written. However it ends, what is in its place is whole, and what is said
        of it is on the disk.
        """
        with contextlib.ExitStack() as stack:
            stack.callback(self._close)
            self._begin_files()
            if self.plan.sample is not None:
                self._choice = sampled(self.plan.inputs, self.plan.options, self.plan.sample)
            plan, tasks = self.plan, self.flow.drawn(self._tasks())
            plan.work.prepare(each.config for each in plan.inputs)
            done = ordered(plan.work, tasks, plan.workers, isolated=plan.isolated, max_seconds=plan.max_seconds)
            stack.callback(done.close)
            for task, cleaned in self.flow.done(done):
                number = task.source.number
                if number in self._unopened:
                    self.fail(self._unopened.pop(number))
                else:
                    yield from self._take(self._passages[number], task, cleaned)
            self._files.close(several=len(self.plan.inputs) > 1)
        if self._told > TOLD:
            self._complain(CleanerError(f"and {self._told - TOLD:,} more records failed; --dead-letter keeps them all"))
        self.seconds = self._seconds_before + time.monotonic() - self._started

    def figures(self) -> dict[str, object]:
        """Nothing beside the counts: a run that was killed and continued has the summary of one that was not."""
        return {}

    def forget(self) -> None:
        """All that was to be said of the run is said: there is nothing to be resumed."""
        if self.plan.checkpoint:
            self.plan.checkpoint.remove()

    def fail(self, error: CleanerError) -> None:
        """Tell of an input that failed."""
        self.failed += 1
        self._complain(error)

    # Reading

    def _tasks(self) -> Iterator[Task]:
        """The blocks of all inputs, and after those of each a task that ends it."""
        for source in self.plan.inputs[self._finished :]:
            if self._choice.done and self._resumed is None:
                return
            passage = self._begin(source)
            if passage is None:
                if source.number in self._unopened:
                    yield Task(source, self.plan.wants)
                continue
            try:
                for block in self._blocks(passage):
                    yield Task(source, self.plan.wants, passage.reader.format, block)
                    if passage.failed:
                        break
            except (CleanerError, OSError) as error:
                passage.broken = error
            yield Task(source, self.plan.wants)

    def _blocks(self, passage: _Passage) -> Iterator[Any]:
        """The blocks of an input, as far as they are chosen."""
        if passage.position.whole:
            return
        reader, position = passage.reader, passage.position
        for block in reader.blocks(position.start, position.line, one_by_one=self.plan.options.lines):
            for part in self._choice.of(passage.source.number, block, reader.format):
                yield reader.in_file(part)
            if self._choice.done:
                return

    def _begin(self, source: Input) -> _Passage | None:
        """Open an input; None where that cannot be, which is told in its turn, or where nothing is left to do."""
        position, self._resumed = self._resumed, None
        stack = contextlib.ExitStack()
        try:
            reader = stack.enter_context(reading(source, self.plan.options, to_replace=self.plan.in_place))
            sink = self.plan.aim(reader) if self.plan.aim else Sink()
            stack.callback(sink.close)
            passage = _Passage(reader, sink, stack, Position(reader.facts))
            if position and not self._resume(passage, position):
                stack.close()
                return None
            sink.begin()
        except OwnFileError as error:
            stack.close()
            self._note(str(error))
            return None
        except CleanerError as error:
            stack.close()
            if isinstance(error, OutputError):
                raise
            self._unopened[source.number] = named(source.name, error)
            return None
        self._passages[source.number] = passage
        if reader.format.noun != self.noun:
            self.noun = "record"
        return passage

    # Putting down

    def _take(self, passage: _Passage, task: Task, cleaned: Cleaned) -> Iterator[NamedResult]:
        """Put down what came of a task, in the order of the tasks."""
        if task.block is None:
            self._end(passage)
            return
        if passage.failed:
            return
        if cleaned.error:
            self._fail(passage, cleaned.error)
            return
        try:
            self._begin_saving(passage)
            self._put(passage, task.block, cleaned)
        except OutputError:
            raise
        except CleanerError as error:
            self._fail(passage, error)
            return
        self._files.flush()
        self.counts.add(cleaned.counts)
        name = passage.source.name
        for rule, (line, failure) in cleaned.failures.items():
            if rule not in self._failed_rules:
                self._failed_rules.add(rule)
                self._complain(CleanerError(f"{name}:{line}: {failure}; the rule is off for this text"))
        if cleaned.note:
            self._note(f"{name}: {cleaned.note}")
        if cleaned.invalid is not None and not passage.told_invalid:
            passage.told_invalid = True
            self._note(
                f"{name}:{cleaned.invalid}: bytes that are not {self.plan.options.encoding}; such bytes stay, and "
                "nothing beside them is edited; if the file is in another encoding, name it with --encoding"
            )
        yield from cleaned.results
        self._advance(passage)

    def _put(self, passage: _Passage, block: Any, cleaned: Cleaned) -> None:
        """Put down a block: what is said of it, then what it is, then what failed."""
        position = passage.position
        entries = position.entries + self._files.log(cleaned.entries, passage.sink.at)
        if block.kind is not BlockKind.TOO_LONG or self._bury_piece(passage, block):
            passage.sink.put(block, cleaned.patches)
        for letter in cleaned.dead:
            if not self._files.bury(letter, block, passage.reader.format):
                self._complain_of_record(letter.line, letter.error, passage)
        passage.position = msgspec.structs.replace(position, start=block.end, line=block.next_line, entries=entries)
        passage.at_record = block.last

    def _bury_piece(self, passage: _Passage, block: Any) -> bool:
        """Write down a piece of a record that is too long; whether it stays in the output."""
        if block.last:
            self.counts.add(Counts(records=1, failed=1))
            if not self._files.buries:
                self._complain_of_record(block.line, TOO_LONG, passage)
        self._files.bury_piece(passage.source.name, block.line, TOO_LONG, block.data, last=block.last)
        return self.plan.wants.keep

    def _complain_of_record(self, line: int, error: str, passage: _Passage) -> None:
        """Tell of a record that failed and cannot be told of elsewhere; of the first ones only."""
        self._told += 1
        if self._told <= TOLD:
            self._complain(CleanerError(f"{passage.source.name}:{line}: {error}"))

    def _end(self, passage: _Passage) -> None:
        """Put an input in its place, once everything that speaks of it is on the disk."""
        number = passage.source.number
        try:
            if passage.broken:
                self._fail(passage, passage.broken)
            if not passage.failed:
                passage.reader.confirm()
                passage.sink.finish(lambda: self._seal(passage))
        except OutputError:
            raise
        except CleanerError as error:
            self._fail(passage, error)
        if passage.failed:
            passage.sink.abandon()
        self._done_bytes += passage.reader.size
        passage.stack.close()
        del self._passages[number]
        self._finished = number + 1

    def _fail(self, passage: _Passage, error: CleanerError | OSError) -> None:
        if not passage.failed:
            passage.failed = True
            wrapped = error if isinstance(error, CleanerError) else InputError(str(error))
            self.fail(named(passage.source.name, wrapped))

    # Checkpoints, and what is written along the way

    def _begin_files(self) -> None:
        """Open what is written along the way, and take up the run that was killed, if there was one."""
        plan = self.plan
        progress = plan.checkpoint.load() if plan.checkpoint else None
        if progress:
            self._finished = progress.finished
            self._resumed = progress.position
            self.failed = progress.failed
            self.counts = Counts.of(progress.counts)
            self._seconds_before = progress.seconds
            if plan.limit is not None:
                self._choice = RecordChoice(max(0, plan.limit - self.counts.records - self.counts.binary))
        self._files = SideFiles(plan.edit_log, plan.dead_letters, progress)

    def _resume(self, passage: _Passage, position: Position) -> bool:
        """Go on with the input that a killed run was at; whether there is anything left to do."""
        sink, reader = passage.sink, passage.reader
        if position.whole and not sink.left_over:
            return False  # it was killed when the output was in its place
        if position.facts != passage.position.facts:
            sink.abandon()
            raise InputError(f"{passage.source.name}: it changed since the run began; run without --resume")
        if position.whole or reader.format.bytewise:
            passage.position = position
            sink.resume(position.at, position.length, differs=position.differs, whole=position.whole)
        return True

    def _begin_saving(self, passage: _Passage) -> None:
        """Keep a checkpoint before anything is written down of the first input, or of one that cannot be taken up
        within: to cut back to."""
        begins = passage.position.start == 0 and not passage.reader.format.bytewise
        if self.plan.checkpoint and (begins or not self._begun_saving):
            self._save(passage, whole=False)
        self._begun_saving = True

    def _advance(self, passage: _Passage) -> None:
        """Tell of the progress, and keep a checkpoint if it is time for one."""
        self.position = self._done_bytes + passage.reader.position(passage.position.start)
        if self.on_progress:
            self.on_progress()
        now = time.monotonic()
        if now - self._checked >= CHECKED:
            self._checked = now
            self._check(passage)
        due = passage.at_record and now - self._saved >= INTERVAL
        if self.plan.checkpoint and passage.reader.format.bytewise and due:
            self._save(passage, whole=False)

    def _check(self, passage: _Passage) -> None:
        """OutputError where anything that is written is gone: all that comes would be lost."""
        passage.sink.check()
        self._files.check()
        for check in self.checks:
            check()

    def _seal(self, passage: _Passage) -> None:
        """Before an output is put in its place: what is said of it is on the disk, and a checkpoint has it as whole."""
        position = passage.position
        if not position.whole:
            self._files.log_end(passage.source.output or passage.source.name, position.entries)
        if self.plan.checkpoint and passage.sink.differs:
            self._save(passage, whole=True)
        elif passage.sink.differs:
            self._files.sync()

    def _save(self, passage: _Passage, *, whole: bool) -> None:
        assert self.plan.checkpoint is not None
        sink = passage.sink
        length = sink.pause()
        position = msgspec.structs.replace(
            passage.position, at=sink.at, length=length, differs=sink.differs, whole=whole
        )
        log, dead = self._files.sync()
        seconds = self._seconds_before + time.monotonic() - self._started
        progress = Progress(passage.source.number, position, dead, log, self.failed, seconds, self.counts.plain())
        self.plan.checkpoint.save(progress, self._writer)
        self._saved = time.monotonic()

    def _close(self) -> None:
        """Give up what is not done."""
        for passage in list(self._passages.values()):
            passage.stack.close()
        self._files.end_early(several=len(self.plan.inputs) > 1)
