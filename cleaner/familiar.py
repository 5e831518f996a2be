"""The words of a text that are none of the common ones of its language: few, and all that words alone tell is in them.

Most words of any text are among some thousand. These are remembered from text to text as familiar, once the lists of
the language have been asked; rules that look for rare words look at the others alone.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from cleaner.document import Document
from cleaner.known_words import known_lists
from cleaner.language import function_words
from cleaner.lexicon import Lexicon
from cleaner.tokens import Tokens, tokens

_MAX_REMEMBERED = 1 << 13
"""Keys that are remembered as familiar, about so many at most."""

_MANY = 8
"""Where one word in so many is unfamiliar, the lists are asked, and what they have is remembered."""


@dataclass(frozen=True, slots=True)
class Unfamiliar:
    """The words of a text (indexes among its `tokens`, and the different keys) that are not remembered: all that are in
    no list of its language, all function words of other languages, and a few others."""

    indexes: list[int]
    keys: frozenset[bytes]


def unfamiliar(document: Document) -> Unfamiliar:
    """The unfamiliar words of `document`; to be asked for through `document.once`."""
    lexicon, keys = document.lexicon, document.once(tokens).keys
    familiar = _familiar(lexicon)
    indexes = [index for index, key in enumerate(keys) if key not in familiar]
    found = frozenset([keys[index] for index in indexes])
    if len(indexes) * _MANY > len(keys) and len(familiar) < _MAX_REMEMBERED:
        common = familiar_among(found, lexicon)
        familiar |= common
        found -= common
        indexes = [index for index in indexes if keys[index] in found]
    return Unfamiliar(indexes, found)


def familiar_among(keys: frozenset[bytes], lexicon: Lexicon) -> frozenset[bytes]:
    """Those of some keys that may be remembered: nothing but that a text has them can be told by them."""
    words = frozenset(map(bytes.decode, filter(bytes.isalpha, keys)))
    for known in known_lists(lexicon):
        words -= known
    return keys - frozenset(map(str.encode, words)) - _keys_elsewhere(lexicon)


@functools.lru_cache(maxsize=8)
def _familiar(lexicon: Lexicon) -> set[bytes]:  # noqa: ARG001 - one set a language
    return set()


@functools.lru_cache(maxsize=8)
def _keys_elsewhere(lexicon: Lexicon) -> frozenset[bytes]:
    """The function words of other languages, as keys."""
    words = (word for word, langs in function_words().items() if lexicon.lang not in langs)
    return frozenset(Tokens(" ".join(form for word in words for form in (word, word.capitalize()))).keys)
