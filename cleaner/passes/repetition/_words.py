"""Where words are repeated: what all rules of this pass read, found once a document.

The words of a text are laid beside themselves, shifted by one to twenty words. Where the two agree for as long as the
shift, a phrase is repeated at once. Doing that word by word would cost more than everything else a pipeline does, so
each word is first reduced to two bytes, its first and its last letter, and a whole text is compared with its shifted
self as two long integers; only where those agree are the words themselves compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from operator import itemgetter, ne

from cleaner.document import Document
from cleaner.spans import Span

LONGEST = 20
"""The longest phrase, in words, whose repetition is searched for."""

ECHO = 3
"""So many words that come back within twenty, though not at once, are noted too."""

_LOWER = bytes(range(256)).lower()
_MARKS = b'.,;:!?"()[]{}-`'
_TOKEN = re.compile(r"[^ \t\n\r\x0b\x0c]+")
_EDGE = "".join(map(chr, _MARKS)) + "'“”‘’«»„‹›…–—_*"
_WORD = re.compile(r"\w")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_STOPS = ".!?…:;”)"
_JOINTS = frozenset((b"and", b"or"))
_LINKS = frozenset((b"of", b"from", b"in"))
_STEP = 16
_ZEROS = tuple(bytes(max(1, min(shift - 1, ECHO))) for shift in range(LONGEST + 1))
"""For each shift: as many words as must agree for a run to be looked at."""

_MAX_RUNS = 20_000
"""Runs looked at for one shift; a text with more of them is no prose, and must not take for ever."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """The words from `first` on, as many as `length`, are also those `period` words later."""

    first: int
    period: int
    length: int

    @property
    def end(self) -> int:
        """The index after the last word that takes part."""
        return self.first + self.period + self.length

    @property
    def rounds(self) -> int:
        """How often the phrase comes in full."""
        return (self.length + self.period) // self.period

    @property
    def rest(self) -> int:
        """How many words of one more round follow."""
        return self.length % self.period


class Words:
    """The words of a text without marks and case, and what comes back among them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.keys = text.encode("utf-8", "surrogatepass").translate(_LOWER, _MARKS).split()

    @cached_property
    def spans(self) -> list[Span]:
        """The span of each word, without the marks around it."""
        spans = []
        end = 0
        for token in _TOKEN.findall(self.text):
            start = self.text.index(token, end)
            end = start + len(token)
            if token.isalnum():
                spans.append((start, end))
            elif token.encode("utf-8", "surrogatepass").translate(None, _MARKS):
                core = token.strip(_EDGE) or token
                low = start + token.index(core)
                spans.append((low, low + len(core)))
        return spans

    def gap(self, index: int) -> str:
        """The text between the word before `index` and the word at `index`."""
        return self.text[self.spans[index - 1][1] : self.spans[index][0]]

    def span(self, first: int, end: int) -> Span:
        """The span of the words from `first` to before `end`."""
        return self.spans[first][0], self.spans[end - 1][1]

    @cached_property
    def runs(self) -> list[Repeat]:
        """Every longest run that agrees with itself at a shift: whole phrases, phrases joined by "and" or "or",
        and echoes of three words and more."""
        return [
            run
            for shift, agreement in enumerate(_agreements(self.keys), 1)
            if _ZEROS[shift] in agreement
            for run in self._runs(shift, agreement)
        ]

    def _runs(self, shift: int, agreement: bytes) -> Iterator[Repeat]:
        for span in islice(_zero_runs(agreement, _ZEROS[shift]), _MAX_RUNS):
            for first, end in _equal(self.keys, shift, *span):
                if end - first >= min(shift, ECHO) or self._joined(first, shift, end - first):
                    yield Repeat(first, shift, end - first)

    def _joined(self, first: int, shift: int, length: int) -> bool:
        joint = self.keys[first + length]
        return length == shift - 1 and (joint in _JOINTS or (shift == 2 and joint in _LINKS))

    @cached_property
    def adjacent(self) -> list[Repeat]:
        """Phrases repeated at once, shortest first; a multiple of a shorter one is left out."""
        taken = bytearray(len(self.keys) + LONGEST)
        found = []
        for run in self.runs:
            if run.length < run.period or self._parted(run) or not self.worded(run):
                continue
            if taken.count(1, run.first, run.end) * 2 > run.end - run.first:
                continue
            found.append(self._with_variants(run))
            taken[run.first : found[-1].end] = b"\1" * (found[-1].end - run.first)
        return found

    @cached_property
    def _tokens(self) -> list[str]:
        """The words with their marks, where each word has marks of its own; else nothing."""
        tokens = _TOKEN.findall(self.text)
        return tokens if len(tokens) == len(self.keys) else []

    def _parted(self, run: Repeat) -> bool:
        """Whether a stop lies between two equal words: a cheap check, since most that are equal are so parted."""
        return run.length == run.period == 1 and bool(self._tokens) and self._tokens[run.first][-1] in _STOPS

    def worded(self, run: Repeat) -> bool:
        """Whether the phrase is of words: numbers may come again, and a dash is a writer's."""
        phrase = [self.word(index) for index in range(run.first, run.first + run.period)]
        return all(map(_WORD.search, phrase)) and any(map(_LETTERS.search if run.period > 1 else str.isalpha, phrase))

    def word(self, index: int) -> str:
        """The word at `index`, in lower case as far as ASCII goes."""
        return self.keys[index].decode("utf-8", "surrogatepass")

    def phrase(self, run: Repeat) -> list[str]:
        """The words that come back."""
        return [self.word(index) for index in range(run.first, run.first + min(run.period, run.length))]

    def _with_variants(self, run: Repeat) -> Repeat:
        """A loop of at least three rounds grown over rounds that differ in one word, up to the last that does not."""
        keys, period = self.keys, run.period
        if run.rounds < 3 or period < 3:
            return run
        model = keys[run.first : run.first + period]
        end = best = run.end - run.rest
        while len(turn := keys[end : end + period]) == period and sum(map(ne, turn, model)) <= 1:
            end += period
            if turn == model:
                best = end
        if best <= run.end:
            return run
        return Repeat(run.first, period, best - run.first - period)

    @cached_property
    def joined(self) -> list[Repeat]:
        """Phrases joined to themselves by "and" or "or", also where an "and" comes before them as well; and words
        linked to themselves by "of", "from" or "in"."""
        return [
            Repeat(first, run.period, run.period - 1)
            for run in self.runs
            if run.period > 1
            for first in (run.first, run.first + 1)[: max(0, run.length - run.period + 2)]
            if self._joined(first, run.period, run.period - 1)
        ]

    @cached_property
    def echoes(self) -> list[Repeat]:
        """Runs of three words and more that come back within twenty, not at once."""
        return [run for run in self.runs if ECHO <= run.length < run.period]


def words(document: Document) -> Words:
    """The words of `document`; to be asked for through `document.once`."""
    return Words(document.text)


def _agreements(keys: Sequence[bytes]) -> list[bytes]:
    """For each shift from one on: a byte a word, zero where first and last letter are those of the word that far on."""
    size = len(keys)
    first = int.from_bytes(bytes(map(itemgetter(0), keys)), "little")
    last = int.from_bytes(bytes(map(itemgetter(-1), keys)), "little")
    return [
        ((first ^ first >> 8 * shift) | (last ^ last >> 8 * shift)).to_bytes(size, "little")[: size - shift]
        for shift in range(1, min(LONGEST, size - 1) + 1)
    ]


def _zero_runs(agreement: bytes, zeros: bytes) -> Iterator[Span]:
    """The runs of zeros, as long as they go, that begin like `zeros`."""
    start = agreement.find(zeros)
    while start >= 0:
        end, step = start + len(zeros), _STEP
        while not (ahead := agreement[end : end + step]).strip(b"\0") and ahead:
            end += len(ahead)
            step *= 2
        end += len(ahead) - len(ahead.lstrip(b"\0"))
        yield start, end
        start = agreement.find(zeros, end + 1)


def _equal(keys: Sequence[bytes], shift: int, first: int, end: int) -> Iterator[Span]:
    """The parts of `first..end` in which the words really are those `shift` words later."""
    if keys[first:end] == keys[first + shift : end + shift]:
        yield first, end
        return
    start = first
    for index in range(first, end + 1):
        if index == end or keys[index] != keys[index + shift]:
            if index > start:
                yield start, index
            start = index + 1
