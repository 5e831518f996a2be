"""Whether a word is one of a language, as far as its lists go: known, or made of what is known."""

from __future__ import annotations

import functools
from collections.abc import Container

from cleaner.language import vocabulary
from cleaner.lexicon import Lexicon

WORD_LISTS = ("further-words", "loanwords", "word-endings", "word-prefixes")
"""The lists that are read beside the vocabulary, where a language has them."""

_MIN_STEM = 3
_MAX_WORD = 64
"""Letters of the longest word that is taken apart."""


def is_word(word: str, lexicon: Lexicon) -> bool:
    """Whether the lower-case `word` is known, or made of one that is and an ending or a prefix, or of two."""
    return is_made_of(word, _known_words(lexicon), lexicon)


@functools.lru_cache(maxsize=8)
def known_lists(lexicon: Lexicon) -> tuple[frozenset[str], ...]:
    """The lists of all words of a language, in lower case; one set of them all would take as much memory again."""
    return vocabulary(lexicon), lexicon.optional("loanwords"), lexicon.optional("further-words")


def is_known(word: str, lexicon: Lexicon) -> bool:
    """Whether a list of the language has the lower-case `word`."""
    return word in _known_words(lexicon)


class _KnownWords(Container[str]):
    """All words of a language's lists."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lists = known_lists(lexicon)

    def __contains__(self, word: object) -> bool:
        return any(word in words for words in self._lists)


@functools.lru_cache(maxsize=8)
def _known_words(lexicon: Lexicon) -> _KnownWords:
    return _KnownWords(lexicon)


def is_made_of(word: str, known: Container[str], lexicon: Lexicon) -> bool:
    """Whether a word is known, or made of one that is and an ending or a prefix, or of two."""
    if word in known or len(word) > _MAX_WORD:
        return word in known
    stems = [word.removesuffix(ending) for ending in lexicon.optional("word-endings") if word.endswith(ending)]
    stems += [word.removeprefix(prefix) for prefix in lexicon.optional("word-prefixes") if word.startswith(prefix)]
    if any(len(stem) >= _MIN_STEM and any(form in known for form in _spellings(stem)) for stem in stems):
        return True
    cuts = range(_MIN_STEM, len(word) - _MIN_STEM + 1)
    return any(word[:cut] in known and word[cut:] in known for cut in cuts)


def _spellings(stem: str) -> tuple[str, ...]:
    """How a stem may be spelled without its ending: "hop" for "hopp", "carry" for "carri", "make" for "mak"."""
    return stem, f"{stem}e", f"{stem[:-1]}y", stem[:-1]
