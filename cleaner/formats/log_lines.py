"""The lines of an edit log that formats write and undo by: what became of a document, a record or a row.

For each there is a header, then its net changes, then its findings, each on a line of its own. The header says how many
there are, so that an entry that was cut off is known as such. Offsets count code points of the original text, without
its byte-order mark. Each kind of header is defined in the module of its format, which also undoes it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, ClassVar, Self

import msgspec

from cleaner.edits import NetChange, Result
from cleaner.report.inert import inert_json
from cleaner.report.terminal import finding_record

STRANGE = (
    "it is not what these edits made, so they cannot be undone; "
    "restore the file as fix wrote it, or take the original from a backup"
)
TRUNCATED = "the edit log is truncated: its edits are not all there; take the original from a backup"
ALTERED = "the edit log was altered"

_PIECE = 1 << 20


class LogHeader(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What every header says: the input, the output if it is another (`-`: standard output), the configuration and the
    version that cleaned it, how many change and finding lines follow, and how many inputs the run had."""

    path: str
    config: str
    version: str
    changes: int
    findings: int
    output: str | None = None
    inputs: int = 1

    def __post_init__(self) -> None:
        """Msgspec refuses a line of which this does."""
        if "\0" in self.path or "\0" in (self.output or ""):
            raise ValueError("no name of a file")

    many: ClassVar[bool] = True
    """Whether a file may have many such entries, so that a line tells where those of a run end."""

    def moved(self, by: int) -> Self:  # noqa: ARG002
        """The header, where what it is about lies so much further in the output than the header says."""
        return self

    @classmethod
    def undone(cls, now: BinaryIO, entries: Sequence[LogEntry]) -> BinaryIO | None:
        """A file before all the runs that its entries, of this kind, tell of; None where it is that already.

        InputError where it is something else, or the entries are not all there.
        """
        raise NotImplementedError


class ChangeLine(msgspec.Struct, tag_field="kind", tag="change", frozen=True, omit_defaults=True):
    """A net change: `found`, at `start..end` of the original, became `replacement`; of a record, in which field."""

    start: int
    end: int
    found: str
    replacement: str
    rules: tuple[str, ...]
    field: str | None = None

    def __post_init__(self) -> None:
        """Msgspec refuses a line of which this does."""
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")


class FindingLine(msgspec.Struct, tag_field="kind", tag="finding", frozen=True):
    """A finding; `undo` does not need it."""

    rule: str


class EndLine(msgspec.Struct, tag_field="kind", tag="end", frozen=True, omit_defaults=True):
    """The end of a run's entries: `entries` of one file (`path` is the name it was written to), or all of the run."""

    path: str | None = None
    entries: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One document's, record's or row's part of an edit log: its header, and the lines that follow it, encoded."""

    header: LogHeader
    lines: bytes

    def encoded(self, by: int) -> bytes:
        """All lines, with the header moved. UnicodeEncodeError where the name of the file is not UTF-8."""
        return encoded(self.header.moved(by)) + self.lines


@dataclass(slots=True)
class LogEntry:
    """An entry that was read: its header, its changes with their fields (None where they are not all there), and, where
    it is the last of its file in a run that got that far, how many there were."""

    header: LogHeader
    changes: list[tuple[str | None, NetChange]] | None
    ends: int | None = None


def entry(header: LogHeader, told: Iterable[tuple[str | None, Result]]) -> Entry:
    """What an edit log says of the results of one document, or of the fields of one record."""
    pairs = list(told)
    lines = [
        encoded(ChangeLine(change.start, change.end, change.found, change.replacement, change.rules, field))
        for field, result in pairs
        for change in result.changes
    ]
    lines += [
        encoded({"kind": "finding", **({"field": field} if field else {}), **finding_record(finding)})
        for field, result in pairs
        for finding in result.findings
    ]
    return Entry(header, b"".join(lines))


_ENCODER = msgspec.json.Encoder()


def encoded(record: object) -> bytes:
    """A line of JSON, harmless to show."""
    return inert_json(_ENCODER.encode(record).decode()).encode() + b"\n"


def require_whole(run: Sequence[LogEntry]) -> None:
    """InputError unless all entries that one run wrote for one file are there."""
    if run[-1].ends != len(run) or any(each.changes is None for each in run):
        from cleaner.errors import InputError

        raise InputError(TRUNCATED)


def holds(stream: BinaryIO, length: int, start: int, size: int, digest: str) -> bool:
    """Whether a file of `length` bytes has these from `start` on; a log may say that they lie outside of it."""
    if not 0 <= start <= start + size <= length:
        return False
    stream.seek(start)
    return hashlib.sha256(stream.read(size)).hexdigest() == digest


def pieces(stream: BinaryIO, start: int = 0, size: int | None = None) -> Iterator[bytes]:
    """The bytes of a file from `start` on, all or so many."""
    stream.seek(start)
    while size is None or size > 0:
        piece = stream.read(_PIECE if size is None else min(size, _PIECE))
        if not piece:
            return
        if size is not None:
            size -= len(piece)
        yield piece
