"""The words that were read, and those of them that no language has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from itertools import pairwise

from cleaner.language import parts_of_speech
from cleaner.lexicon import Lexicon
from cleaner.survey.units import Unit, UnitForm, odd

WORD = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_NAME = re.compile(r"[A-Z][A-Za-z]{1,20}[a-z][b-df-hj-np-tv-z]")
GLUED_CODES = (UnitForm.WORD_END, "language codes")
"""Names that end in the code of a language, as where a model left one; by themselves few do."""


class Words:
    """How often words were read so far, and which words are in the dictionary."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.counts: Counter[str] = Counter()
        self.chance_ends = 0
        self._plain: set[str] = set()
        self._dictionary = frozenset(parts_of_speech(lexicon))
        self._pairs = frozenset(pair for word in self._dictionary for pair in map("".join, pairwise(word)))
        self._usual_ends = _usual_ends(self._dictionary)
        self._codes = rare_codes(lexicon)

    def read(self, text: str) -> None:
        """Count the words of a text."""
        self.counts.update(WORD.findall(text))

    def units(self, text: str) -> Iterator[tuple[Unit, int]]:
        """Odd tokens, words that no language has, and names that end in the code of a language."""
        seen: set[str] = set()
        glued = by_chance = ""
        for token in sorted(set(text.split()) - self._plain):
            found = [*odd(token), *(word for word in _LETTERS.findall(token) if self._is_no_word(word))]
            name = self._rare_name(token)
            if name[-_END:] in self._codes:
                glued = glued or name
            else:
                by_chance = by_chance or name
            if not found and not name and len(self._plain) < _MAX_PLAIN:
                self._plain.add(token)
            for piece in found:
                if piece not in seen:
                    seen.add(piece)
                    yield (UnitForm.TOKEN, piece), text.index(piece if piece in text else token)
        self.chance_ends += bool(by_chance)
        if glued:
            yield GLUED_CODES, text.index(glued) + len(glued) - _END

    def is_usual(self, word: str) -> bool:
        """Whether a word is in the dictionary, in whatever form, or was read often."""
        plain = word.lower()
        return self._is_known(word) or plain.rstrip("s") in self._dictionary or self.counts[word] >= _USUAL

    def _is_known(self, word: str) -> bool:
        return word in self._dictionary or word.lower() in self._dictionary

    def _is_no_word(self, word: str) -> bool:
        """Whether most pairs of letters of a small word are in no word of the dictionary."""
        if not word.islower() or not word.isascii() or word in self._dictionary:
            return False
        pairs = [pair in self._pairs for pair in map("".join, pairwise(word))]
        return sum(pairs) < len(pairs) / 2

    def _rare_name(self, token: str) -> str:
        """A name in a token that ends in a consonant as few words do, and was hardly read before; empty for none."""
        match = _NAME.search(token)
        if not match or match[0][-_END:] in self._usual_ends or self._is_known(match[0]):
            return ""
        after = token[match.end() : match.end() + 1]
        before = token[match.start() - 1 : match.start()]
        rare = self.counts[match[0]] <= _RARELY and not after.isalnum() and before not in ("'", "’", "-")
        return match[0] if rare and after not in ("'", "’", "-") else ""


def rare_codes(lexicon: Lexicon) -> frozenset[str]:
    """The codes of languages in which hardly any word ends, among those of two letters that end in a consonant."""
    codes = (code for code in lexicon.optional("language-codes") if len(code) == _END and code[-1] not in "aeiou")
    return frozenset(codes) - _usual_ends(parts_of_speech(lexicon))


def _usual_ends(dictionary: Collection[str]) -> frozenset[str]:
    """The last two letters of more than a few words."""
    ends = Counter(word[-_END:] for word in dictionary)
    return frozenset(end for end, count in ends.items() if count > _USUAL_END * len(dictionary))


_END = 2
_USUAL_END = 0.0004
_RARELY = 2
_USUAL = 10
_MAX_PLAIN = 400_000
"""Tokens that are remembered as having nothing in them, at most."""
