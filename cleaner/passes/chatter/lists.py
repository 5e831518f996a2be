"""The lists of this pass: those of the pipeline's language together with those of the languages models answer in."""

from __future__ import annotations

import functools
import re

from cleaner.lexicon import FALLBACK, Lexicon, load

_WORD = re.compile(r"[^\s.,:;!?…()\[\]{}\"“”‘«»„。、，：；！？（）।۔،؛/|=+—–]+")
_MARKUP = re.compile(r"[*_#>`~]+")


@functools.cache
def both(lexicon: Lexicon, name: str) -> frozenset[str]:
    """The list `name` of the language and of `data/xx`."""
    return lexicon.words(name) | load(FALLBACK).words(name)


@functools.cache
def openers(lexicon: Lexicon, *names: str) -> tuple[str, ...]:
    """The same as a tuple to compare the start of a text with."""
    return tuple(sorted(frozenset().union(*(both(lexicon, name) for name in names))))


def plain(text: str) -> str:
    """`text` in lower case, without Markdown's marks, with straight apostrophes."""
    return " ".join(_MARKUP.sub("", text).lower().replace("’", "'").split())


def opens_with(text: str, starts: tuple[str, ...]) -> bool:
    """Whether `text`, made plain, begins with one of `starts` as whole words."""
    if not text.startswith(starts):
        return False
    ends = (len(start) for start in starts if text.startswith(start))
    return any(not _within_word(text[end - 1 : end + 1]) for end in ends)


def _within_word(pair: str) -> bool:
    """Whether a word goes on from the one character to the other; scripts without blanks know no such border."""
    return len(pair) == 2 and pair.isalnum() and pair[0] < "\N{CJK RADICAL REPEAT}"


def words_of(text: str) -> list[str]:
    """The words of a plain text."""
    return _WORD.findall(text)
