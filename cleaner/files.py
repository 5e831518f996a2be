"""Files: finding them and reading them; writing is the work of `cleaner.staging`."""

from __future__ import annotations

import contextlib
import errno
import fnmatch
import glob
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path, PurePath
from typing import BinaryIO

from cleaner.errors import InputError

TEXT_FILES = ("*.txt", "*.md", "*.text")
"""The files of a folder that are taken for text, unless the user says otherwise."""

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
class Opened:
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


def find(
    paths: Iterable[Path], include: Sequence[str] = TEXT_FILES, exclude: Sequence[str] = ()
) -> tuple[list[Found], list[InputError]]:
    """The files that `paths` name, each once, and what is wrong with the rest.

    A path that names a file is taken whatever its name; one that names nothing is taken for a glob, if it can be one
    (`**` leads through folders), and the files that match it are named. A folder is walked in order of names: files
    that match one of `include` and none of `exclude`; nothing hidden and no symlinks. A glob of those with a slash is
    held against the path under the folder, another one against the names of the file and of the folders above it.
    """
    found: list[Found] = []
    problems: list[InputError] = []
    for path in chain.from_iterable(map(_expanded, paths)):
        try:
            if path.is_dir():
                files = _walk(path, PurePath(), include, exclude, problems)
                found += [Found(file, file.relative_to(path)) for file in files]
            else:
                path.stat()
                found.append(Found(path, PurePath(path.name)))
        except OSError as error:
            problems.append(InputError(trouble(path, "read it", error)))
    once = {file.path.resolve(): file for file in reversed(found)}
    return list(reversed(once.values())), problems


def _expanded(path: Path) -> Iterable[Path]:
    """What a glob matches, in order of names; a path that is none, or matches nothing, as it is."""
    if not glob.has_magic(str(path)) or os.path.lexists(path):
        return (path,)
    found = glob.glob(str(path), recursive=True)  # noqa: PTH207 - pathlib's wants to know where to begin
    return sorted(map(Path, found)) or (path,)


def _walk(
    top: Path, below: PurePath, include: Sequence[str], exclude: Sequence[str], problems: list[InputError]
) -> Iterator[Path]:
    """The files to take of the folder `below` `top`; folders that cannot be listed are added to `problems`."""
    try:
        with os.scandir(top / below) as scan:
            entries = sorted(scan, key=lambda entry: entry.name)
    except OSError as error:
        problems.append(InputError(trouble(top / below, "list it", error)))
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
    return any(fnmatch.fnmatch(path.as_posix() if "/" in each else path.name, each) for each in globs)


@contextlib.contextmanager
def opened(path: Path, *, to_replace: bool = False) -> Iterator[Opened]:
    """The file at `path`, open for reading. InputError where it cannot be opened; where it is to be replaced in its
    place, also where it is no regular file, before it is opened."""
    try:
        if to_replace and not stat.S_ISREG(path.stat().st_mode):
            raise InputError(f"{path}: it is not a regular file and cannot be cleaned in place; use standard output")
        stream = path.open("rb")
    except OSError as error:
        raise InputError(trouble(path, "read it", error)) from error
    with stream:
        yield Opened(path, path.resolve(), stream, os.fstat(stream.fileno()))


def read(path: Path, *, to_replace: bool = False) -> tuple[Opened, bytes]:
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
