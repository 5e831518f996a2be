"""Reading an input of a job: a file, standard input or a remote object, unpacked, in the blocks of its format."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO, cast

from cleaner.errors import CleanerError, InputError
from cleaner.formats import InputOptions, open_format
from cleaner.formats.base import Block, Format
from cleaner.formats.compression import MAGIC, Compression, unpacked
from cleaner.formats.heads import bounded, head_of
from cleaner.formats.parquet import Parquet
from cleaner.jobs.own_files import OwnFileError, own_file
from cleaner.storage import remote
from cleaner.storage.finding import STDIN, Input
from cleaner.storage.reading import OpenFile, identity, opened, trouble

_SKIPPED = 1 << 20


class Reader:
    """An input that is open. `file` is the file it is, where it is one of this machine."""

    def __init__(
        self, source: Input, form: Format, compression: Compression, stream: BinaryIO, file: OpenFile | None
    ) -> None:
        self.source = source
        self.format = form
        self.compression = compression
        self.file = file
        self._stream = stream

    @property
    def plain(self) -> bool:
        """Whether the stream is what the file holds, so that any part of it can be read by anyone."""
        return _is_plain(self.file, self.compression)

    @property
    def size(self) -> int:
        """The bytes it has on the disk, so far as it has any."""
        return self.file.facts.st_size if self.file and self.file.regular else 0

    @property
    def facts(self) -> tuple[int, ...]:
        """What tells whether it is still the file it was; nothing for what is no file."""
        return identity(self.file.facts) if self.file and self.file.regular else ()

    def position(self, start: int) -> int:
        """How many of its bytes on the disk were read for what is done: up to byte `start` of its content."""
        return start if self.plain or not self.size else min(self.size, cast(OpenFile, self.file).stream.tell())

    def total(self) -> int:
        """How many records it holds; it is read through for that."""
        return self.format.total(self._stream)

    def blocks(self, start: int = 0, line: int = 1, *, one_by_one: bool = False) -> Iterator[Any]:
        """Its blocks from byte `start`, line `line` on; with one record each, if wanted. InputError; OSError."""
        size = {"size": 1} if one_by_one else {}
        with contextlib.ExitStack() as stack:
            if self.source.part:
                start = self._go_to_part(self.source.part, stack)
            elif start:
                self._skip(start)
            for block in self.format.blocks(self._stream, start=start, line=line, **size):
                yield self.in_file(block)

    def _go_to_part(self, part: tuple[int, int], stack: contextlib.ExitStack) -> int:
        """Read only a part: groups of rows, or bytes; the byte at which they begin."""
        if isinstance(self.format, Parquet):
            self.format.groups = range(*part)
            return 0
        stream = self.file.stream if self.file else stack.enter_context(remote.open_read(self.source.name))
        stream.seek(part[0])
        self._stream = bounded(stream, part[1] - part[0])
        return part[0]

    def in_file(self, block: Any) -> Any:
        """A block that knows the file its bytes lie in, where a worker can read them there itself."""
        if self.plain and self.format.bytewise and self.file:
            return replace(cast(Block, block), file=self.file.path)
        return block

    def confirm(self) -> None:
        """InputError where it is a file that was changed since it was opened."""
        if self.file:
            self.file.confirm()

    def _skip(self, start: int) -> None:
        """Go to byte `start` of its content. InputError where that ends before."""
        if self.plain:
            self._stream = cast(OpenFile, self.file).stream
            self._stream.seek(start)
            return
        left = start
        while left and (piece := self._stream.read(min(left, _SKIPPED))):
            left -= len(piece)
        if left:
            raise InputError(f"{self.source.name}: it is shorter than when the run began; run without --resume")


@contextlib.contextmanager
def reading(source: Input, options: InputOptions, *, to_replace: bool = False) -> Iterator[Reader]:
    """An input, open. InputError where it cannot be read, OwnFileError where it is what a run wrote for itself."""
    name = source.name
    with contextlib.ExitStack() as stack:
        file: OpenFile | None = None
        if name == STDIN:
            raw: BinaryIO = sys.stdin.buffer
        elif remote.is_remote(name):
            raw = stack.enter_context(remote.open_read(name))
        else:
            file = stack.enter_context(opened(Path(name), to_replace=to_replace))
            raw = file.stream
        with _telling(name):
            magic, packed = head_of(raw, lambda head: len(head) >= MAGIC)
            compression = Compression.of(name, magic)
            head, stream = head_of(unpacked(packed, compression))
            what = own_file(head) if file else None
            if what:
                raise OwnFileError(f"{name}: left out: it is {what}")
            plain = file.stream if file and _is_plain(file, compression) else None
            form, stream = open_format(name, head, stream, options, lambda other: _rewound(plain) or other)
        yield Reader(source, form, compression, stream, file)


def _is_plain(file: OpenFile | None, compression: Compression) -> bool:
    return bool(file and file.regular) and compression is Compression.NONE


def _rewound(stream: BinaryIO | None) -> BinaryIO | None:
    if stream:
        stream.seek(0)
    return stream


@contextlib.contextmanager
def _telling(name: str) -> Iterator[None]:
    """Around what reads an input: its errors speak of it."""
    try:
        yield
    except OSError as error:
        raise InputError(trouble(name, "read it", error)) from error
    except OwnFileError:
        raise
    except CleanerError as error:
        raise named(name, error) from error


def named(name: str, error: CleanerError) -> CleanerError:
    """An error that begins with the name of the input it is about."""
    message = str(error)
    return error if message.startswith(f"{name}:") else InputError(f"{name}: {message}")
