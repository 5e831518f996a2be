"""Opening what a job reads: a file, standard input or a remote object, unpacked, with the way its records are read."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from cleaner import remote
from cleaner.errors import CleanerError, InputError
from cleaner.files import Opened, opened, trouble
from cleaner.formats import FormatName, detect
from cleaner.formats.compression import MAGIC, Compression, unpacked
from cleaner.formats.csv import Csv, has_header
from cleaner.formats.heads import head_of
from cleaner.formats.jsonl import JsonLines
from cleaner.formats.parquet import ParquetRows
from cleaner.formats.records import Records
from cleaner.formats.text import TextLines, WholeFile

STDIN = "-"

_SKIPPED = 1 << 20


@dataclass(frozen=True, slots=True)
class Reading:
    """How inputs are to be read."""

    format: str = "auto"
    fields: tuple[str, ...] = ("text",)
    id_field: str | None = "id"
    lang_field: str | None = None
    encoding: str = "utf-8"
    lines: bool = False
    """Whether a line of text is a document of its own."""


@dataclass(slots=True)
class Source:
    """An input that is open: `file` where it lies in the file system, `stream` what it holds, unpacked, and how its
    `records` or its `rows` are read."""

    name: str
    format: FormatName
    compression: Compression
    stream: BinaryIO
    file: Opened | None
    records: Records | None = None
    rows: ParquetRows | None = None

    @property
    def plain(self) -> bool:
        """Whether the stream is what the file holds, so that any part of it can be read by anyone."""
        return bool(self.file and self.file.regular) and self.compression is Compression.NONE

    @property
    def size(self) -> int:
        """The bytes it has on the disk, so far as it has any."""
        return self.file.facts.st_size if self.file and self.file.regular else 0

    def position(self, start: int) -> int:
        """How many of them were read for what is done, which goes up to byte `start` of what it holds."""
        return start if self.plain or not self.size else min(self.size, cast(Opened, self.file).stream.tell())

    def rewound(self) -> BinaryIO:
        """What it holds, from the beginning: the file itself where that can be sought."""
        if self.plain:
            self.stream = cast(Opened, self.file).stream
            self.stream.seek(0)
        return self.stream

    def skip(self, start: int) -> None:
        """Go to byte `start` of what it holds. InputError where it ends before."""
        if self.plain:
            self.rewound().seek(start)
            return
        left = start
        while left and (piece := self.stream.read(min(left, _SKIPPED))):
            left -= len(piece)
        if left:
            raise InputError(f"{self.name}: it is shorter than when the run began; run without --resume")


@contextlib.contextmanager
def opening(name: str, reading: Reading, *, to_replace: bool = False) -> Iterator[Source]:
    """The input of a name, open: a path, a URL, or `-`. InputError where it cannot be read."""
    with contextlib.ExitStack() as stack:
        file: Opened | None = None
        if name == STDIN:
            raw: BinaryIO = sys.stdin.buffer
        elif remote.is_remote(name):
            raw = stack.enter_context(remote.open_read(name))
        else:
            file = stack.enter_context(opened(Path(name), to_replace=to_replace))
            raw = file.stream
        with _reading(name):
            magic, packed = head_of(raw, lambda head: len(head) >= MAGIC)
            compression = Compression.of(name, magic)
            head, stream = head_of(unpacked(packed, compression))
            known = detect(name, head, reading.format)
            if known is FormatName.CSV:
                head, stream = head_of(stream, has_header)
            source = Source(name, known, compression, stream, file)
            if known is FormatName.PARQUET:
                whole = source.rewound()
                source.rows = ParquetRows.of(whole, reading.fields, reading.id_field, reading.lang_field)
            else:
                source.records = _records(name, known, head, reading)
        yield source


def _records(name: str, known: FormatName, head: bytes, reading: Reading) -> Records:
    """How the records of a stream are read that begins with `head`."""
    if known is FormatName.TEXT:
        return TextLines(reading.encoding) if reading.lines else WholeFile(reading.encoding)
    if known is FormatName.JSONL:
        return JsonLines(reading.fields, reading.id_field, reading.lang_field)
    tabs = ".tsv" in name.lower()
    return Csv.of(head, reading.fields, reading.id_field, reading.lang_field, reading.encoding, tabs=tabs)


@contextlib.contextmanager
def _reading(name: str) -> Iterator[None]:
    """Around what reads an input: its errors speak of it."""
    try:
        yield
    except OSError as error:
        raise InputError(trouble(name, "read it", error)) from error
    except CleanerError as error:
        raise placed(name, error) from error


def placed(name: str, error: CleanerError) -> CleanerError:
    """An error that begins with the name of the input it is about."""
    message = str(error)
    return error if message.startswith(f"{name}:") else InputError(f"{name}: {message}")
