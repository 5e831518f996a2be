"""Files: finding them, reading them, and putting new bytes in place of old ones without ever losing either.

A file is replaced whole or not at all: the new bytes go to a temporary file in the same folder, reach the disk, and are
renamed over the old ones. What a killed run left behind is swept by the next one that writes in the folder.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import fnmatch
import os
import secrets
import shutil
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import BinaryIO

from cleaner.errors import InputError

TEXT_FILES = ("*.txt", "*.md", "*.text")
"""The files of a folder that are taken for text, unless the user says otherwise."""

_PREFIX, _SUFFIX = ".cleaner-", ".tmp"

_ADVICE = {
    errno.ENOENT: "check the name",
    errno.EACCES: "check who may read and write it and its folder",
    errno.EPERM: "check who owns it and its folder",
    errno.ENOSPC: "make room and run again",
    errno.EDQUOT: "make room and run again",
    errno.EFBIG: "raise the limit on the size of files and run again",
    errno.EROFS: "write elsewhere with -o",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read. `within` is its place under the folder that was asked for, its name where it was named itself."""

    path: Path
    within: PurePath


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A file as it was when it was read: its name as given, where that leads through symlinks, its bytes, its facts."""

    named: Path
    path: Path
    data: bytes
    facts: os.stat_result


def find(
    paths: Iterable[Path], include: Sequence[str] = TEXT_FILES, exclude: Sequence[str] = ()
) -> tuple[list[Found], list[InputError]]:
    """The files that `paths` name, each once, and what is wrong with the rest.

    A path that names a file is taken whatever its name. A folder is walked in order of names: files that match one of
    `include` and none of `exclude`; nothing hidden and no symlinks. A glob with a slash is held against the path under
    the folder, another one against the names of the file and of the folders above it.
    """
    found: list[Found] = []
    problems: list[InputError] = []
    for path in paths:
        try:
            if path.is_dir():
                files = _walk(path, PurePath(), include, exclude, problems)
                found += [Found(file, file.relative_to(path)) for file in files]
            else:
                path.stat()
                found.append(Found(path, PurePath(path.name)))
        except OSError as error:
            problems.append(InputError(_trouble(path, "read it", error)))
    once = {file.path.resolve(): file for file in reversed(found)}
    return list(reversed(once.values())), problems


def _walk(
    top: Path, below: PurePath, include: Sequence[str], exclude: Sequence[str], problems: list[InputError]
) -> Iterator[Path]:
    """The files to take of the folder `below` `top`; folders that cannot be listed are added to `problems`."""
    try:
        with os.scandir(top / below) as scan:
            entries = sorted(scan, key=lambda entry: entry.name)
    except OSError as error:
        problems.append(InputError(_trouble(top / below, "list it", error)))
        return
    for entry in entries:
        within = below / entry.name
        if entry.name.startswith(".") or entry.is_symlink() or _matches(within, exclude):
            continue
        if entry.is_dir():
            yield from _walk(top, within, include, exclude, problems)
        elif entry.is_file() and _matches(within, include):
            yield top / within


def _matches(path: PurePath, globs: Iterable[str]) -> bool:
    return any(fnmatch.fnmatch(path.as_posix() if "/" in glob else path.name, glob) for glob in globs)


def read(path: Path, *, to_replace: bool = False) -> Snapshot:
    """The file at `path`. InputError where it cannot be read, or changes meanwhile; where it is to be replaced in its
    place, also where it is no regular file, before it is opened."""
    try:
        if to_replace and not stat.S_ISREG(path.stat().st_mode):
            raise InputError(f"{path}: it is not a regular file and cannot be cleaned in place; use standard output")
        with path.open("rb") as stream:
            before = os.fstat(stream.fileno())
            data = stream.read()
            facts = os.fstat(stream.fileno())
        if stat.S_ISREG(facts.st_mode) and _identity(before) != _identity(facts):
            raise InputError(f"{path}: it changed while it was read; run again when nothing writes to it")
        return Snapshot(path, path.resolve(), data, facts)
    except OSError as error:
        raise InputError(_trouble(path, "read it", error)) from error


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

    def replace(self, snapshot: Snapshot, data: bytes, *, backup: bool = False) -> None:
        """Put `data` in place of a file that was read; with `backup` keep a copy beside it, over no other file.

        InputError, and the file as it was, where that cannot be.
        """
        if not os.access(snapshot.path, os.W_OK):
            raise InputError(
                f"{snapshot.named}: it is read-only; allow writing (chmod u+w), or write elsewhere with -o"
            )
        if snapshot.facts.st_nlink > 1:
            raise InputError(
                f"{snapshot.named}: it has {snapshot.facts.st_nlink} hard links, of which only one would be cleaned; "
                "write elsewhere with -o, or replace the links by copies"
            )
        if backup:
            copy = _free_name(snapshot.path)
            self._write(copy, [snapshot.data], named=copy, like=snapshot.path)
        self._write(snapshot.path, [data], named=snapshot.named, like=snapshot.path, replaces=snapshot.facts)

    def create(self, path: Path, data: Iterable[bytes]) -> None:
        """Put the pieces of `data` at `path`, where there may be a file already, but no other thing."""
        try:
            target = path.resolve()
            target.parent.mkdir(parents=True, exist_ok=True)
            facts = target.stat() if target.exists() else None
        except OSError as error:
            raise InputError(_trouble(path, "write it", error)) from error
        if facts and not stat.S_ISREG(facts.st_mode):
            kind = "a folder" if stat.S_ISDIR(facts.st_mode) else "not a regular file"
            raise InputError(f"{path}: it is {kind} and cannot be written; name a file")
        if facts and facts.st_nlink > 1:
            raise InputError(f"{path}: it has {facts.st_nlink} hard links; remove it first, or name another file")
        self._write(target, data, named=path, like=target if facts else None, replaces=facts)

    def _write(
        self,
        path: Path,
        data: Iterable[bytes],
        *,
        named: Path,
        like: Path | None = None,
        replaces: os.stat_result | None = None,
    ) -> None:
        """Write `data` to `path`, with the facts of the file `like`. What stands there must still be as it was when it
        had the facts `replaces`. Errors speak of `named`."""
        self.sweep(path.parent)
        try:
            with _temporary(path.parent, private=like is not None) as (temporary, stream):
                stream.writelines(data)
                stream.flush()
                if like:
                    _take_over(temporary, like)
                os.fsync(stream.fileno())
                if replaces and _identity(path.stat()) != _identity(replaces):
                    raise InputError(f"{named}: something else changed it meanwhile and it was left so; run again")
                temporary.replace(path)
            _flush_folder(path.parent)
        except BrokenPipeError:  # of the work that makes the pieces
            raise
        except OSError as error:
            raise InputError(_trouble(named, "write it", error) + "; it is as it was") from error


@contextlib.contextmanager
def _temporary(folder: Path, *, private: bool) -> Iterator[tuple[Path, BinaryIO]]:
    """A new locked file in `folder`, gone afterwards unless it was renamed."""
    while True:
        path = folder / f"{_PREFIX}{secrets.token_hex(6)}{_SUFFIX}"
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600 if private else 0o666)
        with os.fdopen(handle, "wb") as stream:
            if not _lock(handle) or not os.fstat(handle).st_nlink:
                continue  # another run swept it between its making and its locking
            try:
                yield path, stream
            finally:
                with contextlib.suppress(FileNotFoundError):
                    path.unlink()
            return


def _lock(handle: int) -> bool:
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


def _free_name(path: Path) -> Path:
    """`path` with `.bak` behind it, and a number where there is such a file."""
    copy = path.with_name(path.name + ".bak")
    number = 1
    while os.path.lexists(copy):
        number += 1
        copy = path.with_name(f"{path.name}.bak{number}")
    return copy


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # some file systems cannot, and then rename is as safe as it gets
            os.fsync(handle)
    finally:
        os.close(handle)


def _identity(facts: os.stat_result) -> tuple[int, ...]:
    """What differs once a file was written to, replaced or given other facts."""
    return facts.st_dev, facts.st_ino, facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns


def _trouble(path: Path, doing: str, error: OSError) -> str:
    advice = _ADVICE.get(error.errno or 0)
    return f"{path}: cannot {doing}: {error.strerror or error}" + (f"; {advice}" if advice else "")
