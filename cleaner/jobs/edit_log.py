"""The edit log of a run, as JSON lines: what `fix --edits` writes and `undo` reads.

What the lines are, `formats.log_lines` says. After the entries of a file of records, and after a run over several
inputs, a line says that they end there: a log that was cut off, even between two entries, is known as such.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import msgspec

from cleaner.edits import NetChange
from cleaner.errors import InputError, OutputError
from cleaner.formats import AnyHeader
from cleaner.formats.log_lines import ChangeLine, EndLine, Entry, FindingLine, LogEntry, LogHeader, encoded
from cleaner.storage.appending import AppendedFile

_Line = AnyHeader | ChangeLine | FindingLine | EndLine

_DECODER = msgspec.json.Decoder(_Line)
_BEGINNINGS = tuple(f'{{"kind":"{kind}","path":'.encode() for kind in ("document", "record", "row"))
"""How every log begins, also one of which a kill left no whole line."""
_BLOCK = 65536


class EditLog:
    """An edit log that is being written. What `file.sync` was called for is on the disk, so it comes before an input is
    replaced.

    A log that exists is continued, never overwritten: it may be all that can undo an earlier run.
    """

    def __init__(self, path: Path, length: int | None = None) -> None:
        """Open the log, and cut it back to `length` bytes where a run is resumed.

        OutputError, here and later, where it cannot be written, or where the file is another kind of file.
        """
        self.file = AppendedFile(path, "edits")
        self._ended = True
        if not self.file.regular:
            return
        stream = self.file.stream
        stream.seek(0)
        first = _first_line(stream)
        cut = is_edit_log(first) and not first.endswith(b"\n")
        if first and not cut and not isinstance(_decoded(first), LogHeader):
            self.file.give_up()
            raise OutputError(f"{path}: the file exists and is not an edit log; name another file")
        self.file.cut(_end_of_lines(stream) if length is None else length)
        self._ended = length is None

    def add(self, entry: Entry, by: int) -> None:
        """Write down one document, record or row, which lies `by` further in the output than its header says."""
        try:
            lines = entry.encoded(by)
        except UnicodeEncodeError as error:
            raise InputError("its name is not UTF-8, which --edits needs; rename it, or leave --edits out") from error
        self._ended = False
        self.file.write(lines)

    def end(self, path: str, entries: int) -> None:
        """Write down that the entries of a file end here."""
        self.file.write(encoded(EndLine(path, entries)))

    def end_run(self) -> None:
        """Write down that the entries of a run end here, if it has any."""
        if not self._ended and self.file.sync():
            self.file.write(encoded(EndLine()))
        self._ended = True


def is_edit_log(head: bytes) -> bool:
    """Whether a file that begins with `head` is an edit log."""
    return head.startswith(_BEGINNINGS)


@dataclass(slots=True)
class ReadLog:
    """An edit log that was read: the entries of each file, by the name of what was written, in order.

    `truncated` is set where the log has not the end of its last run: that was killed, or the log lost its end.
    """

    files: dict[str, list[LogEntry]] = field(default_factory=dict)
    truncated: bool = False


def read_edit_log(path: Path) -> ReadLog:
    """An edit log, read whole. InputError where it cannot be read or is none."""
    log = ReadLog()
    try:
        with path.open("rb") as stream:
            for number, line in _lines(stream):
                if line is None:
                    raise InputError(f"{path}:{number}: not a line of an edit log; give a file made by fix --edits")
                _take(log, line, f"{path}:{number}")
    except OSError as error:
        raise InputError(f"{path}: cannot read the edits: {error.strerror}; check the name") from error
    return log


def _lines(stream: BinaryIO) -> Iterator[tuple[int, LogEntry | EndLine | None]]:
    """The entries and ends of a log, each with the number of the line that ends it; None for what is neither. A last
    line that is not whole counts as not there."""
    entry: LogEntry | None = None
    changes: list[tuple[str | None, NetChange]] = []
    missing = number = 0
    for number, data in enumerate(stream, 1):
        line = _decoded(data)
        if line is None and not data.endswith(b"\n"):
            break
        if entry and not isinstance(line, ChangeLine | FindingLine):
            entry.changes = None if missing else changes
            yield number, entry
            entry = None
        if isinstance(line, LogHeader):
            entry, changes, missing = LogEntry(line, None), [], line.changes + line.findings
        elif isinstance(line, EndLine):
            yield number, line
        elif line is None or entry is None:
            yield number, None
        else:
            missing -= 1
            if isinstance(line, ChangeLine):
                change = NetChange(line.start, line.end, line.replacement, line.found, line.rules)
                changes.append((line.field, change))
    if entry:
        entry.changes = None if missing else changes
        yield number, entry


def _take(log: ReadLog, line: LogEntry | EndLine, position: str) -> None:
    if isinstance(line, LogEntry):
        log.files.setdefault(line.header.output or line.header.path, []).append(line)
        log.truncated = line.header.inputs > 1
    elif line.path is None:
        log.truncated = False
    elif line.path in log.files:
        log.files[line.path][-1].ends = line.entries
    else:
        raise InputError(f"{position}: not a line of an edit log; give a file made by fix --edits")


def _decoded(data: bytes) -> _Line | None:
    try:
        line: _Line = _DECODER.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return line


def _first_line(stream: BinaryIO) -> bytes:
    """The first line of a file that is not buffered, as far as it tells what the file is."""
    line = b""
    while b"\n" not in line and (piece := stream.read(_BLOCK)):
        line += piece
    return line[: line.find(b"\n") + 1] if b"\n" in line else line


def _end_of_lines(stream: BinaryIO) -> int:
    """Where the last whole line of a file ends: a killed run may have left a part of one after it."""
    end = stream.seek(0, os.SEEK_END)
    while end:
        start = max(0, end - _BLOCK)
        stream.seek(start)
        newline = stream.read(end - start).rfind(b"\n")
        if newline >= 0:
            return start + newline + 1
        end = start
    return 0
