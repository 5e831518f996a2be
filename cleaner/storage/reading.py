"""Reading files, and saying what went wrong with one."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cleaner.errors import InputError

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
class OpenFile:
    """A file that is being read: its name as given, where that leads through symlinks, its facts at the start."""

    named: Path
    path: Path
    stream: BinaryIO
    facts: os.stat_result

    @property
    def regular(self) -> bool:
        """Whether it is a file that lies on a disk, no pipe or device: it can be read again, from anywhere."""
        return stat.S_ISREG(self.facts.st_mode)

    def confirm(self) -> None:
        """InputError where a regular file is not what it was when it was opened."""
        if self.regular and identity(os.fstat(self.stream.fileno())) != identity(self.facts):
            raise InputError(f"{self.named}: it changed while it was read; run again when nothing writes to it")


@contextlib.contextmanager
def opened(path: Path, *, to_replace: bool = False) -> Iterator[OpenFile]:
    """The file at `path`, open for reading. InputError where it cannot be opened; where it is to be replaced,
    also where it is no regular file, before it is opened."""
    try:
        if to_replace and not stat.S_ISREG(path.stat().st_mode):
            raise InputError(f"{path}: it is not a regular file and cannot be cleaned in place; use standard output")
        stream = path.open("rb")
    except OSError as error:
        raise InputError(trouble(path, "read it", error)) from error
    with stream:
        yield OpenFile(path, path.resolve(), stream, os.fstat(stream.fileno()))


def read(path: Path, *, to_replace: bool = False) -> tuple[OpenFile, bytes]:
    """A whole file. InputError as for `opened`, and where it changes meanwhile."""
    with opened(path, to_replace=to_replace) as file:
        try:
            data = file.stream.read()
        except OSError as error:
            raise InputError(trouble(path, "read it", error)) from error
        file.confirm()
        return file, data


def identity(facts: os.stat_result) -> tuple[int, ...]:
    """What differs once a file was written to, replaced or given other facts."""
    return facts.st_dev, facts.st_ino, facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns


def trouble(path: Path | str, doing: str, error: OSError) -> str:
    """What an error of the operating system is for the user: the file, what could not be done, why, what helps."""
    advice = _ADVICE.get(error.errno or 0)
    return f"{path}: cannot {doing}: {error.strerror or error}" + (f"; {advice}" if advice else "")
