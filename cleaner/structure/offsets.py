"""Offsets in code points for parsers that count bytes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

_NON_ASCII = re.compile(r"[^\x00-\x7f]+")


class ByteOffsets:
    """Code points of a text by the bytes of its UTF-8."""

    def __init__(self, text: str) -> None:
        self._bytes = [0]  # after each run of characters that are no ASCII
        self._surplus = [0]  # bytes minus code points, up to there
        self._widths: list[Sequence[int]] = [()]
        shift = 0
        for match in _NON_ASCII.finditer(text):
            ends = list(accumulate(len(character.encode("utf-8", "surrogatepass")) for character in match[0]))
            self._bytes.append(match.start() + shift)
            self._surplus.append(shift)
            self._widths.append(ends)
            shift += ends[-1] - len(match[0])

    def of(self, byte: int) -> int:
        """The code point that begins at a byte."""
        index = bisect_right(self._bytes, byte) - 1
        begins, shift, ends = self._bytes[index], self._surplus[index], self._widths[index]
        if ends and byte < begins + ends[-1]:
            return begins - shift + bisect_right(ends, byte - begins)
        return byte - shift - (ends[-1] - len(ends) if ends else 0)
