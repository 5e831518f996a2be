"""The words of a text as the process remembers them: a byte a word, looked up once for all rules.

Most words of any text have been in one before it. What is remembered of each is a sign, by which words that differ are
told apart at a glance, and whether it is familiar: one of the lists of its language, of which nothing but that a text
has it can be told. The others are few, and rules that look for rare words look at them alone.
"""

from __future__ import annotations

import functools
from itertools import compress, repeat
from zlib import crc32

from cleaner.document import Document
from cleaner.known_words import known_lists
from cleaner.language import function_words
from cleaner.lexicon import Lexicon
from cleaner.tokens import Tokens, tokens

_MAX_REMEMBERED = 20_000
"""Keys that are remembered, at most; those of a text that would make them more are remembered instead. A few more, and
the dictionary would take twice the space."""

_NEW, _LETTERED, _UNFAMILIAR = 0, 0x04, 0x80
"""The byte of a key that is not remembered, the first sign of those of letters alone, and what is added where a key is
unfamiliar."""

_NEW_ONLY = bytes(byte == _NEW for byte in range(256))
UNFAMILIAR_ONLY = bytes(byte >= _UNFAMILIAR for byte in range(256))
"""A table for the bytes of `word_signs`: 1 for an unfamiliar word, 0 for another."""

_UNCOMMON_ONLY = bytes(byte >= _UNFAMILIAR or byte < _LETTERED for byte in range(256))


def unfamiliar(document: Document) -> list[bytes]:
    """The keys of the unfamiliar words of `document`, in their order: those of letters that are in no list of its
    language, and all function words of other languages. To be asked for through `document.once`."""
    return list(compress(document.once(tokens).keys, document.once(word_signs).translate(UNFAMILIAR_ONLY)))


def uncommon(document: Document) -> list[bytes]:
    """The same, and those that are more than ASCII letters: numbers, words with an apostrophe or an accent."""
    return list(compress(document.once(tokens).keys, document.once(word_signs).translate(_UNCOMMON_ONLY)))


def word_signs(document: Document) -> bytes:
    """A byte for each word of `document`, none of them 0: words whose bytes differ are different. To be asked for
    through `document.once`."""
    keys, remembered = document.once(tokens).keys, _remembered(document.lexicon)
    signs = bytes(map(remembered.get, keys, repeat(_NEW)))
    if _NEW not in signs:
        return signs
    indexes = list(compress(range(len(keys)), signs.translate(_NEW_ONLY)))
    told = _told(frozenset([keys[index] for index in indexes]), document.lexicon)
    if len(remembered) + len(told) > _MAX_REMEMBERED:
        remembered.clear()
    if len(told) <= _MAX_REMEMBERED:
        remembered.update(told)
    completed = bytearray(signs)
    for index in indexes:
        completed[index] = told[keys[index]]
    return bytes(completed)


def _told(keys: frozenset[bytes], lexicon: Lexicon) -> dict[bytes, int]:
    """The byte of each of some keys."""
    told = {key: _sign(key) for key in keys}
    for key in keys - familiar_among(keys, lexicon):
        told[key] += _UNFAMILIAR
    return told


def is_sign_of(sign: int, key: bytes) -> bool:
    """Whether a byte of `word_signs` may be that of a word."""
    return sign % _UNFAMILIAR == _sign(key)


def _sign(key: bytes) -> int:
    """The sign of a key, none of them 0: the first few are for those that are more than letters."""
    first, end = (_LETTERED, _UNFAMILIAR) if key.isalpha() else (1, _LETTERED)
    return first + crc32(key) % (end - first)


def familiar_among(keys: frozenset[bytes], lexicon: Lexicon) -> frozenset[bytes]:
    """Those of some keys that are familiar: nothing but that a text has them can be told by them."""
    words = frozenset(map(bytes.decode, filter(bytes.isalpha, keys)))
    for known in known_lists(lexicon):
        words -= known
    return keys - frozenset(map(str.encode, words)) - _keys_elsewhere(lexicon)


@functools.lru_cache(maxsize=8)
def _remembered(lexicon: Lexicon) -> dict[bytes, int]:  # noqa: ARG001 - one dictionary a language
    return {}


@functools.lru_cache(maxsize=8)
def _keys_elsewhere(lexicon: Lexicon) -> frozenset[bytes]:
    """The function words of other languages, as keys."""
    words = (word for word, langs in function_words().items() if lexicon.lang not in langs)
    return frozenset(Tokens(" ".join(form for word in words for form in (word, word.capitalize()))).keys)
