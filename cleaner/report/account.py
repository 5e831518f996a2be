"""The account of a run, as JSON lines: what `fix --edits` writes and `undo` reads.

For each document there is a header, then its net changes, then its findings, each on a line of its own. The header says
how many there are, so that a document whose account was cut off is known as such. Offsets count code points of the
original text, without its byte-order mark.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from cleaner.edits import NetChange, Result
from cleaner.errors import InputError
from cleaner.report.inert import inert_json
from cleaner.report.terminal import finding_record


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


class ChangeLine(msgspec.Struct, tag_field="kind", tag="change", frozen=True):
    """A net change: `found`, at `start..end` of the original, became `replacement`."""

    start: int
    end: int
    found: str
    replacement: str
    rules: tuple[str, ...]


class FindingLine(msgspec.Struct, tag_field="kind", tag="finding", frozen=True):
    """A finding; `undo` does not need it."""

    rule: str


_Line = Header | ChangeLine | FindingLine


class Account:
    """An account that is being written. Each document is on the disk before `add` returns, so before its file changes.

    An account that exists is continued, never overwritten: it may be all that can undo an earlier run.
    """

    def __init__(self, path: Path) -> None:
        """Open the account at `path`. InputError where that cannot be, or where another kind of file stands there."""
        self._path = path
        self._encode = msgspec.json.Encoder().encode
        try:
            self._stream = path.open("a+b")
            self._stream.seek(0)
            first = self._stream.readline()
            if first and not isinstance(_decoded(first), Header):
                self._stream.close()
                raise InputError(f"{path}: it is there and no account of an earlier run; name another file")
            self._stream.truncate(_end_of_lines(self._stream))
        except OSError as error:
            raise InputError(f"{path}: cannot write the edits: {error.strerror}; name another file") from error

    def add(self, header: Header, result: Result) -> None:
        """Write down one document, whose header it is."""
        start = self._stream.seek(0, os.SEEK_END)
        try:
            self._stream.writelines(self._lines(header, result))
            self._stream.flush()
            if result.changed:
                os.fsync(self._stream.fileno())
        except OSError as error:
            self._cut_back(start)
            raise InputError(f"{self._path}: cannot write the edits: {error.strerror}; make room, run again") from error
        except UnicodeEncodeError as error:
            self._cut_back(start)
            name = header.path
            raise InputError(
                f"{name}: its name is not UTF-8, which --edits needs; rename it, or leave --edits out"
            ) from error

    def close(self) -> None:
        """Close the file."""
        self._stream.close()

    def _lines(self, header: Header, result: Result) -> Iterator[bytes]:
        yield self._line(header)
        for change in result.changes:
            yield self._line(ChangeLine(change.start, change.end, change.found, change.replacement, change.rules))
        for finding in result.findings:
            yield self._line({"kind": "finding", **finding_record(finding)})

    def _line(self, record: object) -> bytes:
        return inert_json(self._encode(record).decode()).encode() + b"\n"

    def _cut_back(self, length: int) -> None:
        """Forget what was written behind `length`, so that what is there can be continued later."""
        with contextlib.suppress(OSError):
            self._stream.close()
        os.truncate(self._path, length)
        self._stream = self._path.open("a+b")


def read_account(path: Path) -> Iterator[tuple[Header, list[NetChange] | None]]:
    """The documents of an account in order; None for changes that are not all there, because the run was killed.

    InputError where it cannot be read or is no account.
    """
    header: Header | None = None
    changes: list[NetChange] = []
    missing = 0
    try:
        with path.open("rb") as stream:
            for number, data in enumerate(stream, 1):
                line = _decoded(data)
                if isinstance(line, Header):
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
                        changes.append(NetChange(line.start, line.end, line.replacement, line.found, line.rules))
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
