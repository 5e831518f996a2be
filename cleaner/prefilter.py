"""One look at a text for all rules: what is between its small letters decides which rules are asked.

Most rules act on marks, whitespace, digits and capitals. A text is cut at its small ASCII letters; what is left between
them, the gaps (`, `, `. A`, ` `, `-`), repeats endlessly: a document of 4 KB has some thirty different ones, a language
a few thousand. A rule says with an expression over a gap where it could act (`Rule.acts_on`). Each gap is shown to the
expressions once in the life of the process, and what they say is remembered as a set of bits. A document then costs one
translation, one split and a few look-ups, however many rules there are.

The prefilter errs to one side only: a rule that is not picked has nothing to do.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from cleaner.rules import TEXT_END, TEXT_START, Rule

MAX_REMEMBERED = 1 << 16
"""Gaps that are remembered, at most; what comes after is shown to the expressions every time."""

MAX_NEW = 400
"""Gaps of one text that are shown to the expressions, at most: beyond it every rule is picked."""

MAX_GAP = 120
"""Bytes of a gap that is looked at; where one is longer (text in another script) every rule is picked."""

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
_START, _END = (bytes([byte]) for byte in list(_MARKS)[:2])


def gaps(text: str) -> set[bytes]:
    """The different gaps of a text, in the form that `shown` reads."""
    cut = text.encode("utf-8", "surrogatepass").translate(_TABLE)
    return set(b"".join((_START, cut, _END)).split())


def shown(gap: bytes) -> str:
    """A gap as the expressions of rules see it: capitals as A, digits as 0, all else as in the text."""
    return gap.decode("utf-8", "surrogatepass").translate(_MARKS)


class Prefilter:
    """Picks, for a text, those of its rules that could act on it. Make one with `prefilter`."""

    def __init__(self, expressions: Sequence[str | None]) -> None:
        different = dict.fromkeys(expression for expression in expressions if expression is not None)
        self._bits = {expression: 1 << number for number, expression in enumerate(different)}
        self._patterns = [(re.compile(expression), bit) for expression, bit in self._bits.items()]
        self._all = (1 << len(self._bits)) - 1
        self._known: dict[bytes, int] = {}

    def signals(self, text: str) -> int:
        """What the gaps of a text say, as a set of bits; all of them where it would cost too much to tell."""
        known = self._known
        bits = new = 0
        for gap in gaps(text):
            seen = known.get(gap)
            if seen is None:
                new += 1
                if new > MAX_NEW or len(gap) > MAX_GAP:
                    return self._all
                seen = self._read(gap)
            bits |= seen
        return bits

    def picks(self, rule: Rule, signals: int) -> bool:
        """Whether a rule is picked by what `signals` said of a text; a rule that declares nothing always is."""
        return rule.acts_on is None or bool(self._bits[rule.acts_on] & signals)

    def _read(self, gap: bytes) -> int:
        text = shown(gap)
        bits = sum(bit for pattern, bit in self._patterns if pattern.search(text))
        if len(self._known) < MAX_REMEMBERED:
            self._known[gap] = bits
        return bits


@functools.lru_cache(maxsize=64)
def _prefilter(expressions: tuple[str | None, ...]) -> Prefilter:
    return Prefilter(expressions)


def prefilter(rules: Sequence[Rule]) -> Prefilter:
    """The prefilter of these rules; one for all pipelines of the process that have the same expressions."""
    return _prefilter(tuple(dict.fromkeys(rule.acts_on for rule in rules)))
