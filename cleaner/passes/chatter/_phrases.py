"""How usual the words of a paragraph are in talk about a translation, one by one and two by two.

The points of words are data, `data/xx/models/talk-phrases.txt`, learnt together with those of the signs.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from cleaner.lexicon import FALLBACK, load

BEGINS, ENDS = "<", ">"
_NUMBER = "0"
_MAX_WORDS = 60
_UNSPACED = "\N{CJK RADICAL REPEAT}"
"""The first of the scripts that have no spaces between words: there two characters stand for a word."""


def phrases(words: Iterable[str]) -> frozenset[str]:
    """The words of a paragraph and the pairs of neighbours among them, its beginning and its end as words too."""
    said = (BEGINS, *list(_pieces(words))[:_MAX_WORDS], ENDS)
    return frozenset((*said, *map(" ".join, pairwise(said))))


def phrase_points(words: Sequence[str], *, at_start: bool) -> int:
    """The points that the words of a paragraph make together; ten are a power of e."""
    known = _points(at_start)
    return sum(known.get(phrase, 0) for phrase in phrases(words))


def _pieces(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        if word[0] >= _UNSPACED:
            yield from map("".join, pairwise(word))
        else:
            yield _NUMBER if word.isdigit() else word


@functools.cache
def _points(at_start: bool) -> Mapping[str, int]:
    """Phrases and their points at one end of a text."""
    entries = (entry.rsplit(" ", 2) for entry in load(FALLBACK).read("talk-phrases"))
    return {phrase: points for phrase, start, end in entries if (points := int(start if at_start else end))}
