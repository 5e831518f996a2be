"""Files that are elsewhere: whatever `fsspec` opens, named by a URL. Nothing is fetched that was not named."""

from __future__ import annotations

import contextlib
import io
import re
import secrets
from collections.abc import Iterator
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
class Listed:
    """A file that a URL leads to. `within` is its path under the folder that was asked for, its name where it was named
    itself; `below` its path under the folder that it was found in, None where it was named or matched itself."""

    url: str
    within: PurePosixPath
    below: PurePosixPath | None = None


def is_remote(name: str) -> bool:
    """Whether a name is a URL and not a path: it begins with a scheme, `s3://`, `https://`, `file://`."""
    return bool(_SCHEME.match(name))


def listed(url: str) -> Iterator[Listed]:
    """The files that a URL names: one object; those of a folder; those that match a glob, and of folders that do. In
    order of names; no symlinks. InputError where there is nothing of that name, or it cannot be listed."""
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
            found: dict[str, Listed] = {}
            for file in _matching(system, path, top):
                if file.below is None or file.url not in found:
                    found[file.url] = file
            if not found:
                raise
            yield from sorted(found.values(), key=lambda file: file.within.parts)
            return
        if info["type"] == "directory":
            yield from _of_folder(system, path, path)
        else:
            yield Listed(url, PurePosixPath(_name(path)))


def _matching(system: Any, glob: str, top: str) -> Iterator[Listed]:
    """The files that match a glob, and those of the folders that do, some of them twice; nothing hidden."""
    for path, info in system.glob(glob, detail=True).items():
        within = _below(path, top)
        if any(part.startswith(".") for part in within.parts):
            continue
        if info["type"] == "directory":
            yield from _of_folder(system, path, top)
        elif info["type"] == "file":
            yield Listed(system.unstrip_protocol(path), within)


def _of_folder(system: Any, folder: str, top: str) -> Iterator[Listed]:
    """The files of a folder, in order of names; `within` is their path under `top`."""
    found = system.find(folder, detail=True)
    for path, info in sorted(found.items(), key=lambda item: item[0].split("/")):
        if info["type"] == "file" and not path.endswith("/"):
            yield Listed(system.unstrip_protocol(path), _below(path, top), _below(path, folder))


def _below(path: str, folder: str) -> PurePosixPath:
    return PurePosixPath(path.strip("/").removeprefix(folder.strip("/")).lstrip("/"))


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
