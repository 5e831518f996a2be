"""Words that no list of the target has, and how far their letters are in an order that its words do not have."""

from __future__ import annotations

import functools
from collections.abc import Container

from cleaner import language
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
    if lexicon.lang in language.function_words().get(word, ()) or is_made_of(word, _known(lexicon), lexicon):
        return None
    known = lexicon.words("letter-trigrams")
    padded = f"^{word}$"
    return sum(padded[index : index + 3] not in known for index in range(len(padded) - 2))


@functools.cache
def _known(lexicon: Lexicon) -> frozenset[str]:
    return language.vocabulary(lexicon) | lexicon.optional("loanwords") | lexicon.optional("further-words")


def is_made_of(word: str, known: Container[str], lexicon: Lexicon) -> bool:
    """Whether a word is known, or made of one that is and an ending or a prefix, or of two."""
    if word in known:
        return True
    stems = [word.removesuffix(ending) for ending in lexicon.optional("word-endings") if word.endswith(ending)]
    stems += [word.removeprefix(prefix) for prefix in lexicon.optional("word-prefixes") if word.startswith(prefix)]
    if any(len(stem) >= _MIN_STEM and any(form in known for form in _spellings(stem)) for stem in stems):
        return True
    cuts = range(_MIN_STEM, len(word) - _MIN_STEM + 1)
    return any(word[:cut] in known and word[cut:] in known for cut in cuts)


def _spellings(stem: str) -> tuple[str, ...]:
    """How a stem may be spelled without its ending: "hop" for "hopp", "carry" for "carri", "make" for "mak"."""
    return stem, f"{stem}e", f"{stem[:-1]}y", stem[:-1]
