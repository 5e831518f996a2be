"""Where a passage of another language in the same script may be: telling function words and telling letters."""

from __future__ import annotations

import functools

from cleaner import language
from cleaner.document import Document
from cleaner.lexicon import Lexicon, load
from cleaner.passes.untranslated._weights import MARKED, has_case_ending
from cleaner.spans import Span

_APOSTROPHES = frozenset("'’")
_UNSURE = ("shared-spellings", "loanwords")


def _tokens(document: Document) -> list[str]:
    """The text split at whitespace."""
    return document.text.split()


def may_hold_foreign_words(document: Document) -> bool:
    """Whether there is a telling function word or a telling letter anywhere."""
    return not _telling(document.lang).isdisjoint(document.once(_tokens)) or _has_foreign_letter(
        document.text, 0, len(document.text), document.lexicon
    )


def is_suspicious(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a passage has a telling function word or a telling letter."""
    return not _telling(lexicon.lang).isdisjoint(text[start:end].split()) or _has_foreign_letter(
        text, start, end, lexicon
    )


def _has_foreign_letter(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a lower-case word has a letter that the target does not use, or a name a foreign case ending."""
    if text.isascii():
        return False
    loans = lexicon.optional("loanwords")
    done = start
    for match in MARKED.finditer(text, start, end):
        if match.start() >= done:
            low, done = _word_around(text, match.start())
            word = text[low:done]
            lower = word.lower()
            if has_case_ending(lower) if not word[0].islower() else lower not in loans:
                return True
    return False


def _word_around(text: str, offset: int) -> Span:
    start, end = offset, offset + 1
    while start > 0 and (text[start - 1].isalpha() or text[start - 1] in _APOSTROPHES):
        start -= 1
    while end < len(text) and (text[end].isalpha() or text[end] in _APOSTROPHES):
        end += 1
    while text[start] in _APOSTROPHES:
        start += 1
    while text[end - 1] in _APOSTROPHES:
        end -= 1
    return start, end


@functools.cache
def _telling(lang: str) -> frozenset[str]:
    """Function words of three letters and more that are words of other languages only, also with a capital."""
    lexicon = load(lang)
    unsure = {word for name in _UNSURE for word in lexicon.optional(name)}
    telling = {
        word
        for word, langs in language.function_words().items()
        if len(word) > 2
        and lang not in langs
        and word not in unsure
        and any(load(known).script == lexicon.script for known in langs)
    }
    return frozenset(telling | {word.capitalize() for word in telling})
