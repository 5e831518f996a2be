"""Dead letters: the records that failed, as JSON lines, each with its file and line, the reason and its bytes."""

from __future__ import annotations

import base64
from pathlib import Path

import msgspec

from cleaner.formats.cleaned import DeadLetter
from cleaner.report.inert import inert_json, valid
from cleaner.storage.appending import AppendedFile

_TRIPLE = 3
"""Base64 turns so many bytes into four characters: pieces of that many can be encoded one by one."""


class DeadLetters:
    """A file of dead letters that is being written, from its beginning or, where a run is resumed, from `length` on."""

    def __init__(self, path: Path, length: int | None = None) -> None:
        """Open the file. OutputError, here and later, where it cannot be written."""
        self.file = AppendedFile(path, "dead letters")
        self.file.cut(length or 0)
        self._encode = msgspec.json.Encoder().encode
        self._rest: bytes | None = None

    def add(self, letter: DeadLetter) -> None:
        """Write down one record."""
        self.file.write(inert_json(self._encode(letter.plain()).decode()).encode() + b"\n")

    def add_piece(self, path: str, line: int, error: str, data: bytes, *, last: bool) -> None:
        """Write down a piece of a record that is too long to be held; the first one begins its letter."""
        if self._rest is None:
            head = {"path": valid(path), "line": line, "id": None, "rule": None, "error": error}
            self.file.write(inert_json(self._encode(head).decode()).encode()[:-1] + b',"raw_base64":"')
            self._rest = b""
        data = self._rest + data
        whole = len(data) if last else len(data) - len(data) % _TRIPLE
        self.file.write(base64.b64encode(data[:whole]) + (b'"}\n' if last else b""))
        self._rest = None if last else data[whole:]
