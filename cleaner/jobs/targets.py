"""Where the clean form of an input goes: nowhere, to standard output, in place of it, or elsewhere."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from cleaner import remote
from cleaner.errors import InputError
from cleaner.files import Opened
from cleaner.formats.compression import Compression, Packer
from cleaner.formats.parquet import Batch, ParquetRows
from cleaner.formats.parquet_writer import ParquetWriter
from cleaner.formats.records import Splice
from cleaner.jobs.inputs import Source
from cleaner.jobs.work import spliced
from cleaner.staging import Partial, Staged, Writer

STDOUT = "-"
_COPIED = 1 << 20

Stage = Callable[[Partial | None], AbstractContextManager[Staged]]


class Target(Protocol):
    """Where one input goes. `at` counts the bytes that went there, before they are packed; `differs` says whether
    they are others than those of the input, as far as that matters."""

    at: int

    @property
    def differs(self) -> bool: ...

    def put(self, data: bytes, splices: Sequence[Splice]) -> None:
        """Add bytes of the input, with what differs in them."""
        ...

    def pause(self) -> int | None:
        """Bring what there is to the disk; how many bytes of the partial file that are, None where there is none."""
        ...

    def finish(self, before: Callable[[], None]) -> None:
        """Put everything in its place, where anything differs; `before` that happens, call this once."""
        ...

    def close(self) -> None:
        """Give up what is not in its place."""
        ...


@dataclass
class Nowhere:
    """For what is only looked at."""

    at: int = 0
    differs: bool = False

    def put(self, data: bytes, splices: Sequence[Splice]) -> None:
        """Do nothing."""

    def pause(self) -> None:
        """Nothing is kept."""

    def finish(self, before: Callable[[], None]) -> None:
        """Nothing is put anywhere."""

    def close(self) -> None:
        """Nothing was begun."""


@dataclass
class StandardOutput:
    """Unpacked, and at once where lines are waited for, else at the end of each input."""

    at_once: bool = False
    at: int = 0
    differs: bool = True

    def put(self, data: bytes, splices: Sequence[Splice]) -> None:
        for piece in spliced(data, splices):
            self.at += len(piece)
            sys.stdout.buffer.write(piece)
        if self.at_once:
            sys.stdout.buffer.flush()

    @contextlib.contextmanager
    def sink(self) -> Iterator[BinaryIO]:
        """What is written to."""
        yield sys.stdout.buffer

    def pause(self) -> None:
        """It cannot be taken back, so a run that writes there is not resumed."""

    def finish(self, before: Callable[[], None]) -> None:
        before()
        sys.stdout.buffer.flush()

    def close(self) -> None:
        """It stays open."""


class StagedTarget:
    """A file that is written beside its place, in a partial file that `checkpoint` keeps if it is not None.

    `stage` makes the file, of `folder`.
    """

    def __init__(self, stage: Stage, folder: Path, compression: Compression, key: str | None) -> None:
        self.at = 0
        self.differs = True
        self._stage = stage
        self._folder = folder
        self._compression = compression
        self._partial = Partial(key) if key else None
        self._stack = contextlib.ExitStack()
        self._staged: Staged | None = None
        self._packer: Packer | None = None

    @property
    def left_over(self) -> bool:
        """Whether a killed run left its partial file."""
        return bool(self._partial and self._partial.path(self._folder).exists())

    def resume(self, at: int, length: int | None, *, differs: bool) -> None:
        """Go on behind `at` bytes of a run that was killed, of whose partial file, if it began one, `length` hold."""
        self.at = at
        self.differs = differs
        if self._partial and length is not None:
            self._partial = Partial(self._partial.key, length)
            self._begin()

    def put(self, data: bytes, splices: Sequence[Splice]) -> None:
        packer = self._begin()
        for piece in spliced(data, splices):
            self.at += len(piece)
            packer.write(piece)

    @contextlib.contextmanager
    def sink(self) -> Iterator[BinaryIO]:
        """What is written to, unpacked; errors are told as those of the place."""
        self._begin()
        staged = cast(Staged, self._staged)
        with staged.writing():
            yield staged.stream

    def pause(self) -> int | None:
        if self._staged is None or self._packer is None:
            return None
        with self._staged.writing():
            self._packer.end_member()
        return self._staged.sync()

    def finish(self, before: Callable[[], None]) -> None:
        self._begin()
        assert self._packer is not None
        assert self._staged is not None
        with self._staged.writing():
            self._packer.close()
        self._staged.seal()
        before()
        self._place(self._staged)

    def close(self) -> None:
        self._stack.close()

    def abandon(self) -> None:
        """Take away the partial file of an input that failed: nobody will go on with it."""
        if self._partial:
            with contextlib.suppress(OSError):
                self._partial.path(self._folder).unlink()

    def _begin(self) -> Packer:
        if self._packer is None:
            self._staged = self._stack.enter_context(self._stage(self._partial))
            self._packer = Packer(cast(BinaryIO, self._staged), self._compression)
        return self._packer

    def _place(self, staged: Staged) -> None:
        staged.commit()


class RowsTarget:
    """A columnar file, written as it was read, where `inner` puts things. `at` counts rows."""

    def __init__(self, inner: StagedTarget | StandardOutput | Nowhere, rows: ParquetRows) -> None:
        self.at = 0
        self.inner = inner
        self._rows = rows
        self._writer: ParquetWriter | None = None

    @property
    def differs(self) -> bool:
        """Whether any row does."""
        return self.inner.differs

    def put_rows(self, batch: Batch, texts: Mapping[tuple[int, str], str], drop: Collection[int]) -> None:
        """Add the rows of a batch with new texts, without those to `drop`."""
        self.at += len(batch.rows) - len(drop)
        if isinstance(self.inner, Nowhere):
            return
        self.inner.differs |= bool(texts or drop)
        with self.inner.sink() as sink:
            if self._writer is None:
                self._writer = ParquetWriter(sink, self._rows)
            self._writer.write(batch, texts, drop)

    def put(self, data: bytes, splices: Sequence[Splice]) -> None:
        """There are no bytes to put."""

    def pause(self) -> int | None:
        """A columnar file is nothing before its end: until then there is nothing to go on with."""
        return None if self._writer else self.inner.pause()

    def finish(self, before: Callable[[], None]) -> None:
        if isinstance(self.inner, Nowhere):
            return
        with self.inner.sink() as sink:
            (self._writer or ParquetWriter(sink, self._rows)).close()
        self._writer = None
        self.inner.finish(before)

    def close(self) -> None:
        if self._writer:
            with contextlib.suppress(Exception):  # what is written to is given up
                self._writer.close()
        self.inner.close()


class InPlace(StagedTarget):
    """In place of the input, and only if anything differs: until then nothing is written, then what went before."""

    def __init__(self, writer: Writer, source: Source, *, backup: bool, key: str | None) -> None:
        file = cast(Opened, source.file)
        folder = file.path.parent
        super().__init__(lambda kept: writer.replacing(file, partial=kept), folder, source.compression, key)
        writer.sweep(file.path.parent)
        self._writer = writer
        self._file = file
        self._backup = backup
        self._lazy = source.plain
        self.differs = False

    def put(self, data: bytes, splices: Sequence[Splice]) -> None:
        if splices and not self.differs:
            self.differs = True
            if self._lazy:
                self._copy_beginning()
        if self.differs or not self._lazy:
            super().put(data, splices)
        else:
            self.at += len(data)

    def finish(self, before: Callable[[], None]) -> None:
        if self.differs:
            super().finish(before)
            return
        before()
        if self._staged:
            self._staged.temporary.unlink()

    def _place(self, staged: Staged) -> None:
        if self._backup:
            self._writer.back_up(self._file)
        super()._place(staged)

    def _copy_beginning(self) -> None:
        """What was passed over so far: the first `at` bytes of the file."""
        packer = self._begin()
        with self._file.path.open("rb") as stream:
            left = self.at
            while left:
                piece = stream.read(min(left, _COPIED))
                if not piece:
                    raise InputError(f"{self._file.named}: it became shorter while it was read; run again")
                packer.write(piece)
                left -= len(piece)


def elsewhere(writer: Writer, path: Path, compression: Compression, key: str | None) -> StagedTarget:
    """A file of another name."""
    return StagedTarget(lambda kept: writer.creating(path, partial=kept), path.resolve().parent, compression, key)


class Remote(StagedTarget):
    """An object of a remote store: written in `folder` first, then sent whole."""

    def __init__(self, writer: Writer, folder: Path, url: str, compression: Compression) -> None:
        self._path = folder / "object"
        self._url = url
        super().__init__(lambda kept: writer.creating(self._path, partial=kept), folder, compression, None)

    def _place(self, staged: Staged) -> None:
        super()._place(staged)
        remote.put(self._path, self._url)
        self._path.unlink()
