"""A job: inputs through workers to where they go, with an account, dead letters and checkpoints along the way.

The blocks of all inputs are one stream of tasks, so that workers never wait for a file to end. What comes back is put
down here, in order, by the one process that writes.
"""

from __future__ import annotations

import contextlib
import dataclasses
import pickle
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from cleaner.batch import ordered
from cleaner.config import Config
from cleaner.edits import Result
from cleaner.errors import CleanerError, InputError
from cleaner.files import Opened, identity
from cleaner.formats.records import Block, Kind
from cleaner.formats.text import WholeFile
from cleaner.jobs.checkpoint import Checkpoint, Place, Standing
from cleaner.jobs.choice import Choice, sampled
from cleaner.jobs.counts import Counts
from cleaner.jobs.dead_letters import DeadLetters
from cleaner.jobs.inputs import Reading, Source, opening, placed
from cleaner.jobs.targets import Nowhere, RowsTarget, StagedTarget, StandardOutput, Target
from cleaner.jobs.work import AnyTask, Cleaning, Origin, Outcome, RowsTask, Task, Wants
from cleaner.report.account import Account, Entry, RecordHeader, RowHeader
from cleaner.report.terminal import RecordName
from cleaner.staging import Writer

INTERVAL = 1.0
"""Seconds between checkpoints, at least."""

TOLD = 20
"""Failed records that are told one by one where there is no file for them."""

TOO_LONG = "it is longer than a record may be"

Named = tuple[str | RecordName, Result]
Aim = Callable[["Input", Source], Target]


@dataclass(frozen=True, slots=True)
class Input:
    """Something to read: its name, the configuration for it, and the name of the place its clean form goes to."""

    name: str
    config: Config
    output: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a job does. `aim` makes the target of an open input; None where nothing is written."""

    inputs: Sequence[Input]
    reading: Reading = field(default_factory=Reading)
    aim: Aim | None = None
    in_place: bool = False
    workers: int = 1
    wants: Wants = field(default_factory=Wants)
    limit: int | None = None
    sample: int | None = None
    account: Path | None = None
    dead_letters: Path | None = None
    checkpoint: Checkpoint | None = None


@dataclass(slots=True)
class _Rows:
    """What is known so far of the batch that is cleaned: new texts, the rows that stay, entries of the account."""

    texts: dict[tuple[int, str], str] = field(default_factory=dict)
    kept: set[int] = field(default_factory=set)
    entries: list[Entry] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    """An input on its way."""

    number: int
    input: Input
    source: Source
    target: Target
    origin: Origin
    stack: contextlib.ExitStack
    place: Place
    rows: _Rows = field(default_factory=_Rows)
    at_record: bool = True
    """Whether `place` is where a record begins: there is no going on within one."""
    broken: CleanerError | OSError | None = None
    """Why it could be read no further; told when what was read before is put down, which may be much later."""
    failed: bool = False


class Job:
    """One run over its inputs. What goes wrong with one input is told to `complain`, and the others go on.

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
        self.failed = 0
        self.seconds = 0.0
        self.position = 0
        self._behind = 0
        self._complain = complain
        self._note = note
        self.on_progress: Callable[[], None] | None = None
        self.has_records = False
        self._writer = Writer()
        self._open: dict[int, _Open] = {}
        self._unopened: dict[int, CleanerError] = {}
        self._choice = Choice(plan.limit)
        self._begun_saving = False
        self._told = 0
        self._account: Account | None = None
        self._dead: DeadLetters | None = None
        self._finished = 0
        self._started = self._saved = time.monotonic()
        self._before = 0.0
        self._resumed: Place | None = None

    def run(self) -> Generator[Named]:
        """Do it, giving the results that are to be shown, each once it is put down.

        InputError where a file that is written along the way cannot be.
        """
        with contextlib.ExitStack() as stack:
            stack.callback(self._close)
            self._begin_files(stack)
            if self.plan.sample is not None:
                self._choice = sampled([each.name for each in self.plan.inputs], self.plan.reading, self.plan.sample)
            done = ordered(Cleaning(), self._tasks(), self.plan.workers)
            stack.callback(done.close)
            for task, outcome in done:
                number = task.source.number
                if number in self._unopened:
                    self.fail(self._unopened.pop(number))
                else:
                    yield from self._take(self._open[number], task, outcome)
            self._sync()
        if self._told > TOLD:
            self._complain(CleanerError(f"and {self._told - TOLD:,} more records failed; --dead-letter keeps them all"))
        self.seconds = self._before + time.monotonic() - self._started

    def forget(self) -> None:
        """All that was to be said of the run is said: there is nothing to be resumed."""
        if self.plan.checkpoint:
            self.plan.checkpoint.remove()

    def fail(self, error: CleanerError) -> None:
        """Tell of an input that failed."""
        self.failed += 1
        self._complain(error)

    # Reading

    def _tasks(self) -> Iterator[AnyTask]:
        """The blocks of all inputs, and behind those of each a task that ends it."""
        for number, each in enumerate(self.plan.inputs):
            if number < self._finished or (self._choice.done and self._resumed is None):
                continue
            opened = self._begin(number, each)
            if opened is None:
                if number in self._unopened:
                    origin = Origin(number, each.name, each.output, None, b"")
                    yield Task(origin, Block(0, 0, b""), 0, self.plan.wants, ends=True)
                continue
            try:
                for task in self._row_tasks(opened) if opened.source.rows else self._block_tasks(opened):
                    yield task
                    if opened.failed:
                        break
            except (CleanerError, OSError) as error:
                opened.broken = error
            yield Task(opened.origin, Block(0, 0, b""), 0, self.plan.wants, ends=True)

    def _block_tasks(self, opened: _Open) -> Iterator[AnyTask]:
        """The blocks of an input, as far as they are chosen."""
        records = opened.origin.records
        if opened.place.whole or records is None:
            return
        size = {"size": 1} if self.plan.reading.lines else {}
        blocks = records.blocks(opened.source.stream, start=opened.place.start, line=opened.place.line, **size)
        for block in blocks:
            chosen = self._choice.of(opened.number, block, records) if block.kind is Kind.RECORDS else (block,)
            for part in chosen:
                yield Task.of(opened.origin, part, self.plan.wants)
            if self._choice.done:
                return

    def _row_tasks(self, opened: _Open) -> Iterator[AnyTask]:
        """The batches of an input of rows, as far as they are chosen."""
        if opened.place.whole or opened.source.rows is None:
            return
        for batch in opened.source.rows.batches():
            rows = tuple((number, row) for number, row in enumerate(batch.rows) if self._choice.takes(opened.number))
            yield RowsTask(opened.origin, batch, batch.start, rows, self.plan.wants)
            if self._choice.done:
                return

    def _begin(self, number: int, each: Input) -> _Open | None:
        """Open an input; None where that cannot be, which is told in its turn, or where nothing is left to do."""
        stack = contextlib.ExitStack()
        try:
            source = stack.enter_context(opening(each.name, self.plan.reading, to_replace=self.plan.in_place))
            target = self.plan.aim(each, source) if self.plan.aim else Nowhere()
            if source.rows and isinstance(target, (StagedTarget, StandardOutput, Nowhere)):
                target = RowsTarget(target, source.rows)
            stack.callback(target.close)
            path = source.file.path if source.plain and source.file else None
            origin = Origin(number, each.name, each.output, source.records, _pickled(each.config), path)
            place = Place(_facts(source.file), start=0, line=1, at=0, length=None, differs=False)
            opened = _Open(number, each, source, target, origin, stack, place)
            if not self._resume(opened):
                stack.close()
                return None
        except CleanerError as error:
            stack.close()
            self._unopened[number] = placed(each.name, error)
            return None
        self._open[number] = opened
        self.has_records |= not isinstance(source.records, WholeFile)
        return opened

    # Putting down

    def _take(self, opened: _Open, task: AnyTask, outcome: Outcome) -> Iterator[Named]:
        """Put down what came of a task, in the order of the tasks."""
        if task.ends:
            self._end(opened)
            return
        if opened.failed:
            return
        if outcome.error:
            self._fail(opened, outcome.error)
            return
        try:
            self._begin_saving(opened)
            if isinstance(task, RowsTask):
                self._put_rows(opened, task, outcome)
            else:
                self._put_block(opened, task.block, outcome)
        except CleanerError as error:
            self._fail(opened, error)
            return
        for letter in outcome.dead:
            if self._dead:
                self._dead.add(letter)
            else:
                self._complain_of_record(letter.line, letter.error, opened)
        self.counts.add(outcome.counts)
        if outcome.note:
            self._note(f"{opened.input.name}: {outcome.note}")
        yield from outcome.results
        self._advance(opened)

    def _put_block(self, opened: _Open, block: Block, outcome: Outcome) -> None:
        """Put down a block: what is said of it, then what it is."""
        splices = deque(outcome.splices)
        moved = 0
        for entry in outcome.entries:
            assert self._account is not None
            header = entry.header
            if isinstance(header, RecordHeader):
                place = header.start - block.start
                while splices and splices[0].end <= place:
                    passed = splices.popleft()
                    moved += len(passed.data) - (passed.end - passed.start)
                header = msgspec.structs.replace(header, at=opened.target.at + place + moved)
            self._account.add(Entry(header, entry.lines))
        if block.kind is not Kind.TOO_LONG or self._bury_piece(opened, block):
            opened.target.put(block.data, outcome.splices)
        line = block.line + block.data.count(b"\n")
        opened.place = msgspec.structs.replace(opened.place, start=block.end, line=line)
        opened.at_record = block.last

    def _put_rows(self, opened: _Open, task: RowsTask, outcome: Outcome) -> None:
        """Put down rows; a batch whose rows were cleaned in parts is put where it goes with the last of them."""
        target, held, batch = opened.target, opened.rows, task.batch
        assert isinstance(target, RowsTarget)
        assert batch is not None
        outcome.dead = [
            dataclasses.replace(letter, raw=batch.raw(letter.line - 1 - batch.start).encode("utf-8", "replace"))
            for letter in outcome.dead
        ]
        held.texts |= outcome.texts
        held.kept |= {number for number, _ in task.rows}
        if not self.plan.wants.keep:
            held.kept -= set(outcome.failed_rows)
        held.entries += outcome.entries
        if not task.closes:
            return
        order = {batch.start + number: place for place, number in enumerate(sorted(held.kept))}
        for entry in held.entries:
            assert self._account is not None
            assert isinstance(entry.header, RowHeader)
            at = target.at + order[entry.header.row]
            self._account.add(Entry(msgspec.structs.replace(entry.header, at=at), entry.lines))
        target.put_rows(batch, held.texts, set(range(len(batch.rows))) - held.kept)
        opened.rows = _Rows()

    def _bury_piece(self, opened: _Open, block: Block) -> bool:
        """Write down a piece of a record that is too long; whether it stays in the output."""
        if block.last:
            self.counts.add(Counts(records=1, failed=1))
            if self._dead is None:
                self._complain_of_record(block.line, TOO_LONG, opened)
        if self._dead:
            self._dead.add_piece(opened.input.name, block.line, TOO_LONG, block.data, last=block.last)
        return self.plan.wants.keep

    def _complain_of_record(self, line: int, error: str, opened: _Open) -> None:
        """Tell of a record that failed and has no other place to be told of; of the first ones only."""
        self._told += 1
        if self._told <= TOLD:
            self._complain(CleanerError(f"{opened.input.name}:{line}: {error}"))

    def _end(self, opened: _Open) -> None:
        """Put an input in its place, once everything that speaks of it is on the disk."""
        try:
            if opened.broken:
                self._fail(opened, opened.broken)
            if not opened.failed:
                if opened.source.file:
                    opened.source.file.confirm()
                opened.target.finish(lambda: self._seal(opened))
        except CleanerError as error:
            self._fail(opened, error)
        finally:
            if opened.failed and (target := _staged(opened.target)):
                target.abandon()
            self._behind += opened.source.size
            opened.stack.close()
            del self._open[opened.number]
        self._finished = opened.number + 1

    def _fail(self, opened: _Open, error: CleanerError | OSError) -> None:
        if not opened.failed:
            opened.failed = True
            wrapped = error if isinstance(error, CleanerError) else InputError(str(error))
            self.fail(placed(opened.input.name, wrapped))

    # Checkpoints

    def _begin_files(self, stack: contextlib.ExitStack) -> None:
        """Open what is written along the way, and take up the run that was killed, if there was one."""
        plan = self.plan
        standing = plan.checkpoint.load() if plan.checkpoint else None
        if standing:
            self._finished = standing.finished
            self._resumed = standing.place
            self.failed = standing.failed
            self.counts = Counts.of(standing.counts)
            self._before = standing.seconds
            if plan.limit is not None:
                self._choice = Choice(max(0, plan.limit - self.counts.records - self.counts.binary))
        if plan.account:
            self._account = Account(plan.account, standing.account if standing else None)
            stack.callback(self._account.close)
        if plan.dead_letters:
            self._dead = DeadLetters(plan.dead_letters, standing.dead_letters if standing else None)
            stack.callback(self._dead.close)

    def _resume(self, opened: _Open) -> bool:
        """Go on with the input that a killed run was at; whether there is anything left to do."""
        place, self._resumed = self._resumed, None
        if place is None:
            return True
        target = _staged(opened.target)
        assert target is not None
        if place.whole and not target.left_over:
            return False  # it was killed when the output was in its place
        if place.facts != opened.place.facts:
            target.abandon()
            raise InputError(f"{opened.input.name}: it changed since the run began; run without --resume")
        opened.place = place
        if place.whole or opened.source.records:
            target.resume(place.at, place.length, differs=place.differs)
            opened.target = target
        if opened.source.records and not place.whole:
            opened.source.skip(place.start)
        return True

    def _begin_saving(self, opened: _Open) -> None:
        """Keep a checkpoint before anything of the first input, or of one of rows, is written down: to cut back to."""
        if self.plan.checkpoint and not (self._begun_saving and opened.source.records):
            self._save(opened, whole=False)
        self._begun_saving = True

    def _advance(self, opened: _Open) -> None:
        """Tell of the progress, and keep a checkpoint if it is time for one."""
        self.position = self._behind + opened.source.position(opened.place.start)
        if self.on_progress:
            self.on_progress()
        now = time.monotonic()
        due = opened.at_record and now - self._saved >= INTERVAL
        if self.plan.checkpoint and opened.source.records and due:
            self._save(opened, whole=False)

    def _seal(self, opened: _Open) -> None:
        """Before an output is put in its place: its account is on the disk, and a checkpoint says that it is whole."""
        if self.plan.checkpoint and opened.target.differs:
            self._save(opened, whole=True)
        elif opened.target.differs:
            self._sync()

    def _save(self, opened: _Open, *, whole: bool) -> None:
        assert self.plan.checkpoint is not None
        target = opened.target
        length = target.pause()
        place = msgspec.structs.replace(opened.place, at=target.at, length=length, differs=target.differs, whole=whole)
        account, dead = self._sync()
        seconds = self._before + time.monotonic() - self._started
        standing = Standing(opened.number, place, dead, account, self.failed, seconds, self.counts.plain())
        self.plan.checkpoint.save(standing, self._writer)
        self._saved = time.monotonic()

    def _sync(self) -> tuple[int | None, int | None]:
        """Bring what is written along the way to the disk; how long it is."""
        account = self._account.sync() if self._account else None
        return account, self._dead.sync() if self._dead else None

    def _close(self) -> None:
        for opened in list(self._open.values()):
            opened.stack.close()


def _staged(target: Target) -> StagedTarget | None:
    """The target that has a partial file, if it is one."""
    inner = target.inner if isinstance(target, RowsTarget) else target
    return inner if isinstance(inner, StagedTarget) else None


def _facts(file: Opened | None) -> tuple[int, ...]:
    """What tells whether an input is still the file it was; nothing for what is no file."""
    return identity(file.facts) if file and file.regular else ()


def _pickled(config: Config) -> bytes:
    return pickle.dumps(config)
