"""Whether a text is in the language a pipeline cleans: a cheap look that, in doubt, says yes.

Text in another script is told by its letters, text in Latin letters by its function words. The look reads three short
windows of a text, whatever its length.
"""

from __future__ import annotations

import functools
import re

import regex

from cleaner.lexicon import Lexicon, languages, load

_WINDOW = 500
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_MIN_WORDS = 6
"""Fewer words say nothing about a language."""

_MIN_HITS = 3
_MARGIN = 2.0
"""How many times the target's function words another language's must be."""


def is_foreign(text: str, lexicon: Lexicon) -> bool:
    """Whether `text` is clearly not in the language of `lexicon`."""
    sample = _sample(text)
    if not sample.isascii() and _foreign_script(sample, lexicon.script):
        return True
    words = [word.lower() for word in _WORD.findall(sample)]
    if len(words) < _MIN_WORDS:
        return False
    own = sum(map(lexicon.words("function-words").__contains__, words))
    if own * 5 > len(words):
        return False
    table = _function_words()
    hits = dict.fromkeys(languages(), 0)
    for word in words:
        for lang in table.get(word, ()):
            hits[lang] += 1
    best = max((count for lang, count in hits.items() if lang != lexicon.lang), default=0)
    return best >= _MIN_HITS and best >= _MARGIN * own


def _sample(text: str) -> str:
    if len(text) <= 3 * _WINDOW:
        return text
    middle = len(text) // 2
    return " ".join((text[:_WINDOW], text[middle : middle + _WINDOW], text[-_WINDOW:]))


def _foreign_script(sample: str, script: str) -> bool:
    letters = len(_letters().findall(sample))
    own = len(_script_letters(script).findall(sample))
    return letters >= 2 and own * 2 < letters


@functools.cache
def _letters() -> regex.Pattern[str]:
    return regex.compile(r"\p{L}")


@functools.cache
def _script_letters(script: str) -> regex.Pattern[str]:
    return regex.compile(rf"\p{{Script={script}}}")


@functools.cache
def _function_words() -> dict[str, tuple[str, ...]]:
    """Word to the languages it is a function word of."""
    table: dict[str, tuple[str, ...]] = {}
    for lang in languages():
        for word in load(lang).words("function-words"):
            table[word] = (*table.get(word, ()), lang)
    return table
