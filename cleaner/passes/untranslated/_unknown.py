"""Words that no list of the target has, and how far their letters are in an order that its words do not have."""

from __future__ import annotations

import functools

from cleaner import language
from cleaner.known_words import is_word
from cleaner.lexicon import Lexicon

_MIN_STEM = 3


def oddness(word: str, lexicon: Lexicon) -> int | None:
    """How many sequences of three letters, ends included, the lower-case `word` has that words of the target do not
    have; None where the target has the word, or a word that it is made of."""
    if not word.isascii() or not word.isalpha() or len(word) <= _MIN_STEM:
        return None
    return _oddness(word, lexicon)


def is_learned(word: str, lexicon: Lexicon) -> bool:
    """Whether a word ends like those that many languages have from Greek and Latin, new ones every day."""
    return word.endswith(tuple(lexicon.optional("learned-endings")))


@functools.lru_cache(maxsize=16384)
def _oddness(word: str, lexicon: Lexicon) -> int | None:
    if lexicon.lang in language.function_words().get(word, ()) or is_word(word, lexicon):
        return None
    known = lexicon.words("letter-trigrams")
    padded = f"^{word}$"
    return sum(padded[index : index + 3] not in known for index in range(len(padded) - 2))
