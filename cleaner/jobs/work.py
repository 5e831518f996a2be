"""What a worker does: clean a block of records, and send back only what differs.

Nothing here reads or writes a file, but for a block that lies in a plain one: a worker reads its own part of that.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from cleaner import __version__
from cleaner.batch import halves
from cleaner.edits import Result
from cleaner.errors import CleanerError, InputError
from cleaner.files import trouble
from cleaner.formats.parquet import Batch, Row
from cleaner.formats.records import Block, Kind, Record, Records, Splice, Value
from cleaner.formats.text import WholeFile, WholeText, looks_like_utf16
from cleaner.jobs.counts import Counts
from cleaner.pipeline import Pipeline
from cleaner.report.account import Entry, Header, RecordHeader, RowHeader, SpliceLine, entry
from cleaner.report.inert import valid
from cleaner.report.terminal import RecordName


@dataclass(frozen=True, slots=True)
class Wants:
    """What a run needs to know beyond what differs: results to show, an account, scores; and whether a record that
    fails stays where it is (`keep`)."""

    results: bool = False
    account: bool = False
    scores: bool = False
    keep: bool = True


@dataclass(frozen=True, slots=True)
class Origin:
    """One input as a worker needs to know it: its number among the inputs, its name, where its clean form goes, how its
    records are read (None where they are rows), the configuration that holds for it (pickled), and the plain file it
    lies in, if it does."""

    number: int
    name: str
    output: str | None
    records: Records | None
    config: bytes
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """A block of a source; `ends` for what stands behind the last one. On its way to a worker that can read it from the
    source's file it leaves its data behind."""

    source: Origin
    block: Block
    size: int
    wants: Wants
    ends: bool = False

    @classmethod
    def of(cls, source: Origin, block: Block, wants: Wants) -> Task:
        """The task of cleaning one block."""
        return cls(source, block, len(block.data), wants)

    def __reduce__(self) -> tuple[type[Task], tuple[object, ...]]:
        block = replace(self.block, data=b"") if self.source.path else self.block
        return Task, (self.source, block, self.size, self.wants)

    def data(self) -> bytes:
        """The bytes of the block. InputError where the file does not hold them any more."""
        path = self.source.path
        if self.block.data or not self.size or path is None:
            return self.block.data
        with path.open("rb") as stream:
            stream.seek(self.block.start)
            data = stream.read(self.size)
        if len(data) < self.size:
            raise InputError(f"{self.source.name}: it became shorter while it was read; run again")
        return data


@dataclass(frozen=True, slots=True)
class RowsTask:
    """Some rows of a batch of a columnar file, each with its number in the batch. `closes` marks the last of a batch.

    The batch itself stays with the process that writes.
    """

    source: Origin
    batch: Batch | None
    start: int
    rows: tuple[tuple[int, Row], ...]
    wants: Wants
    closes: bool = True
    ends: bool = False

    def __reduce__(self) -> tuple[type[RowsTask], tuple[object, ...]]:
        return RowsTask, (self.source, None, self.start, self.rows, self.wants, self.closes)


AnyTask = Task | RowsTask


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A record that failed: where it stands, who it is, the rule that failed on it if one did, why, and its bytes."""

    path: str
    line: int
    id: str | None
    rule: str | None
    error: str
    raw: bytes

    def plain(self) -> Mapping[str, object]:
        """Values for JSON; bytes that are not UTF-8 are in base64."""
        record = {
            "path": valid(self.path),
            "line": self.line,
            "id": _valid_or_none(self.id),
            "rule": self.rule,
            "error": valid(self.error),
        }
        try:
            return {**record, "raw": self.raw.decode()}
        except UnicodeDecodeError:
            return {**record, "raw_base64": base64.b64encode(self.raw).decode()}


def _valid_or_none(name: str | None) -> str | None:
    return None if name is None else valid(name)


@dataclass(slots=True)
class Outcome:
    """What became of a block: splices in bytes of the block, letters, entries of the account, results to show, counts.

    Of rows: new texts by number of row and field, and the rows that failed, whose letters still lack the row itself.
    `error` is why a text file could not be cleaned, `note` what else its user should know.
    """

    counts: Counts = field(default_factory=Counts)
    splices: list[Splice] = field(default_factory=list)
    dead: list[DeadLetter] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    results: list[tuple[str | RecordName, Result]] = field(default_factory=list)
    texts: dict[tuple[int, str], str] = field(default_factory=dict)
    failed_rows: list[int] = field(default_factory=list)
    error: CleanerError | None = None
    note: str | None = None


class Cleaning:
    """The work of a job. Holds nothing: everything comes with the task."""

    def __call__(self, task: AnyTask) -> Outcome:
        """Clean the records of a block, each for itself."""
        outcome = Outcome()
        try:
            if isinstance(task, RowsTask):
                _rows(task, outcome)
            elif isinstance(task.source.records, WholeFile):
                _text(task, task.source.records, outcome)
            else:
                _records(task, outcome)
        except OSError as error:
            outcome.error = InputError(trouble(task.source.name, "read it", error))
        except Exception as error:  # whatever it is, it must cost no other file
            outcome.error = error if isinstance(error, CleanerError) else InputError(_reason(error))
        return outcome

    def idle(self, task: AnyTask) -> Outcome | None:
        """Only records are work."""
        work = task.rows if isinstance(task, RowsTask) else not task.ends and task.block.kind is Kind.RECORDS
        return None if work else Outcome()

    def parts(self, task: AnyTask) -> Sequence[AnyTask]:
        """The block in two halves of its records."""
        if isinstance(task, RowsTask):
            two = halves(task.rows)
            return [replace(task, rows=tuple(rows), closes=task.closes and rows is two[-1]) for rows in two]
        records = list(cast(Records, task.source.records).split(task.data()))
        middle = len(records) // 2
        if not middle:
            return ()
        first, second = b"".join(records[:middle]), b"".join(records[middle:])
        block = task.block
        behind = Block(block.start + len(first), block.line + first.count(b"\n"), second)
        return [Task.of(task.source, part, task.wants) for part in (replace(block, data=first), behind)]

    def lost(self, task: AnyTask, error: CleanerError) -> Outcome:
        """A record of which the worker died is a dead letter, a text file a failure."""
        outcome = Outcome()
        if isinstance(task, RowsTask):
            for number, row in task.rows:
                _bury_row(task, outcome, number, row, error)
        elif isinstance(task.source.records, WholeFile):
            outcome.error = error
        else:
            _bury(task, outcome, 0, task.block.line, task.data(), None, error)
        return outcome


def _text(task: Task, records: WholeFile, outcome: Outcome) -> None:
    """Clean a text file."""
    raw = task.data()
    record = records.read(raw)
    if record is None:
        outcome.counts.binary += 1
        outcome.note = "left as it is: it is binary, for it holds a NUL"
        if looks_like_utf16(raw):
            outcome.note += "; if it is UTF-16, say --encoding utf-16"
        return
    result = _run(task, record, record)
    clean = raw
    if result.changed:
        outcome.splices = record.splices(result.changes)
        clean = outcome.splices[0].data
    _count(task, outcome, [result])
    if task.wants.results:
        outcome.results.append((task.source.name, result))
    if task.wants.account:
        outcome.entries.append(_text_entry(task, record, result, raw, clean))


def _records(task: Task, outcome: Outcome) -> None:
    """Clean a block of records."""
    place, line = 0, task.block.line
    records = cast(Records, task.source.records)
    for raw in records.split(task.data()):
        record: Record | None = None
        try:
            record = records.read(raw)
            if record is not None:
                _record(task, outcome, place, line, raw, record)
        except Exception as error:  # whatever it is, it must cost no other record
            _bury(task, outcome, place, line, raw, record, error)
        place += len(raw)
        line += raw.count(b"\n")


def _record(task: Task, outcome: Outcome, place: int, line: int, raw: bytes, record: Record) -> None:
    """Clean one record that lies at `place` of the block."""
    pairs = [(value, _run(task, record, value)) for value in record.values]
    splices = [splice for value, result in pairs if result.changed for splice in value.splices(result.changes)]
    splices.sort(key=lambda splice: splice.start)
    told = [(value, result) for value, result in pairs if result.findings]
    if task.wants.account and told:
        outcome.entries.append(_record_entry(task, place, line, raw, record, told, splices))
    _count(task, outcome, [result for _, result in pairs])  # nothing fails from here on
    outcome.splices += [Splice(place + each.start, place + each.end, each.data) for each in splices]
    several = len(record.values) > 1
    if task.wants.results:
        name = functools.partial(RecordName, task.source.name, line, record.id)
        outcome.results += [(name(value.field if several else None), result) for value, result in told]


def _rows(task: RowsTask, outcome: Outcome) -> None:
    """Clean rows."""
    run = pipeline(task.source.config).run
    for number, row in task.rows:
        try:
            if row.error:
                raise row.error
            pairs = [(name, run(text, lang=row.lang)) for name, text in row.values]
        except Exception as error:  # whatever it is, it must cost no other row
            _bury_row(task, outcome, number, row, error)
            continue
        _count(task, outcome, [result for _, result in pairs])
        outcome.texts |= {(number, name): result.text for name, result in pairs if result.changed}
        told = [(name, result) for name, result in pairs if result.findings]
        several = len(pairs) > 1
        place = task.start + number
        if task.wants.results:
            name_of = functools.partial(RecordName, task.source.name, place + 1, row.id)
            outcome.results += [(name_of(name if several else None), result) for name, result in told]
        if task.wants.account and told:
            outcome.entries.append(_row_entry(task, place, row, pairs, told))


def _run(task: Task, record: Record, value: Value) -> Result:
    return pipeline(task.source.config).run(value.text, lang=record.lang)


@functools.lru_cache(maxsize=16)
def pipeline(config: bytes) -> Pipeline:
    """The pipeline of a pickled configuration."""
    return Pipeline(config=pickle.loads(config))


def _count(task: AnyTask, outcome: Outcome, results: Sequence[Result]) -> None:
    counts = outcome.counts
    counts.records += 1
    counts.changed += any(result.changed for result in results)
    for result in results:
        counts.note(result, scored=task.wants.scores)


def _bury(
    task: Task, outcome: Outcome, place: int, line: int, raw: bytes, record: Record | None, error: Exception
) -> None:
    """Write down a record that failed, and take it out of the block unless it is to stay."""
    outcome.dead.append(_letter(task, outcome, line, record.id if record else getattr(error, "id", None), error, raw))
    if not task.wants.keep:
        outcome.splices.append(Splice(place, place + len(raw), b""))


def _bury_row(task: RowsTask, outcome: Outcome, number: int, row: Row, error: Exception) -> None:
    """Write down a row that failed."""
    outcome.dead.append(_letter(task, outcome, task.start + number + 1, row.id, error, b""))
    outcome.failed_rows.append(number)


def _letter(task: AnyTask, outcome: Outcome, line: int, name: str | None, error: Exception, raw: bytes) -> DeadLetter:
    outcome.counts.records += 1
    outcome.counts.failed += 1
    return DeadLetter(task.source.name, line, name, getattr(error, "rule", None), _reason(error), raw)


def _reason(error: Exception) -> str:
    return str(error) if isinstance(error, CleanerError) else f"{type(error).__name__}: {error}"


def _row_entry(
    task: RowsTask, place: int, row: Row, pairs: Sequence[tuple[str, Result]], told: Sequence[tuple[str, Result]]
) -> Entry:
    header = RowHeader(
        path=task.source.name,
        row=place,
        at=0,
        fields=tuple(name for name, _ in pairs),
        sha256_before=digest_of(result.original for _, result in pairs),
        sha256_after=digest_of(result.text for _, result in pairs),
        config=pipeline(task.source.config).config.digest,
        version=__version__,
        changes=sum(len(result.changes) for _, result in told),
        findings=sum(len(result.findings) for _, result in told),
        id=_valid_or_none(row.id),
        output=task.source.output,
    )
    return entry(header, told)


def digest_of(texts: Iterable[str]) -> str:
    """The digest of the texts of a row."""
    return hashlib.sha256(b"".join(text.encode() + b"\0" for text in texts)).hexdigest()


def _text_entry(task: Task, record: WholeText, result: Result, raw: bytes, clean: bytes) -> Entry:
    header = Header(
        path=task.source.name,
        sha256_before=hashlib.sha256(raw).hexdigest(),
        sha256_after=hashlib.sha256(clean).hexdigest(),
        encoding=record.file.encoding,
        byte_order_mark=record.file.byte_order_mark,
        config=pipeline(task.source.config).config.digest,
        version=__version__,
        changes=len(result.changes),
        findings=len(result.findings),
        output=task.source.output,
    )
    return entry(header, [(None, result)])


def _record_entry(
    task: Task,
    place: int,
    line: int,
    raw: bytes,
    record: Record,
    told: Sequence[tuple[Value, Result]],
    splices: Sequence[Splice],
) -> Entry:
    clean = b"".join(spliced(raw, splices))
    header = RecordHeader(
        path=task.source.name,
        line=line,
        id=_valid_or_none(record.id),
        start=task.block.start + place,
        at=0,
        size_before=len(raw),
        size_after=len(clean),
        sha256_before=hashlib.sha256(raw).hexdigest(),
        sha256_after=hashlib.sha256(clean).hexdigest(),
        splices=tuple(SpliceLine(each.start, raw[each.start : each.end], each.data) for each in splices),
        config=pipeline(task.source.config).config.digest,
        version=__version__,
        changes=sum(len(result.changes) for _, result in told),
        findings=sum(len(result.findings) for _, result in told),
        output=task.source.output,
    )
    return entry(header, [(value.field, result) for value, result in told])


def spliced(data: bytes, splices: Sequence[Splice]) -> Iterator[bytes]:
    """The pieces of `data` with splices, which are sorted and disjoint."""
    place = 0
    for splice in splices:
        yield data[place : splice.start]
        yield splice.data
        place = splice.end
    yield data[place:]
