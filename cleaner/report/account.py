"""The account of a run, as JSON lines: what `fix --edits` writes and `undo` reads.

For each document there is a header, then its net changes, then its findings, each on a line of its own. The header says
how many there are, so that a document whose account was cut off is known as such. Offsets count code points of the
original text, without its byte-order mark. A record of a file with many has a header of another kind, which also says
which of its bytes became which: by those it is undone, whatever the format.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import msgspec

from cleaner.edits import NetChange, Result
from cleaner.errors import InputError
from cleaner.report.inert import inert_json
from cleaner.report.terminal import finding_record
from cleaner.staging import lock


class Header(msgspec.Struct, tag_field="kind", tag="document", frozen=True, omit_defaults=True):
    """One cleaned document: where it was read and written, and how its bytes were and are."""

    path: str
    sha256_before: str
    sha256_after: str
    encoding: str
    byte_order_mark: bool
    config: str
    version: str
    changes: int
    findings: int
    output: str | None = None
    """Where the clean text went, if not to the same path; `-` for standard output."""


class ChangeLine(msgspec.Struct, tag_field="kind", tag="change", frozen=True, omit_defaults=True):
    """A net change: `found`, at `start..end` of the original, became `replacement`; of a record, in which field."""

    start: int
    end: int
    found: str
    replacement: str
    rules: tuple[str, ...]
    field: str | None = None


class FindingLine(msgspec.Struct, tag_field="kind", tag="finding", frozen=True):
    """A finding; `undo` does not need it."""

    rule: str


class SpliceLine(msgspec.Struct, frozen=True, array_like=True):
    """Bytes of a raw record, from `start` on, and what they became."""

    start: int
    found: bytes
    replacement: bytes


class RecordHeader(msgspec.Struct, tag_field="kind", tag="record", frozen=True, omit_defaults=True):
    """One record: its line and first byte in the input and its first byte in the output, both of the unpacked file, and
    how its bytes were and are."""

    path: str
    line: int
    start: int
    at: int
    size_before: int
    size_after: int
    sha256_before: str
    sha256_after: str
    splices: tuple[SpliceLine, ...]
    config: str
    version: str
    changes: int
    findings: int
    id: str | None = None
    output: str | None = None


class RowHeader(msgspec.Struct, tag_field="kind", tag="row", frozen=True, omit_defaults=True):
    """One row of a columnar file: its number in the input and in the output, both from 0, its fields with a text, and
    the digests of those as they were and are, one after the other with a NUL behind each."""

    path: str
    row: int
    at: int
    fields: tuple[str, ...]
    sha256_before: str
    sha256_after: str
    config: str
    version: str
    changes: int
    findings: int
    id: str | None = None
    output: str | None = None


AnyHeader = Header | RecordHeader | RowHeader
_Line = Header | RecordHeader | RowHeader | ChangeLine | FindingLine


@dataclass(frozen=True, slots=True)
class Entry:
    """One document's or record's part of an account: its header, and the lines that follow it, encoded."""

    header: AnyHeader
    lines: bytes


def entry(header: AnyHeader, told: Iterable[tuple[str | None, Result]]) -> Entry:
    """What an account says of the results of one document, or of the fields of one record."""
    pairs = list(told)
    lines = [
        _encoded(ChangeLine(change.start, change.end, change.found, change.replacement, change.rules, field))
        for field, result in pairs
        for change in result.changes
    ]
    lines += [
        _encoded({"kind": "finding", **({"field": field} if field else {}), **finding_record(finding)})
        for field, result in pairs
        for finding in result.findings
    ]
    return Entry(header, b"".join(lines))


def _encoded(record: object) -> bytes:
    return inert_json(_ENCODER.encode(record).decode()).encode() + b"\n"


_ENCODER = msgspec.json.Encoder()


class Account:
    """An account that is being written. What `sync` was called for is on the disk, so it comes before a file changes.

    An account that exists is continued, never overwritten: it may be all that can undo an earlier run.
    """

    def __init__(self, path: Path, length: int | None = None) -> None:
        """Open the account at `path`, and cut it back to `length` bytes where a run is resumed.

        InputError where that cannot be, or where another kind of file stands there.
        """
        self._path = path
        try:
            self._stream = path.open("a+b")
            if not lock(self._stream.fileno()):
                self._stream.close()
                raise InputError(f"{path}: another run writes its edits there; wait for it, or name another file")
            self._stream.seek(0)
            first = self._stream.readline()
            cut = first.startswith(_BEGINNINGS) and not first.endswith(b"\n")
            if first and not cut and not isinstance(_decoded(first), AnyHeader):
                self._stream.close()
                raise InputError(f"{path}: it is there and no account of an earlier run; name another file")
            self._stream.truncate(_end_of_lines(self._stream) if length is None else length)
            self._whole = self._stream.seek(0, os.SEEK_END)
        except OSError as error:
            raise InputError(f"{path}: cannot write the edits: {error.strerror}; name another file") from error

    def add(self, entry: Entry) -> None:
        """Write down one document or record."""
        try:
            header = _encoded(entry.header)
        except UnicodeEncodeError as error:
            raise InputError("its name is not UTF-8, which --edits needs; rename it, or leave --edits out") from error
        with self._writing():
            self._stream.write(header + entry.lines)

    def sync(self) -> int:
        """Bring all to the disk; how many bytes it is long."""
        with self._writing():
            self._stream.flush()
            os.fsync(self._stream.fileno())
            self._whole = self._stream.seek(0, os.SEEK_END)
            return self._whole

    def close(self) -> None:
        """Close the file."""
        self._stream.close()

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        """Around whatever writes. Where that fails, what came after the last `sync` is forgotten, so that what is there
        can be continued later."""
        try:
            yield
        except OSError as error:
            with contextlib.suppress(OSError):
                self._stream.close()
            os.truncate(self._path, self._whole)
            self._stream = self._path.open("a+b")
            lock(self._stream.fileno())
            raise InputError(f"{self._path}: cannot write the edits: {error.strerror}; make room, run again") from error


def read_account(path: Path) -> Iterator[tuple[AnyHeader, list[tuple[str | None, NetChange]] | None]]:
    """The documents and records of an account in order, each with its changes and the fields they are in; None for
    changes that are not all there, because the run was killed.

    InputError where it cannot be read or is no account.
    """
    header: AnyHeader | None = None
    changes: list[tuple[str | None, NetChange]] = []
    missing = 0
    try:
        with path.open("rb") as stream:
            for number, data in enumerate(stream, 1):
                line = _decoded(data)
                if isinstance(line, AnyHeader):
                    if header:
                        yield header, None
                    header, changes, missing = line, [], line.changes + line.findings
                elif line is None and not data.endswith(b"\n"):
                    break
                elif line is None or header is None:
                    raise InputError(f"{path}:{number}: not a line of an account; give a file made by fix --edits")
                else:
                    missing -= 1
                    if isinstance(line, ChangeLine):
                        change = NetChange(line.start, line.end, line.replacement, line.found, line.rules)
                        changes.append((line.field, change))
                if header and not missing:
                    yield header, changes
                    header = None
    except OSError as error:
        raise InputError(f"{path}: cannot read the edits: {error.strerror}; check the name") from error
    if header:
        yield header, None


def _decoded(data: bytes) -> _Line | None:
    try:
        line: _Line = _DECODER.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return line


_DECODER = msgspec.json.Decoder(_Line)
_BEGINNINGS = tuple(f'{{"kind":"{kind}","path":'.encode() for kind in ("document", "record", "row"))
"""How every account begins, also one of which a kill left no whole line."""
_BLOCK = 65536


def _end_of_lines(stream: BinaryIO) -> int:
    """Where the last whole line of a file ends: a killed run may have left a part of one behind it."""
    end = stream.seek(0, os.SEEK_END)
    while end:
        start = max(0, end - _BLOCK)
        stream.seek(start)
        newline = stream.read(end - start).rfind(b"\n")
        if newline >= 0:
            return start + newline + 1
        end = start
    return 0
