"""What is expected of words: how often they were read, which the dictionary has, what language repeats by itself."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from cleaner.language import parts_of_speech
from cleaner.lexicon import Lexicon
from cleaner.survey.units import Unit, UnitForm

WORD = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
_LATIN = re.compile(r"[A-Za-z]{2,}")
_RARE = 1e-6
"""The frequency of a word that the survey did not count."""


class Words:
    """How often words were read so far, and which words are in the dictionary."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.counts: Counter[str] = Counter()
        self._known: set[str] = set()
        self.texts = 0
        self.ended: Counter[str] = Counter()
        self._dictionary = frozenset(parts_of_speech(lexicon))
        self._pairs = frozenset(pair for word in self._dictionary for pair in map("".join, pairwise(word)))

    def read(self, text: str) -> None:
        """Count the words of a text."""
        self.counts.update(WORD.findall(text))

    def units(self, text: str) -> Iterator[tuple[Unit, int]]:
        """Words that no language has, and two letters in which several unknown words end, as where a code is glued."""
        ends: dict[str, list[str]] = {}
        for word in sorted(set(_LATIN.findall(text)) - self._known):
            if self._is_known(word):
                if len(self._known) < _MAX_KNOWN:
                    self._known.add(word)
            elif word.islower() and self._is_strange(word):
                yield (UnitForm.TOKEN, word), text.index(word)
            elif word[-_END:].islower() and self.counts[word] <= _RARELY:
                ends.setdefault(word[-_END:], []).append(word)
        self.texts += 1
        for end, ended in ends.items():
            self.ended[end] += len(ended)
            if len(ended) >= _OFTEN:
                yield (UnitForm.WORD_END, end), text.index(ended[0])

    def expected_texts(self, end: str) -> float:
        """In how many texts so many unknown words would end so by chance; names come in families, so twice as often."""
        mean = self.ended[end] / max(1, self.texts)
        fewer = sum(mean**count / math.factorial(count) for count in range(_OFTEN))
        return 2 * self.texts * (1 - math.exp(-mean) * fewer)

    def is_usual(self, word: str) -> bool:
        """Whether a word is in the dictionary, in whatever form, or was read often."""
        plain = word.lower()
        return self._is_known(word) or plain.rstrip("s") in self._dictionary or self.counts[word] >= _USUAL

    def _is_known(self, word: str) -> bool:
        return word in self._dictionary or word.lower() in self._dictionary

    def _is_strange(self, word: str) -> bool:
        """Whether two letters of a word stand together in no word of the dictionary."""
        return any(pair not in self._pairs for pair in map("".join, pairwise(word)))


_END = 2
_RARELY = 3
_USUAL = 10
_OFTEN = 3
_MAX_KNOWN = 200_000
"""Known words that are remembered as they are spelled, at most."""


_EVERYWHERE = frozenset({UnitForm.SENTENCE, UnitForm.AFTER_STOP, UnitForm.TOKEN, UnitForm.LINE})
_POSITIONS = 20
"""Sentences, lines and odd tokens of a document, about: so many positions a unit of theirs may stand at."""


class Language:
    """What is expected of words: their frequencies in the texts read, and which of them speech and grammar repeat."""

    def __init__(self, words: Words, lexicon: Lexicon) -> None:
        self._words = words
        self._total = max(1, words.counts.total())
        self._abbreviations = lexicon.optional("abbreviations")
        self._common = (
            lexicon.optional("function-words")
            | lexicon.optional("auxiliaries")
            | lexicon.optional("speech-verbs")
            | lexicon.optional("speech-tags")
            | lexicon.optional("subject-pronouns")
        )

    def expected(self, form: UnitForm, text: str, documents: int) -> float:
        """In how many documents this would be found, by the frequencies of its words, or of the ends of words."""
        if form is UnitForm.WORD_END:
            return self._words.expected_texts(text)
        counts = self._words.counts
        chance = math.exp(sum(math.log(max(counts[word] / self._total, _RARE)) for word in WORD.findall(text)))
        return documents * (_POSITIONS if form in _EVERYWHERE else 1) * chance

    def is_usual(self, form: UnitForm, text: str) -> bool:
        """Whether language alone makes this recur there: a speech tag after a quotation, "In the" at a text's start."""
        words = [word for word in WORD.findall(text) if word[0].isalpha()]
        if form is UnitForm.TOKEN:
            return text in _USUAL_MARKS
        if not words:
            return len(text) <= _FEW_MARKS
        common = all(word.lower() in self._common for word in words)
        known = all(self._words.is_usual(word) for word in words)
        if form is UnitForm.TEXT_START:
            return common or (known and text[-1].isalnum() and len(words) <= _FEW_WORDS) or len(words) < _FEW_MARKS
        if form is UnitForm.SENTENCE and (words[-1] in self._abbreviations or len(words[-1]) < _FEW_MARKS):
            return len(words) < _FEW_WORDS
        if form is UnitForm.SENTENCE and len(words) < _FEW_WORDS and known:
            return text[0].isupper() or words[0] in self._common
        return form is not UnitForm.LINE and (
            (common and len(words) < _FEW_WORDS) or (form is UnitForm.AFTER_STOP and known)
        )


_FEW_WORDS = 4
_FEW_MARKS = 3
_USUAL_MARKS = frozenset("&+*#%°=/@~<>|") | {"…&…", "…+", "…*", "#…", "@…", "…/…"}
