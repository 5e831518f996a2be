"""Where words are repeated: what all rules of this pass read, found once a document.

The words of a text are laid beside themselves, shifted by one to twenty words. Where the two agree for as long as the
shift, a phrase is repeated at once. Doing that word by word would cost more than everything else a pipeline does, so
each word is first reduced to its sign, one byte, and a whole text is compared with its shifted self as one long integer
of them; only where those agree are the words themselves compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import islice
from operator import ne
from typing import NamedTuple

from cleaner.document import Document
from cleaner.expressions import expression
from cleaner.familiar import is_sign_of, word_signs
from cleaner.spans import Span
from cleaner.tokens import MARKS, Tokens, tokens

MAX_PERIOD = 20
"""The longest phrase, in words, whose repetition is searched for."""

MIN_ECHO = 3
"""So many words that come back within twenty, though not at once, are noted too."""

_WORD = expression(r"\w")
_LETTERS = expression(r"[^\W\d_]{2}")
_STOPS = ".!?…:;”)"
_JOINTS = frozenset((b"and", b"or"))
_LINKS = frozenset((b"of", b"from", b"in", b"than"))
_LONG_LINKS = frozenset((b"of", b"with", b"through", b"or"))
_ARTICLES = frozenset((b"the", b"a", b"an", b"his", b"her", b"its", b"their", b"any"))
_STEP = 16
_ZEROS = [bytes(min(shift, MIN_ECHO - (shift <= MIN_ECHO))) for shift in range(MAX_PERIOD + 1)]
"""For each shift, how many words in a row must agree for anything to come of it."""

_FREE_RUNS = 4000
_WORDS_PER_RUN = 8
"""Runs that a text may have, and how many more for each so many words: one with more is no prose, and nothing is found
in it. Counted, so that no text takes for ever."""


class Repeat(NamedTuple):
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


class Repeats:
    """What comes back among the words of a text."""

    def __init__(self, words: Tokens, signs: bytes) -> None:
        """`signs` has a byte for each word, as `cleaner.familiar` gives them."""
        self.words = words
        self.text = words.text
        self.keys = words.keys
        self._signs = signs
        self._codes = int.from_bytes(signs, "little")

    def start(self, index: int) -> int:
        """The offset of the word at `index`."""
        return self.words.span(index)[0]

    def stop(self, index: int) -> int:
        """The offset after the word at `index`."""
        return self.words.span(index)[1]

    def gap(self, index: int) -> str:
        """The text between the word before `index` and the word at `index`."""
        return self.text[self.stop(index - 1) : self.start(index)]

    def gaps(self, first: int, end: int) -> Iterator[str]:
        """The gaps between the words from `first` to before `end`."""
        after = self.stop(first)
        for index in range(first + 1, end):
            start, stop = self.words.span(index)
            yield self.text[after:start]
            after = stop

    def span(self, first: int, end: int) -> Span:
        """The span of the words from `first` to before `end`."""
        return self.start(first), self.stop(end - 1)

    def word(self, index: int) -> str:
        """The word at `index`, in lower case as far as ASCII goes."""
        return self.words.word(index)

    def phrase(self, run: Repeat) -> list[str]:
        """The words that come back."""
        return [self.word(index) for index in range(run.first, run.first + min(run.period, run.length))]

    @cached_property
    def runs(self) -> list[Repeat]:
        """Every longest run that agrees with itself at a shift: whole phrases, phrases joined by "and" or "or", and
        echoes of three words and more; by shift. Empty for a text with more of them than prose has."""
        budget = _FREE_RUNS + len(self.words) // _WORDS_PER_RUN
        found = list(islice(self._all_runs(), budget + 1))
        return sorted(found, key=lambda run: (run.period, run.first)) if len(found) <= budget else []

    def _all_runs(self) -> Iterator[Repeat]:
        yield from self._joined_words()
        for shift, span in self._agreements():
            for first, end in _equal(self.keys, shift, *span):
                size = end - first
                joined = size > 1 and (self._joined(first, shift, size) or self._named(first, shift, size))
                if joined or size >= min(shift, MIN_ECHO):
                    yield Repeat(first, shift, size)

    def _agreements(self) -> Iterator[tuple[int, Span]]:
        """For each shift the longest runs of words whose signs are those of the words so much later: of one word at a
        shift of one, of two up to three, of three from four on. No sign is 0, so that no word without one so much
        later seems to agree with it."""
        size, codes = len(self.keys), self._codes
        for shift in range(1, min(MAX_PERIOD, size - 1) + 1):
            zeros, apart = _ZEROS[shift], (codes ^ codes >> 8 * shift).to_bytes(size, "little")
            start = apart.find(zeros)
            while start >= 0:
                end = _end_of_zeros(apart, start + len(zeros))
                yield shift, (start, end)
                start = apart.find(zeros, end)

    def _led_back(self, shift: int, links: frozenset[bytes]) -> Iterator[int]:
        """The words that come again so much later, after one of the links and what may follow that."""
        keys = self.keys
        no_link = int.from_bytes(self._signs.translate(_no_signs_of(links)), "little")
        apart = (self._codes ^ self._codes >> 8 * shift | no_link >> 8).to_bytes(len(keys), "little")
        first = apart.find(0)
        while first >= 0:
            if keys[first + 1] in links and keys[first] == keys[first + shift]:
                yield first
            first = apart.find(0, first + 1)

    def _joined_words(self) -> Iterator[Repeat]:
        """Single words joined to themselves, where no word beside them agrees as well."""
        keys = self.keys
        for first in self._led_back(2, _JOINTS | _LINKS):
            before = first > 0 and keys[first - 1] == keys[first + 1]
            after = first + 3 < len(keys) and keys[first + 3] == keys[first + 1]
            if not before and not after:
                yield Repeat(first, 2, 1)

    def _joined(self, first: int, shift: int, length: int) -> bool:
        if length != shift - 1:
            return False
        joint = self.keys[first + length]
        return joint in _JOINTS or (shift <= 3 and joint in _LINKS)

    def _may_be_capital(self, index: int) -> bool:
        """Whether the word at `index` may begin with a capital: the text has its first letters so somewhere. Where most
        words are is not known yet, and costs more."""
        return _with_capital(self.word(index)[:2]).search(self.text) is not None

    def _named(self, first: int, shift: int, length: int) -> bool:
        """Whether a name of two words comes again after one more word."""
        return (
            length == 2
            and shift == 3
            and self._may_be_capital(first)
            and self._may_be_capital(first + 1)
            and all(self.words.piece(first + step)[0].isupper() for step in range(5) if step != 2)
        )

    @cached_property
    def names(self) -> list[Repeat]:
        """Names of two words that come again after one more word: "the New Bridge called New Bridge"."""
        return [run for run in self.runs if self._named(run.first, run.period, run.length)]

    @cached_property
    def adjacent(self) -> list[Repeat]:
        """Phrases repeated at once, shortest first; a multiple of a shorter one is left out."""
        taken = bytearray(len(self.words) + MAX_PERIOD)
        found = []
        for run in self.runs:
            if run.length < run.period or not self._worded(run) or self._parted(run):
                continue
            if taken.count(1, run.first, run.end) * 2 > run.end - run.first:
                continue
            found.append(self._with_variants(run))
            taken[run.first : found[-1].end] = b"\1" * (found[-1].end - run.first)
        return found

    def _parted(self, run: Repeat) -> bool:
        """Whether a stop lies between two equal words: a cheap check, since most that are equal are so parted."""
        return run.length == run.period == 1 and self.words.piece(run.first)[-1] in _STOPS

    def _worded(self, run: Repeat) -> bool:
        """Whether the phrase is of words: numbers may come again, and a dash is a writer's."""
        phrase = [self.word(index) for index in range(run.first, run.first + run.period)]
        return all(map(_WORD.search, phrase)) and any(map(_LETTERS.search if run.period > 1 else str.isalpha, phrase))

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
    def linked(self) -> list[int]:
        """Words that a link and an article lead back to: "the light of the light", "a bed or a bed"."""
        return [first for first in self._led_back(3, _LONG_LINKS) if self.keys[first + 2] in _ARTICLES]

    @cached_property
    def echoes(self) -> list[Repeat]:
        """Runs of three words and more that come back within twenty, not at once."""
        return [run for run in self.runs if MIN_ECHO <= run.length < run.period]


def repeats(document: Document) -> Repeats:
    """What is repeated in `document`; to be asked for through `document.once`."""
    return Repeats(document.once(tokens), document.once(word_signs))


def any_repeated(document: Document) -> bool:
    """Whether a phrase is repeated at once; for `Rule.sources`."""
    return bool(document.once(repeats).adjacent)


def any_echo(document: Document) -> bool:
    """Whether words come back within twenty often enough for a third time; for `Rule.sources`."""
    return len(document.once(repeats).echoes) > 1


def any_joined(document: Document) -> bool:
    """Whether words are joined or linked to themselves; for `Rule.sources`."""
    said = document.once(repeats)
    return bool(said.joined or said.names or said.linked)


@lru_cache(maxsize=8)
def _no_signs_of(words: frozenset[bytes]) -> bytes:
    """A table that makes 0 of the signs of some words and 1 of all others."""
    return bytes(not any(is_sign_of(sign, word) for word in words) for sign in range(256))


def _end_of_zeros(apart: bytes, end: int) -> int:
    """How far the zeros before `end` go on."""
    step = _STEP
    while not (ahead := apart[end : end + step]).strip(b"\0") and ahead:
        end += len(ahead)
        step *= 2
    return end + len(ahead) - len(ahead.lstrip(b"\0"))


@lru_cache(maxsize=1024)
def _with_capital(letters: str) -> re.Pattern[str]:
    """The first two letters of a key as they are in a text, the first of them large, with what keys leave out."""
    first, *others = (re.escape(letter) for letter in (letters[0].upper(), *letters[1:]))
    left_out = f"[{re.escape(MARKS.decode())}]*"
    return re.compile(left_out.join([first, *(f"[{other}{other.upper()}]" for other in others)]))


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
