"""gzip and zstd: reading what others packed, with a guard against bombs, and packing what may be continued."""

from __future__ import annotations

import enum
import io
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePath
from types import ModuleType
from typing import TYPE_CHECKING, BinaryIO, Protocol, cast

from cleaner.errors import InputError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MAGIC = 4
"""The bytes that a compression is told from."""

FREE = 64 << 20
"""Bytes that may come out of an archive whatever its size: they fit into memory, and small texts may repeat a lot."""

RATIO = 250
"""How many bytes may come out, past that, for each that went in. Text packs 3 to 10 times smaller, logs of equal lines
100 times; gzip can reach 1,032, zstd 30,000, and only what was made for it comes near."""

WINDOW = 128 << 20
"""The bytes of memory that a zstd frame may ask for: what its command line tool, too, allows unasked."""

_SLICE = 256
"""Bytes unpacked at a time. All they hold comes out at once: with zstd, up to 128 KiB for every 4 of them."""

_BUFFER = 1 << 16
_LEVEL, _ZSTD_LEVEL = 6, 3  # the defaults of both tools


class Compression(enum.Enum):
    """How the bytes of a file are packed."""

    NONE = "none"
    GZIP = "gzip"
    ZSTD = "zstd"

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The ends of names that say so."""
        return _SUFFIXES[self]

    @classmethod
    def named(cls, name: str) -> Compression:
        """The compression that a file name says."""
        suffix = PurePath(name).suffix.lower()
        return next((each for each in cls if suffix in each.suffixes), cls.NONE)

    @classmethod
    def of(cls, name: str, head: bytes) -> Compression:
        """The compression of a file that begins with `head`, whatever its name; what no magic number tells, the name.

        An empty file is not compressed.
        """
        if head.startswith(b"\x1f\x8b"):
            return cls.GZIP
        if head.startswith(b"\x28\xb5\x2f\xfd") or (head[1:4] == b"\x2a\x4d\x18" and head[0] >> 4 == 5):
            return cls.ZSTD  # the second is a frame that zstd skips, with which some tools begin
        return cls.named(name) if head else cls.NONE


_SUFFIXES = {Compression.NONE: (), Compression.GZIP: (".gz", ".gzip"), Compression.ZSTD: (".zst", ".zstd")}


def unpacked(stream: BinaryIO, compression: Compression) -> BinaryIO:
    """What a packed stream holds, all members or frames of it.

    Reading it raises InputError where the data is damaged or not whole, or where far more comes out than went in.
    """
    if compression is Compression.NONE:
        return stream
    source = _Counted(stream)
    pieces = _gunzip(source) if compression is Compression.GZIP else _unzstd(source, _zstandard())
    return io.BufferedReader(_Unpacked(source, pieces, compression.value), _BUFFER)


class _Counted:
    """A stream that is read as its bytes come, and counts them."""

    def __init__(self, stream: BinaryIO) -> None:
        self._read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
        self.count = 0

    def read(self, size: int) -> bytes:
        data = self._read(size)
        self.count += len(data)
        return data


class _Unpacked(io.RawIOBase):
    """The pieces that come out of an archive, as one stream, up to a cap."""

    def __init__(self, source: _Counted, pieces: Iterator[bytes], what: str) -> None:
        self._source = source
        self._pieces = pieces
        self._what = what
        self._piece = memoryview(b"")
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        if not self._piece:
            self._piece = memoryview(self._next())
        view = memoryview(buffer).cast("B")
        size = min(len(view), len(self._piece))
        view[:size] = self._piece[:size]
        self._piece = self._piece[size:]
        return size

    def _next(self) -> bytes:
        """The next piece that is not empty; an empty one at the end."""
        try:
            piece = next((piece for piece in self._pieces if piece), b"")
        except EOFError as error:
            raise InputError(
                f"its {self._what} data ends too early: it is not whole; fetch or pack it again"
            ) from error
        except zlib.error as error:
            raise InputError(f"its {self._what} data is damaged: {error}; fetch or pack it again") from error
        self._count += len(piece)
        if self._count > max(FREE, RATIO * self._source.count):
            raise InputError(
                f"its {self._what} data unpacks to more than {RATIO} times its size, as bombs do; "
                "if it is none, unpack it first"
            )
        return piece


class _Unpacker(Protocol):
    """What unpacks one member of an archive."""

    @property
    def eof(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: memoryview, /) -> bytes: ...


def _gunzip(source: _Counted) -> Iterator[bytes]:
    """What the members of a gzip archive hold; zeros after one are padding. zlib.error, EOFError."""
    return _members(source, lambda: zlib.decompressobj(16 + zlib.MAX_WBITS), b"\0")


def _unzstd(source: _Counted, zstandard: ModuleType) -> Iterator[bytes]:
    """What the frames of a zstd archive hold. zlib.error, EOFError."""
    try:
        yield from _members(source, zstandard.ZstdDecompressor(max_window_size=WINDOW).decompressobj, b"")
    except zstandard.ZstdError as error:  # told as what is wrong with gzip
        raise zlib.error(str(error).removeprefix("zstd decompressor error: ")) from error


def _members(source: _Counted, begin: Callable[[], _Unpacker], padding: bytes) -> Iterator[bytes]:
    """What comes out of all members, slice by slice. EOFError where the last one does not end."""
    member: _Unpacker | None = None
    behind = False  # a member, where padding may stand
    while chunk := source.read(_BUFFER):
        place = 0
        while place < len(chunk):
            if behind and chunk.startswith(padding, place):
                place += 1
                continue
            member = member or begin()
            given = memoryview(chunk)[place : place + _SLICE]
            yield member.decompress(given)
            place += len(given)
            behind = bool(padding) and member.eof
            if member.eof:
                place -= len(member.unused_data)
                member = None
    if member:
        raise EOFError


def _zstandard() -> ModuleType:
    try:
        import zstandard
    except ImportError as error:
        raise InputError("zstd needs the package zstandard: pip install 'mt-cleaner[zstd]'") from error
    return zstandard


class _PackedMember(Protocol):
    def compress(self, data: bytes, /) -> bytes: ...

    def flush(self) -> bytes: ...


class Packer:
    """Packs what is written into a sink: the same bytes, and ends of members at the same offsets, give the same bytes.

    After `end_member` the sink may be cut, and continued by another packer: an archive is a row of members.
    """

    def __init__(self, sink: BinaryIO, compression: Compression) -> None:
        self._sink = sink
        self._compression = compression
        self._member: _PackedMember | None = None
        self._empty = True
        self._count = 0
        if compression is Compression.ZSTD:
            _zstandard()  # missing, it had better be missed before the work

    def write(self, data: bytes) -> int:
        """Pack `data`; how much of it was taken, which is all."""
        self._empty = False
        if self._compression is Compression.NONE:
            self._sink.write(data)
        else:
            self._member = self._member or _member(self._compression)
            self._sink.write(self._member.compress(data))
        self._count += len(data)
        return len(data)

    @property
    def closed(self) -> bool:
        """Never: the sink is another's to close."""
        return False

    def tell(self) -> int:
        """How many bytes were packed."""
        return self._count

    def flush(self) -> None:
        """What is packed comes out at the end of a member."""

    def end_member(self) -> None:
        """Make the sink a whole archive, as it is now; the next byte begins a member."""
        if self._member:
            self._sink.write(self._member.flush())
            self._member = None

    def close(self) -> None:
        """End the last member; where nothing was written, one that is empty, without which it were no archive.

        The sink stays open.
        """
        if self._empty:
            self.write(b"")
        self.end_member()


def _member(compression: Compression) -> _PackedMember:
    """A new member of an archive. zlib writes no name and no time into it."""
    if compression is Compression.GZIP:
        return zlib.compressobj(_LEVEL, wbits=16 + zlib.MAX_WBITS)
    compressor = _zstandard().ZstdCompressor(level=_ZSTD_LEVEL, write_checksum=True)
    return cast(_PackedMember, compressor.compressobj())
