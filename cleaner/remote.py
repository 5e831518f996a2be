"""Files that are elsewhere: whatever `fsspec` opens, named by a URL. Nothing is fetched that was not named."""

from __future__ import annotations

import contextlib
import fnmatch
import io
import re
import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from cleaner.errors import InputError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_GLOB = re.compile(r"[*?\[]")
_PASSWORD = re.compile(r"(?<=://)[^/@]*@")

_RENAMING = {"file", "local", "sftp", "ssh", "ftp", "smb", "hdfs", "webhdfs", "arrow_hdfs", "dbfs"}
"""File systems on which a file appears as it is written, and where renaming puts it in place at once. With others, the
stores of objects, an object is there once all of it is, and renaming would copy it."""

_BUFFER = 1 << 16


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file to read. `within` is its place under the folder that was asked for, its name where it was named itself."""

    url: str
    within: PurePosixPath


def is_remote(name: str) -> bool:
    """Whether a name is a URL and not a path: it begins with a scheme, `s3://`, `https://`, `file://`."""
    return bool(_SCHEME.match(name))


def find(url: str, include: Sequence[str], exclude: Sequence[str] = ()) -> list[RemoteFile]:
    """The files that a URL names: one object; those of a folder; those that match a glob, and of folders that do.

    An object that is named, or matches, is taken whatever its name. Of a folder, in order of names, files that match
    one of `include` and none of `exclude`; nothing hidden and no symlinks. A glob with a slash is held against the path
    under the folder, another one against the names of the file and of the folders above it. InputError where there is
    nothing of that name, or it cannot be listed.
    """
    with _told(url, "find it"):
        system, path = _system(url)
        system.invalidate_cache()
        try:
            info = system.info(path)
        except FileNotFoundError:
            match = _GLOB.search(path)
            if not match:
                raise
            top = path[: match.start()].rpartition("/")[0]
            found = {file.url: file for file in _matching(system, path, top, include, exclude)}
            if not found:
                raise
            return sorted(found.values(), key=lambda file: file.within.parts)
        if info["type"] == "directory":
            return list(_walk(system, path, path, include, exclude))
        return [RemoteFile(url, PurePosixPath(_name(path)))]


def _matching(system: Any, glob: str, top: str, include: Sequence[str], exclude: Sequence[str]) -> Iterator[RemoteFile]:
    """The files that match a glob, and those of the folders that do, some of them twice; nothing hidden."""
    for path, info in system.glob(glob, detail=True).items():
        within = _below(path, top)
        if _hidden(within):
            continue
        if info["type"] == "directory":
            yield from _walk(system, path, top, include, exclude)
        elif info["type"] == "file":
            yield RemoteFile(system.unstrip_protocol(path), within)


def _walk(system: Any, folder: str, top: str, include: Sequence[str], exclude: Sequence[str]) -> Iterator[RemoteFile]:
    """The files to take of a folder, in order of names; their places are those under `top`."""
    found = system.find(folder, detail=True)
    for path, info in sorted(found.items(), key=lambda item: item[0].split("/")):
        within = _below(path, folder)
        if info["type"] != "file" or path.endswith("/") or _hidden(within):
            continue
        above = [parent for parent in within.parents if parent.name]
        if _matches(within, include) and not any(_matches(each, exclude) for each in (within, *above)):
            yield RemoteFile(system.unstrip_protocol(path), _below(path, top))


def _below(path: str, folder: str) -> PurePosixPath:
    return PurePosixPath(path.strip("/").removeprefix(folder.strip("/")).lstrip("/"))


def _hidden(path: PurePosixPath) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _matches(path: PurePosixPath, globs: Iterable[str]) -> bool:
    return any(fnmatch.fnmatch(path.as_posix() if "/" in glob else path.name, glob) for glob in globs)


def _name(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2]


def open_read(url: str) -> BinaryIO:
    """The bytes of an object, as a stream that can be sought where the file system can. InputError, also in reading."""
    with _told(url, "read it"):
        system, path = _system(url)
        return io.BufferedReader(_Remote(system.open(path, "rb"), url), _BUFFER)


class _Remote(io.RawIOBase):
    """A file of fsspec, whose errors are ours."""

    def __init__(self, file: Any, url: str) -> None:
        self._file = file
        self._url = url

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        with _told(self._url, "read it"):
            data = self._file.read(len(view))
            view[: len(data)] = data
            return len(data)

    def seekable(self) -> bool:
        return bool(self._file.seekable())

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        with _told(self._url, "read it"):
            return cast(int, self._file.seek(offset, whence))

    def tell(self) -> int:
        return cast(int, self._file.tell())

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()


def put(path: Path, url: str) -> None:
    """Copy the local file at `path` to `url`, where it is not seen before all of it is there.

    A store of objects does so itself; elsewhere it is written under another name in the same folder, which is made
    where there is none, and renamed. InputError, and what was there as it was, where that cannot be.
    """
    size = path.stat().st_size
    with _told(url, "write it"):
        system, target = _system(url)
        protocols = {system.protocol} if isinstance(system.protocol, str) else set(system.protocol)
        if protocols & _RENAMING:
            _put_and_rename(system, path, target, size)
        else:
            system.put_file(str(path), target)
            _check_size(system, target, size)


def _put_and_rename(system: Any, path: Path, target: str, size: int) -> None:
    folder, _, name = target.rpartition("/")
    temporary = f"{folder}/.cleaner-{secrets.token_hex(6)}.tmp"
    if system.isdir(target):
        raise IsADirectoryError(f"{name} is a folder")
    system.makedirs(folder or "/", exist_ok=True)
    try:
        system.put_file(str(path), temporary)
        _check_size(system, temporary, size)
        system.mv(temporary, target)
    except BaseException:
        with contextlib.suppress(Exception):  # the first error is the one to tell
            system.rm_file(temporary)
        raise


def _check_size(system: Any, target: str, size: int) -> None:
    system.invalidate_cache()
    there = system.info(target).get("size")
    if there is not None and there != size:
        raise OSError(f"{there} bytes came there of {size}")


def _system(url: str) -> tuple[Any, str]:
    """The file system of a URL, and the path in it."""
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise InputError(f"{_shown(url)}: it needs the package fsspec: pip install 'mt-cleaner[remote]'") from error
    return cast(tuple[Any, str], url_to_fs(url))


@contextlib.contextmanager
def _told(url: str, doing: str) -> Iterator[None]:
    """Whatever goes wrong is told as an InputError: every file system has errors of its own."""
    try:
        yield
    except InputError:
        raise
    except Exception as error:
        reason = _PASSWORD.sub("", str(error)).partition("\n")[0] or type(error).__name__
        raise InputError(f"{_shown(url)}: cannot {doing}: {reason}; {_advice(error)}") from error


def _advice(error: Exception) -> str:
    match error:
        case FileNotFoundError():
            return "check the name"
        case PermissionError():
            return "check who may do that, and the credentials"
        case ImportError():
            return "install that package"
        case ValueError():
            return "check the URL"
        case _:
            return "check the name, the network and the credentials, and run again"


def _shown(url: str) -> str:
    """A URL without the password it may hold."""
    return _PASSWORD.sub("", url)
