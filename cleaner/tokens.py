"""The words of a text, cut once for all rules that need them: pieces between whitespace, without marks and case."""

from __future__ import annotations

from functools import cached_property
from itertools import accumulate, compress

from cleaner.document import Document
from cleaner.spans import Span

MARKS = b'.,;:!?"()[]{}-`'
"""ASCII marks that are no part of a key."""

_WHITESPACE = "\t\n\r\x0b\x0c"
_FOLDED = bytes(0x20 if chr(byte) in _WHITESPACE else byte for byte in range(256)).lower()
_EDGE = MARKS.decode() + "'“”‘’«»„‹›…–—_*"


class Tokens:
    """The words of a text: what ASCII whitespace parts and is more than `MARKS`.

    `keys` has one entry a word: its UTF-8 bytes in lower case (ASCII only) without `MARKS`, for comparing. Where words
    are is worked out when first asked for; spans are in code points and leave out the marks around a word.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._folded = text.encode("utf-8", "surrogatepass").translate(_FOLDED, MARKS)
        self.keys = self._folded.split()

    def __len__(self) -> int:
        return len(self.keys)

    @cached_property
    def _pieces(self) -> list[str]:
        """The text between single whitespace characters; a piece may be empty or of marks alone."""
        spaced = self.text
        for character in _WHITESPACE:
            spaced = spaced.replace(character, " ")
        return spaced.split(" ")

    @cached_property
    def _ends(self) -> list[int]:
        """The summed lengths of the pieces, without the whitespace between them."""
        return list(accumulate(map(len, self._pieces)))

    @cached_property
    def _indexes(self) -> list[int] | range:
        """For each word the index of its piece."""
        if len(self._pieces) == len(self):
            return range(len(self))
        filled = list(compress(range(len(self._pieces)), self._pieces))
        if len(filled) == len(self):
            return filled
        return list(compress(range(len(self._pieces)), self._folded.split(b" ")))  # some are of marks alone

    def piece(self, index: int) -> str:
        """The word at `index` with the marks around it."""
        return self._pieces[self._indexes[index]]

    def span(self, index: int) -> Span:
        """The span of the word at `index`, without the marks around it."""
        index = self._indexes[index]
        piece = self._pieces[index]
        start = self._ends[index] - len(piece) + index
        if piece.isalnum():
            return start, start + len(piece)
        core = piece.strip(_EDGE) or piece
        start += piece.index(core)
        return start, start + len(core)

    def word(self, index: int) -> str:
        """The key of the word at `index`, as text."""
        return self.keys[index].decode("utf-8", "surrogatepass")


def tokens(document: Document) -> Tokens:
    """The words of `document`; to be asked for through `document.once`."""
    return Tokens(document.text)
