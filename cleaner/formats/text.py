"""Text in an encoding: byte-order mark, line ends and bytes that are not valid in it are kept."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from cleaner.errors import InputError

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
            where = f" at byte {error.start + len(self._mark)}" if isinstance(error, UnicodeDecodeError) else ""
            raise InputError(f"it is not {self.encoding}{where}; name its encoding with --encoding") from error
        if "\0" in text:
            return None
        if self.write(text) != data:
            raise InputError(f"read as {self.encoding} it would not come back as it is; convert it to UTF-8 first")
        return text

    def write(self, text: str) -> bytes:
        """The bytes of `text`, after the byte-order mark where the file has one."""
        try:
            return self._mark + text.encode(self.encoding, self._errors)
        except UnicodeEncodeError as error:
            character = text[error.start]
            raise InputError(
                f"the clean text has {character!r} (U+{ord(character):04X}), which {self.encoding} cannot hold; "
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
