"""Where a passage of another language in the same script may be: telling function words and telling letters."""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections.abc import Iterator

from cleaner import language
from cleaner.document import Document
from cleaner.expressions import expression
from cleaner.familiar import unfamiliar
from cleaner.gaps import signs
from cleaner.lexicon import Lexicon, load
from cleaner.passes.untranslated._scripts import ANY_OTHER, has_other_script
from cleaner.passes.untranslated._weights import MARKED, has_case_ending
from cleaner.spans import Span
from cleaner.tokens import Tokens

_WHITESPACE = "".join(filter(str.isspace, map(chr, range(0x3001))))
_PARTING = " \t\n\r\x0b\x0c"
_PIECE = {_WHITESPACE: expression(r"\S+"), _PARTING: expression(rf"[^{_PARTING}]+")}
"""What stands between spaces: any, and those that part the keys of `cleaner.tokens`."""

_ODD_SPACE = expression(rf"[^\S{_PARTING}]|\0")
"""What shows where other spaces may be; in the gaps of a text, a control character is NUL."""

_APOSTROPHES = frozenset("'’")
SUSPECT = expression(rf"{MARKED.pattern}|{ANY_OTHER.pattern}|[^\S\x00-\x7f]")
"""What shows in the gaps of a text that may hold foreign words, telling ones aside: letters, and spaces by which no key
is parted from the next."""

_FEW = 3
_MANY = 16
_UNSURE = ("shared-spellings", "loanwords")


def may_hold_foreign_words(document: Document) -> bool:
    """Whether there is a telling function word or a telling letter anywhere."""
    return bool(document.once(_suspects))


def has_many_suspects(document: Document) -> bool:
    """Whether there are so many that the whole may be in another language; then that is asked first."""
    return document.once(has_other_script) or len(document.once(_suspects)) > _FEW


def suspects_in(document: Document, start: int, end: int) -> list[int]:
    """The offsets of telling function words and telling letters of a passage; sorted."""
    suspects = document.once(_suspects)
    return suspects[bisect_left(suspects, start) : bisect_left(suspects, end)]


def _suspects(document: Document) -> list[int]:
    """The offsets of telling function words, and of telling letters in other words; sorted."""
    found = _telling_words(document)
    return sorted(found if document.text.isascii() else [*found, *_foreign_letters(document.text, document.lexicon)])


def _telling_words(document: Document) -> Iterator[int]:
    """The offsets of telling words, by the words that are cut for all rules, where these are parted by all spaces."""
    text = document.text
    if text.isascii() or not _ODD_SPACE.search(document.once(signs)):
        forms = _telling_forms(document.lang)
        found = [form for key in forms.keys() & document.once(unfamiliar) for form in forms[key]]
        return _standing_alone(text, found, _PARTING)
    return _standing_alone(text, list(_telling(document.lang).intersection(text.split())), _WHITESPACE)


def _standing_alone(text: str, words: list[str], spaces: str) -> Iterator[int]:
    """The offsets at which one of some words stands between spaces; they are seldom more than two or three, and then it
    is fastest to look for each."""
    if len(words) > _MANY:
        chosen = frozenset(words)
        yield from (match.start() for match in _PIECE[spaces].finditer(text) if match[0] in chosen)
        return
    for word in words:
        start = text.find(word)
        while start >= 0:
            end = start + len(word)
            if text[max(0, start - 1) : start] in spaces and text[end : end + 1] in spaces:
                yield start
            start = text.find(word, end)


def _foreign_letters(text: str, lexicon: Lexicon) -> Iterator[int]:
    """The offsets of letters that the target does not use, in lower-case words, and of names with a foreign case
    ending; one a word."""
    loans = lexicon.optional("loanwords")
    seen = ""  # words with such letters come in rows of the same: it is told once for each row
    is_foreign = False
    done = 0
    for match in MARKED.finditer(text):
        if match.start() >= done:
            low, done = _word_around(text, match.start())
            word = text[low:done]
            if word != seen:
                seen, lower = word, word.lower()
                is_foreign = has_case_ending(lower) if not word[0].islower() else lower not in loans
            if is_foreign:
                yield match.start()


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


@functools.cache
def _telling_forms(lang: str) -> dict[bytes, list[str]]:
    """The telling words by their keys of tokens."""
    forms: dict[bytes, list[str]] = {}
    for word in _telling(lang):
        for key in Tokens(word).keys:
            forms.setdefault(key, []).append(word)
    return forms


@functools.cache
def telling_keys(lang: str) -> frozenset[bytes]:
    """The telling words as keys of tokens."""
    return frozenset(_telling_forms(lang))
