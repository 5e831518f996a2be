"""The words of a text that are none of the common ones of its language: few, and all that words alone tell is in them.

Most words of any text are among some thousand. These are remembered from text to text as familiar; the others are
looked up in the lists of the language once a text, for all rules that ask.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass

from cleaner.document import Document
from cleaner.known_words import known_lists
from cleaner.language import function_words
from cleaner.lexicon import Lexicon
from cleaner.tokens import Tokens, tokens

_MAX_REMEMBERED = 1 << 14
"""Keys that are remembered as familiar, at most; what comes after is looked up every time."""


@dataclass(frozen=True, slots=True)
class Unfamiliar:
    """The words of a text (keys, and their indexes among its `tokens`) that are in no list of its language or are
    function words of another one; `unlisted` are those of letters alone that are in no list."""

    indexes: list[int]
    keys: frozenset[bytes]
    unlisted: frozenset[bytes]


def unfamiliar(document: Document) -> Unfamiliar:
    """The unfamiliar words of `document`; to be asked for through `document.once`."""
    lexicon, keys = document.lexicon, document.once(tokens).keys
    familiar = _familiar(lexicon)
    indexes = [index for index, key in enumerate(keys) if key not in familiar]
    unseen = {keys[index] for index in indexes}
    unlisted = _unlisted(unseen, lexicon)
    strange = unlisted | (unseen & _keys_elsewhere(lexicon))
    if len(strange) < len(unseen):
        indexes = [index for index in indexes if keys[index] in strange]
        if len(familiar) + len(unseen) <= _MAX_REMEMBERED:
            familiar |= unseen - strange
    return Unfamiliar(indexes, strange, unlisted)


@functools.lru_cache(maxsize=64)
def familiar_among(keys: frozenset[bytes], lexicon: Lexicon) -> frozenset[bytes]:
    """Those of some words that `unfamiliar` does not have where a text has them."""
    return keys - _unlisted(keys, lexicon) - _keys_elsewhere(lexicon)


def _unlisted(keys: Iterable[bytes], lexicon: Lexicon) -> frozenset[bytes]:
    """The keys of ASCII letters alone that are in no list."""
    words = frozenset(map(bytes.decode, filter(bytes.isalpha, keys)))
    for known in known_lists(lexicon):
        words -= known
    return frozenset(map(str.encode, words))


@functools.lru_cache(maxsize=8)
def _familiar(lexicon: Lexicon) -> set[bytes]:  # noqa: ARG001 - one set a language
    return set()


@functools.lru_cache(maxsize=8)
def _keys_elsewhere(lexicon: Lexicon) -> frozenset[bytes]:
    """The function words of other languages, as keys."""
    words = (word for word, langs in function_words().items() if lexicon.lang not in langs)
    return frozenset(Tokens(" ".join(form for word in words for form in (word, word.capitalize()))).keys)
