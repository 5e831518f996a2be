"""Files that a run writes along the way, piece by piece: the edit log, the dead letters.

They must hold what they say before a file is replaced, so they are brought to the disk when asked; and they may be more
than files: a device, a pipe. Whatever cannot be written ends the run: an OutputError, at once.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from cleaner.errors import OutputError
from cleaner.storage.reading import trouble
from cleaner.storage.staging import lock, require_there

_BUFFER = 1 << 16


class AppendedFile:
    """A file that is being written at its end.

    `what` names its content in messages. Nobody else may write it meanwhile. After an error what the last `sync`
    brought to the disk is all there is, and nothing more can be written.
    """

    def __init__(self, path: Path, what: str) -> None:
        """Open the file, or make it. OutputError where that cannot be: it is locked, or a pipe that nobody reads."""
        self.path = path
        self._what = what
        self._held: list[bytes] = []
        self._size = 0
        self._synced = 0
        self._broken = False
        self._stream: BinaryIO | None = None
        self.regular = False
        with self._writing():
            handle = _opened(path)
            facts = os.fstat(handle)
            regular = stat.S_ISREG(facts.st_mode)
            self._stream = cast(BinaryIO, os.fdopen(handle, "r+b" if regular else "wb", buffering=0))
        if regular and not lock(handle):
            self.give_up()
            raise OutputError(f"{path}: another run writes its {what} there; wait for it, or name another file")
        self.regular = regular
        self._synced = facts.st_size if regular else 0

    @property
    def stream(self) -> BinaryIO:
        """The file, to be read before anything is written."""
        assert self._stream is not None
        return self._stream

    def cut(self, length: int) -> None:
        """Cut a regular file to so many bytes; what is written next comes after them."""
        if self.regular:
            with self._writing():
                self.stream.truncate(length)
                self._synced = length

    def write(self, data: bytes) -> None:
        """Add bytes, now or soon."""
        self._held.append(data)
        self._size += len(data)
        if self._size >= _BUFFER:
            self.flush()

    def sync(self) -> int:
        """Bring all to the disk; how many bytes it is long. A device or a pipe has no length, and no disk."""
        if self._broken:
            raise OutputError(f"{self.path}: the {self._what} cannot be written any more; see the first error")
        self.flush()
        if not self.regular:
            return 0
        with self._writing():
            self.check()
            os.fsync(self.stream.fileno())
            self._synced = os.fstat(self.stream.fileno()).st_size
            return self._synced

    def check(self) -> None:
        """OutputError where the file was removed, or nobody reads the pipe any more."""
        if self.regular:
            require_there(self.stream, self.path, self.path)

    def close(self) -> None:
        """Write what is held, and close the file."""
        if not self._broken:
            self.flush()
            self._broken = True
            with self._writing():
                self.stream.close()

    def give_up(self) -> None:
        """Close the file without what is held: the run ends early."""
        self._broken = True
        self._held.clear()
        if self._stream:
            with contextlib.suppress(OSError):
                self._stream.close()

    def flush(self) -> None:
        """Write what is held."""
        if not self._held:
            return
        data = memoryview(b"".join(self._held))
        self._held.clear()
        self._size = 0
        with self._writing():
            while data:
                written = self.stream.write(data)
                data = data[written or 0 :]

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        """Around whatever writes. Where that fails, what came after the last `sync` is taken back."""
        try:
            yield
        except OSError as error:
            if self._stream and self.regular:
                with contextlib.suppress(OSError):
                    self._stream.truncate(self._synced)
            self.give_up()
            raise OutputError(trouble(self.path, f"write the {self._what}", error)) from error


def _opened(path: Path) -> int:
    """A handle that writes at the end of a file, or into what is no file and is there already."""
    if path.exists() and not path.is_file():
        # Without O_NONBLOCK, opening a pipe would wait for a reader that may never come.
        handle = os.open(path, os.O_WRONLY | os.O_CLOEXEC | os.O_NONBLOCK)
        os.set_blocking(handle, True)
        return handle
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o666)
