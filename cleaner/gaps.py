"""What is between the small letters of a text: most of what rules act on, and little of it.

A text is cut at its small ASCII letters; what is left between them, the gaps (`, `, `. A`, ` `, `-`), repeats
endlessly: a document of 4 KB has some thirty different ones, a language a few thousand.
"""

from __future__ import annotations

from cleaner.document import Document

TEXT_START, TEXT_END = "\x02", "\x03"
"""What stands in a gap before the first and after the last character of a text."""

_WHITESPACE = " \t\n\r"
_SEPARATOR = 0x20
_FIRST = 1
_MARKS = {0x05: TEXT_START, 0x06: TEXT_END} | {_FIRST + place: mark for place, mark in enumerate(_WHITESPACE)}
"""Bytes of a cut text that mean other characters; every other control character counts as NUL."""


def _table() -> bytes:
    """Small letters to the separator, capitals to A, digits to 0, whitespace out of the separator's way."""
    table = bytearray(range(256))
    table[:0x20] = bytes(0x20)
    for byte, mark in _MARKS.items():
        if mark in _WHITESPACE:
            table[ord(mark)] = byte
    table[ord("A") : ord("Z") + 1] = b"A" * 26
    table[ord("a") : ord("z") + 1] = bytes([_SEPARATOR]) * 26
    table[ord("0") : ord("9") + 1] = b"0" * 10
    return bytes(table)


_TABLE = _table()
_BETWEEN = b"\x07"
BETWEEN = _BETWEEN.decode()
"""What stands between gaps in `signs`."""

_START, _END = (bytes([byte]) for byte in list(_MARKS)[:2])


def gaps(text: str) -> set[bytes]:
    """The different gaps of a text, in the form that `shown` reads."""
    cut = text.encode("utf-8", "surrogatepass").translate(_TABLE)
    return set(b"".join((_START, cut, _END)).split())


def shown(gap: bytes) -> str:
    """A gap as the expressions of rules see it: capitals as A, digits as 0, all else as in the text."""
    return gap.decode("utf-8", "surrogatepass").translate(_MARKS)


def gaps_of(document: Document) -> set[bytes]:
    """The different gaps of `document`; to be asked for through `document.once`."""
    return gaps(document.text)


def signs(document: Document) -> str:
    """All gaps of `document` as they are shown, each once, `BETWEEN` around each: what is not found here need not be
    searched for in the text. To be asked for through `document.once`."""
    return shown(_BETWEEN + _BETWEEN.join(document.once(gaps_of)) + _BETWEEN)
