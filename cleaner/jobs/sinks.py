"""Where the clean form of an input goes: nowhere, to standard output, in place of it, or elsewhere."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, BinaryIO, cast

from cleaner.errors import InputError
from cleaner.formats.base import BlockWriter, Format
from cleaner.formats.compression import Compression, Packer
from cleaner.jobs.reader import Reader
from cleaner.storage import remote
from cleaner.storage.staging import Partial, Staged, Writer, require_replaceable

STDOUT = "-"
_COPIED = 1 << 20

Stage = Callable[[Partial | None], AbstractContextManager[Staged]]


class Sink:
    """Where one input goes. `at` counts the bytes, or rows, that went there, before they are packed; `differs` says
    whether they are others than those of the input, as far as that matters.

    This one is nowhere: for what is only looked at.
    """

    def __init__(self) -> None:
        self.at = 0
        self.differs = False

    @property
    def left_over(self) -> bool:
        """Whether a killed run left its partial file."""
        return False

    def resume(self, at: int, length: int | None, *, differs: bool, whole: bool) -> None:
        """Go on after `at` bytes of a run that was killed, of whose partial file, if it began one, `length` hold;
        `whole` if nothing is left to be written."""

    def begin(self) -> None:
        """Make sure, before any work, that something can be written there. InputError where not."""

    def put(self, block: Any, patches: Sequence[Any]) -> None:
        """Add a block of the input, with what differs in it."""

    def check(self) -> None:
        """OutputError where what was written is gone."""

    def pause(self) -> int | None:
        """Bring what there is to the disk; how many bytes of the partial file that are, None where there is none."""
        return None

    def finish(self, before: Callable[[], None]) -> None:
        """Put everything in its place, where anything differs; `before` that happens, call this once."""
        before()

    def abandon(self) -> None:
        """Take away the partial file of an input that failed: nobody will go on with it."""

    def close(self) -> None:
        """Give up what is not in its place."""


class StandardOutput(Sink):
    """Unpacked, and at once where lines are waited for, else at the end of each input."""

    def __init__(self, form: Format, *, at_once: bool = False) -> None:
        super().__init__()
        self.differs = True
        self._at_once = at_once
        self._writer = form.writer(sys.stdout.buffer)

    def put(self, block: Any, patches: Sequence[Any]) -> None:
        self.at += self._writer.put(block, patches)
        if self._at_once:
            sys.stdout.buffer.flush()

    def finish(self, before: Callable[[], None]) -> None:
        self._writer.close()
        before()
        sys.stdout.buffer.flush()

    def close(self) -> None:
        with contextlib.suppress(Exception):  # what is written to is given up
            self._writer.close()


class StagedSink(Sink):
    """A file that is written beside its target, in a partial file that stays after a kill if `key` is not None.

    `stage` makes the file, in `folder`.
    """

    def __init__(self, form: Format, stage: Stage, folder: Path, compression: Compression, key: str | None) -> None:
        super().__init__()
        self.differs = True
        self._format = form
        self._stage = stage
        self._folder = folder
        self._compression = compression
        self._partial = Partial(key) if key else None
        self._whole = False
        self._stack = contextlib.ExitStack()
        self._staged: Staged | None = None
        self._packer: Packer | None = None
        self._writer: BlockWriter | None = None

    @property
    def left_over(self) -> bool:
        return bool(self._partial and self._partial.path(self._folder).exists())

    def resume(self, at: int, length: int | None, *, differs: bool, whole: bool) -> None:
        self.at = at
        self.differs = differs
        self._whole = whole
        if self._partial and length is not None:
            self._partial = Partial(self._partial.key, length)
            self._begin()

    def put(self, block: Any, patches: Sequence[Any]) -> None:
        staged, packer = self._begin()
        with staged.writing():
            if self._writer is None:
                self._writer = self._format.writer(cast(BinaryIO, packer))
            self.at += self._writer.put(block, patches)

    def check(self) -> None:
        if self._staged:
            self._staged.check()

    def pause(self) -> int | None:
        if self._staged is None or self._packer is None or not (self._format.bytewise or self._whole):
            return None
        with self._staged.writing():
            self._packer.end_member()
        return self._staged.sync()

    def finish(self, before: Callable[[], None]) -> None:
        staged, packer = self._begin()
        with staged.writing():
            if not self._whole:
                (self._writer or self._format.writer(cast(BinaryIO, packer))).close()
                self._writer = None
                packer.close()
        self._whole = True
        staged.seal()
        before()
        self._place(staged)

    def close(self) -> None:
        if self._writer:
            with contextlib.suppress(Exception):  # what is written to is given up
                self._writer.close()
        self._stack.close()

    def abandon(self) -> None:
        if self._partial:
            with contextlib.suppress(OSError):
                self._partial.path(self._folder).unlink()

    def _begin(self) -> tuple[Staged, Packer]:
        if self._staged is None or self._packer is None:
            self._staged = self._stack.enter_context(self._stage(self._partial))
            self._packer = Packer(cast(BinaryIO, self._staged), self._compression)
        return self._staged, self._packer

    def _place(self, staged: Staged) -> None:
        staged.commit()


class InPlace(StagedSink):
    """In place of the input, and only if anything differs: until then nothing is written, then what went before."""

    def __init__(self, writer: Writer, reader: Reader, *, backup: bool, key: str | None) -> None:
        assert reader.file
        file = reader.file
        super().__init__(
            reader.format, lambda kept: writer.replacing(file, partial=kept), file.path.parent, reader.compression, key
        )
        writer.sweep(file.path.parent)
        self._files = writer
        self._file = file
        self._backup = backup
        self._lazy = reader.plain and reader.format.bytewise
        self.differs = False

    def begin(self) -> None:
        require_replaceable(self._file)

    def put(self, block: Any, patches: Sequence[Any]) -> None:
        if patches and not self.differs:
            self.differs = True
            if self._lazy:
                self._copy_beginning()
        if self.differs or not self._lazy:
            super().put(block, patches)
        else:
            self.at += block.end - block.start

    def finish(self, before: Callable[[], None]) -> None:
        if self.differs:
            super().finish(before)
            return
        before()
        self.abandon()

    def _place(self, staged: Staged) -> None:
        if self._backup:
            self._files.back_up(self._file)
        super()._place(staged)

    def _copy_beginning(self) -> None:
        """What was passed over so far: the first `at` bytes of the file."""
        _, packer = self._begin()
        with self._file.path.open("rb") as stream:
            left = self.at
            while left:
                piece = stream.read(min(left, _COPIED))
                if not piece:
                    raise InputError(f"{self._file.named}: it became shorter while it was read; run again")
                packer.write(piece)
                left -= len(piece)


class OtherFile(StagedSink):
    """A file of another name."""

    def begin(self) -> None:
        self._begin()

    def __init__(self, writer: Writer, reader: Reader, path: Path, key: str | None) -> None:
        compression = Compression.named(str(path))
        super().__init__(
            reader.format, lambda kept: writer.creating(path, partial=kept), path.resolve().parent, compression, key
        )


class RemoteSink(StagedSink):
    """An object of a remote store: written in `folder` first, then sent whole."""

    def __init__(self, writer: Writer, reader: Reader, folder: Path, url: str) -> None:
        self._path = folder / "object"
        self._url = url
        stage = writer.creating
        compression = Compression.named(url)
        super().__init__(reader.format, lambda kept: stage(self._path, partial=kept), folder, compression, None)

    def _place(self, staged: Staged) -> None:
        super()._place(staged)
        remote.put(self._path, self._url)
        self._path.unlink()
