"""Plain text: a whole file is one document. Byte-order mark, line ends and bytes that are not text are kept."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from cleaner.alignment import apply
from cleaner.edits import Change
from cleaner.errors import InputError
from cleaner.formats import lines
from cleaner.formats.records import BLOCK, MAX_RECORD, Block, Splice

_MARKS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}
"""The encodings that have a byte-order mark, by the name Python's codecs give them, and the mark."""

_UNORDERED = {"utf-16": ("utf-16-le", "utf-16-be"), "utf-32": ("utf-32-le", "utf-32-be")}
"""The encodings whose byte order only the mark tells."""

_ALIASES = {"utf-8-sig": "utf-8"}


@dataclass(frozen=True, slots=True)
class Text:
    """How one text file is encoded: the codec's name, and whether it begins with a byte-order mark.

    Bytes that are not valid in the encoding are read as lone surrogates, which no rule edits, and written as they were.
    """

    encoding: str = "utf-8"
    byte_order_mark: bool = False

    @classmethod
    def of(cls, data: bytes, encoding: str = "utf-8") -> Text:
        """How a file is encoded that holds `data` and is said to be in `encoding`."""
        name = _codec(encoding)
        if name in _UNORDERED:
            ordered = [each for each in _UNORDERED[name] if data.startswith(_MARKS[each])]
            if data and not ordered:
                little, big = _UNORDERED[name]
                raise InputError(f"it has no byte-order mark; say --encoding {little} or {big}")
            name = ordered[0] if ordered else _UNORDERED[name][0]
        return cls(name, name in _MARKS and data.startswith(_MARKS[name]))

    def read(self, data: bytes) -> str | None:
        """The text without its byte-order mark, line ends as they are; None where it holds a NUL: it is binary."""
        try:
            text = data[len(self._mark) :].decode(self.encoding, self._errors)
        except UnicodeError as error:
            place = f" at byte {error.start + len(self._mark)}" if isinstance(error, UnicodeDecodeError) else ""
            raise InputError(f"it is not {self.encoding}{place}; name its encoding with --encoding") from error
        if "\0" in text:
            return None
        if self.write(text) != data:
            raise InputError(f"read as {self.encoding} it would not come back as it is; convert it to UTF-8 first")
        return text

    def write(self, text: str) -> bytes:
        """The bytes of `text`, behind the byte-order mark where the file has one."""
        try:
            return self._mark + text.encode(self.encoding, self._errors)
        except UnicodeEncodeError as error:
            letter = text[error.start]
            raise InputError(
                f"the clean text has {letter!r} (U+{ord(letter):04X}), which {self.encoding} cannot hold; "
                "convert the file to UTF-8 first, or --ignore the rule that puts it there"
            ) from error

    @property
    def _mark(self) -> bytes:
        return _MARKS[self.encoding] if self.byte_order_mark else b""

    @property
    def _errors(self) -> str:
        return "surrogatepass" if self.encoding.startswith(("utf-16", "utf-32")) else "surrogateescape"


def _codec(encoding: str) -> str:
    """The name Python's codecs have for `encoding`. InputError where there is none, or none for text."""
    try:
        "".encode(encoding)
        name = codecs.lookup(encoding).name
    except (LookupError, UnicodeError, ValueError) as error:
        raise InputError(
            f"there is no text encoding {encoding!r}; there are utf-8, utf-16, latin-1, cp1252 and the others of Python"
        ) from error
    return _ALIASES.get(name, name)


def looks_like_utf16(data: bytes) -> bool:
    """Whether `data` begins with the byte-order mark of UTF-16: for a hint where it was read as something else."""
    return data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


@dataclass(frozen=True, slots=True)
class WholeFile:
    """A text file as the records module sees it: one record, which is all of it. None is read where it is binary."""

    encoding: str = "utf-8"

    def blocks(self, stream: BinaryIO, *, start: int = 0, line: int = 1, size: int = 0) -> Iterator[Block]:  # noqa: ARG002
        """All of the stream in one block, of whatever size."""
        yield Block(start, line, stream.read())

    def split(self, data: bytes) -> Iterator[bytes]:
        """The data as they are."""
        yield data

    def read(self, raw: bytes) -> WholeText | None:
        """The text of the file. InputError where it is not in the encoding."""
        file = Text.of(raw, self.encoding)
        text = file.read(raw)
        return None if text is None else WholeText(file, len(raw), text)


@dataclass(frozen=True, slots=True)
class WholeText:
    """The one record of a text file, and its one value."""

    file: Text
    size: int
    text: str
    field: str = "text"
    id: str | None = None
    lang: str | None = None

    @property
    def values(self) -> Sequence[WholeText]:
        return (self,)

    def splices(self, changes: Sequence[Change]) -> list[Splice]:
        """All bytes of the file anew: in most encodings, untouched text comes out as the same bytes."""
        return [Splice(0, self.size, self.file.write(apply(self.text, changes)))]


@dataclass(frozen=True, slots=True)
class TextLines:
    """Running text of which every line is a document of its own, as it comes through a pipe. Blank lines are none."""

    encoding: str = "utf-8"

    def blocks(self, stream: BinaryIO, *, start: int = 0, line: int = 1, size: int = BLOCK) -> Iterator[Block]:
        """The whole stream, in the shortest blocks of whole lines that have `size` bytes."""
        return lines.blocks(lines.pieces(stream, MAX_RECORD), lines.Cutter(start, line), size)

    def split(self, data: bytes) -> Iterator[bytes]:
        """The lines of a block."""
        return lines.split(data)

    def read(self, raw: bytes) -> WholeText | None:
        """The text of a line, its end left out; None where it is blank or binary."""
        body = raw.rstrip(b"\r\n")
        file = Text.of(body, self.encoding)
        text = file.read(body)
        return WholeText(file, len(body), text) if text and text.strip() else None
