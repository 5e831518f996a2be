"""Dead letters: the records that failed, as JSON lines, each with its place, the reason and its bytes."""

from __future__ import annotations

import base64
import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import msgspec

from cleaner.errors import InputError
from cleaner.files import trouble
from cleaner.jobs.work import DeadLetter
from cleaner.report.inert import inert_json, valid
from cleaner.staging import lock

_TRIPLE = 3
"""Base64 turns so many bytes into four letters: pieces of that many can be encoded one by one."""


class DeadLetters:
    """A file of dead letters that is being written, from its beginning or, where a run is resumed, from `length` on."""

    def __init__(self, path: Path, length: int | None = None) -> None:
        """Open the file. InputError where that cannot be."""
        self._path = path
        self._encode = msgspec.json.Encoder().encode
        self._rest: bytes | None = None
        with self._writing():
            self._stream = path.open("ab")
            if not lock(self._stream.fileno()):
                self._stream.close()
                raise InputError(
                    f"{path}: another run writes its dead letters there; wait for it, or name another file"
                )
            self._regular = stat.S_ISREG(os.fstat(self._stream.fileno()).st_mode)
            if self._regular:
                self._stream.truncate(length or 0)
                self._stream.seek(length or 0)

    def add(self, letter: DeadLetter) -> None:
        """Write down one record."""
        self._line(letter.plain())

    def add_piece(self, path: str, line: int, error: str, data: bytes, *, last: bool) -> None:
        """Write down a piece of a record that is too long to be held; the first one begins its letter."""
        if self._rest is None:
            head = {"path": valid(path), "line": line, "id": None, "rule": None, "error": error}
            self._write(inert_json(self._encode(head).decode()).encode()[:-1] + b',"raw_base64":"')
            self._rest = b""
        data = self._rest + data
        whole = len(data) if last else len(data) - len(data) % _TRIPLE
        self._write(base64.b64encode(data[:whole]) + (b'"}\n' if last else b""))
        self._rest = None if last else data[whole:]

    def sync(self) -> int:
        """Bring all to the disk; how many bytes it is long. A device or a pipe has no length, and no disk."""
        with self._writing():
            self._stream.flush()
            if not self._regular:
                return 0
            os.fsync(self._stream.fileno())
            return self._stream.tell()

    def close(self) -> None:
        """Close the file."""
        with self._writing():
            self._stream.close()

    def _line(self, record: object) -> None:
        self._write(inert_json(self._encode(record).decode()).encode() + b"\n")

    def _write(self, data: bytes) -> None:
        with self._writing():
            self._stream.write(data)

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise InputError(trouble(self._path, "write the dead letters", error)) from error
