"""Putting new bytes in place of old ones without ever losing either.

A file is replaced whole or not at all: the new bytes go to a temporary file in the same folder, reach the disk, and are
renamed over the old ones. What a killed run left is swept by the next one that writes in the folder; the partial
file of a run that can be resumed stays until it is.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import secrets
import shutil
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from cleaner.errors import InputError, OutputError
from cleaner.storage.reading import OpenFile, identity, trouble

_PREFIX, _SUFFIX, _PARTIAL = ".cleaner-", ".tmp", ".partial"

_DEVICE_ERRORS = {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS, errno.ENODEV}
"""What is wrong with a device and not with one file: the next file would fail as well."""

_COMPARED = 1 << 20


@dataclass(frozen=True, slots=True)
class Partial:
    """The file that a run leaves when it is killed, to be resumed: found again by `key`, which names the run.

    `length` is how many of its bytes hold; None for a run that begins.
    """

    key: str
    length: int | None = None

    def path(self, folder: Path) -> Path:
        """Where it lies."""
        return folder / f"{_PREFIX}{self.key}{_PARTIAL}"


@dataclass(slots=True)
class Staged:
    """New bytes for a file: they lie in a temporary file in the same folder until `commit` puts them there.

    `like` is the file whose owner, mode and attributes they get, `replaces` the facts of the file that stood
    there, which must still be as it was. Every error is an InputError that speaks of it as the user named it.
    """

    stream: BinaryIO
    temporary: Path
    target: Path
    named: Path
    like: Path | None = None
    replaces: os.stat_result | None = None

    def write(self, data: bytes) -> int:
        """Add bytes."""
        with self.writing():
            return self.stream.write(data)

    def sync(self) -> int:
        """Bring what was written to the disk; how many bytes that are."""
        with self.writing():
            self.stream.flush()
            os.fsync(self.stream.fileno())
            return self.stream.tell()

    def check(self) -> None:
        """OutputError where the temporary file is gone: what is written now would never be seen."""
        require_there(self.stream, self.temporary, self.named)

    def seal(self) -> None:
        """Give the bytes the facts of the file that they replace, and bring all to the disk."""
        with self.writing():
            self.stream.flush()
            if self.like:
                _take_over(self.temporary, self.like)
            os.fsync(self.stream.fileno())

    def commit(self) -> None:
        """Put the bytes in their place."""
        self.seal()
        with self.writing():
            if self.replaces and identity(self.target.stat()) != identity(self.replaces):
                raise InputError(f"{self.named}: something else changed it meanwhile and it was left so; run again")
            self.temporary.replace(self.target)
            flush_folder(self.target.parent)

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Around whatever writes: its OSErrors become InputErrors; OutputErrors where no other file can be written."""
        try:
            yield
        except OSError as error:
            raise _unwritable(self.named, error) from error


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes files whole, and sweeps each folder once before it writes there."""

    _swept: set[Path] = field(default_factory=set)

    def sweep(self, folder: Path) -> None:
        """Remove the temporary files that killed runs left in `folder`; those of runs that live are locked."""
        if folder in self._swept:
            return
        self._swept.add(folder)
        with contextlib.suppress(OSError):  # a folder that cannot be listed holds nothing we could have left
            for path in folder.iterdir():
                if path.name.startswith(_PREFIX) and path.name.endswith(_SUFFIX):
                    _remove_if_dead(path)

    @contextlib.contextmanager
    def replacing(self, file: OpenFile, *, partial: Partial | None = None) -> Iterator[Staged]:
        """Bytes to put in place of a file that is read. InputError, and the file as it was, where that cannot be."""
        require_replaceable(file)
        with self._staged(file.path, file.named, like=file.path, replaces=file.facts, partial=partial) as staged:
            yield staged

    def back_up(self, file: OpenFile) -> None:
        """Keep a copy of a file beside it, over no other file; none where the newest is that already, as after a kill
        between the copy and what it was made for."""
        newest, copy = _backup_names(file.path)
        if newest and _same_bytes(newest, file.path):
            return
        with self._staged(copy, named=copy, like=file.path) as staged, staged.writing():
            with file.path.open("rb") as stream:
                shutil.copyfileobj(stream, staged.stream)
            staged.commit()

    def replace(self, file: OpenFile, data: bytes) -> None:
        """Put `data` in place of a file that was read, as `replacing` does."""
        with self.replacing(file) as staged:
            staged.write(data)
            staged.commit()

    @contextlib.contextmanager
    def creating(self, path: Path, *, partial: Partial | None = None) -> Iterator[Staged]:
        """Bytes to put at `path`, where there may be a file already, but no other thing."""
        try:
            target = path.resolve()
            target.parent.mkdir(parents=True, exist_ok=True)
            facts = target.stat() if target.exists() else None
        except OSError as error:
            raise InputError(trouble(path, "write it", error)) from error
        if facts and not stat.S_ISREG(facts.st_mode):
            kind = "a folder" if stat.S_ISDIR(facts.st_mode) else "not a regular file"
            raise InputError(f"{path}: it is {kind} and cannot be written; name a file")
        if facts and facts.st_nlink > 1:
            raise InputError(f"{path}: it has {facts.st_nlink} hard links; remove it first, or name another file")
        with self._staged(target, path, like=target if facts else None, replaces=facts, partial=partial) as staged:
            yield staged

    def create(self, path: Path, data: Iterable[bytes]) -> None:
        """Put the pieces of `data` at `path`, as `creating` does."""
        with self.creating(path) as staged:
            for piece in data:
                staged.write(piece)
            staged.commit()

    @contextlib.contextmanager
    def _staged(
        self,
        target: Path,
        named: Path,
        *,
        like: Path | None = None,
        replaces: os.stat_result | None = None,
        partial: Partial | None = None,
    ) -> Iterator[Staged]:
        self.sweep(target.parent)
        with contextlib.ExitStack() as stack:
            try:
                if partial:
                    temporary, stream = stack.enter_context(_kept(target.parent, partial, private=like is not None))
                else:
                    temporary, stream = stack.enter_context(_temporary(target.parent, private=like is not None))
            except OSError as error:
                raise _unwritable(named, error) from error
            yield Staged(stream, temporary, target, named, like, replaces)


def require_replaceable(file: OpenFile) -> None:
    """InputError where a file must not be replaced: it is read-only, or has other names that would keep the old one."""
    if not os.access(file.path, os.W_OK):
        raise InputError(f"{file.named}: it is read-only; allow writing (chmod u+w), or write elsewhere with -o")
    if file.facts.st_nlink > 1:
        raise InputError(
            f"{file.named}: it has {file.facts.st_nlink} hard links, of which only one would be cleaned; "
            "write elsewhere with -o, or replace the links by copies"
        )


@contextlib.contextmanager
def _temporary(folder: Path, *, private: bool) -> Iterator[tuple[Path, BinaryIO]]:
    """A new locked file in `folder`, gone afterwards unless it was renamed."""
    while True:
        path = folder / f"{_PREFIX}{secrets.token_hex(6)}{_SUFFIX}"
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600 if private else 0o666)
        with _closing(os.fdopen(handle, "wb")) as stream:
            if not lock(handle) or not os.fstat(handle).st_nlink:
                continue  # another run swept it between its making and its locking
            try:
                yield path, stream
            finally:
                with contextlib.suppress(FileNotFoundError):
                    path.unlink()
            return


@contextlib.contextmanager
def _closing(stream: BinaryIO) -> Iterator[BinaryIO]:
    """Close a stream of which all that counts has been flushed; what is still to be written is given up in silence."""
    try:
        yield stream
    finally:
        with contextlib.suppress(OSError):
            stream.close()


@contextlib.contextmanager
def _kept(folder: Path, partial: Partial, *, private: bool) -> Iterator[tuple[Path, BinaryIO]]:
    """The partial file of a run, cut back to what holds of it and locked; it stays when the run ends."""
    path = partial.path(folder)
    begins = os.O_CREAT | os.O_TRUNC if partial.length is None else 0
    handle = os.open(path, os.O_RDWR | os.O_CLOEXEC | begins, 0o600 if private else 0o666)
    with _closing(os.fdopen(handle, "r+b")) as stream:
        if not lock(handle):
            raise InputError(f"{path}: another run of the same work is at it; wait for it to end")
        if partial.length is not None:
            stream.truncate(partial.length)
            stream.seek(partial.length)
        yield path, stream


def lock(handle: int) -> bool:
    """Whether nobody else has locked the file; where a file system has no locks, nobody has."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def _remove_if_dead(path: Path) -> None:
    """Remove a temporary file unless the run that made it still holds its lock, or that cannot be told."""
    with contextlib.suppress(OSError):
        handle = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            if stat.S_ISREG(os.fstat(handle).st_mode):
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                path.unlink()
        finally:
            os.close(handle)


def _take_over(path: Path, model: Path) -> None:
    """Give the file at `path` the owner, the mode and the extended attributes of `model`; not its times."""
    own, wanted = path.stat(), model.stat()
    if (own.st_uid, own.st_gid) != (wanted.st_uid, wanted.st_gid):
        os.chown(path, wanted.st_uid, wanted.st_gid)
    shutil.copystat(model, path)
    os.utime(path)


def _unwritable(named: Path, error: OSError) -> InputError:
    kind = OutputError if error.errno in _DEVICE_ERRORS else InputError
    return kind(trouble(named, "write it", error) + "; it is as it was")


def require_there(stream: BinaryIO, path: Path, named: Path) -> None:
    """OutputError where a file that is being written no longer has its name."""
    try:
        if os.path.samestat(path.stat(), os.fstat(stream.fileno())):
            return
    except OSError:
        pass
    raise OutputError(f"{named}: it was removed while it was written; leave it there and run again")


def _backup_names(path: Path) -> tuple[Path | None, Path]:
    """The newest copy of a file that is there, `path` with `.bak` after it and a number from the second on; and the
    name of the next one."""
    newest = None
    copy = path.with_name(path.name + ".bak")
    number = 1
    while os.path.lexists(copy):
        newest = copy
        number += 1
        copy = path.with_name(f"{path.name}.bak{number}")
    return newest, copy


def _same_bytes(one: Path, other: Path) -> bool:
    try:
        with one.open("rb") as first, other.open("rb") as second:
            while (piece := first.read(_COMPARED)) == second.read(_COMPARED):
                if not piece:
                    return True
    except OSError:
        pass
    return False


def flush_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # some file systems cannot, and then rename is as safe as it gets
            os.fsync(handle)
    finally:
        os.close(handle)
