"""Words that no list of the target has and whose letters are not in an order that its words have."""

from __future__ import annotations

import functools

from cleaner import language
from cleaner.lexicon import Lexicon

_MIN_STEM = 3


@functools.lru_cache(maxsize=16384)
def oddness(word: str, lexicon: Lexicon) -> int:
    """How many sequences of three letters, ends included, the lower-case `word` has that words of the target do not
    have; 0 where the target has the word, or a word that it is made of."""
    if not word.isascii() or not word.isalpha() or len(word) <= _MIN_STEM or _is_known(word, lexicon):
        return 0
    known = lexicon.words("letter-trigrams")
    padded = f"^{word}$"
    return sum(padded[index : index + 3] not in known for index in range(len(padded) - 2))


def _is_known(word: str, lexicon: Lexicon) -> bool:
    vocabulary = language.vocabulary(lexicon)
    function_word = lexicon.lang in language.function_words().get(word, ())
    if function_word or word in vocabulary or word in lexicon.optional("loanwords"):
        return True
    stems = [word.removesuffix(ending) for ending in lexicon.optional("word-endings") if word.endswith(ending)]
    stems += [word.removeprefix(prefix) for prefix in lexicon.optional("word-prefixes") if word.startswith(prefix)]
    if any(len(stem) >= _MIN_STEM and not vocabulary.isdisjoint(_spellings(stem)) for stem in stems):
        return True
    cuts = range(_MIN_STEM, len(word) - _MIN_STEM + 1)
    return any(word[:cut] in vocabulary and word[cut:] in vocabulary for cut in cuts)


def _spellings(stem: str) -> tuple[str, ...]:
    """How a stem may be spelled without its ending: "hop" for "hopp", "carry" for "carri", "make" for "mak"."""
    return stem, f"{stem}e", f"{stem[:-1]}y", stem[:-1]
