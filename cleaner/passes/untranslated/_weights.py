"""What a word of a sentence says about its language: above zero for another one, below for the target."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from cleaner import language
from cleaner.expressions import expression
from cleaner.lexicon import Lexicon, known_languages, load

LISTS = ("function-words", "shared-spellings", "loanwords", "letter-trigrams", "name-particles")
"""The lists without which words of the same script cannot be told apart."""

MARKED = expression(r"[À-ÖØ-öø-ɏḀ-ỿ]")
"""Latin letters outside the basic alphabet."""

WORD = expression(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ADDRESS_SIGNS = frozenset("@./_")
_IN_ADDRESS = expression(r"(?<=\w)[@./_](?=\w)")

FOREIGN = 2.0
"""A function word of another language only, or a letter that the target does not use."""

SHORT = 1.0
"""The same of two letters."""

PLAIN = -0.9
"""Any word that says nothing else."""

OWN = -2.5
"""A function word of the target alone."""

SHARED_OWN = -0.5
"""A function word of the target and of others."""

_ODD = 0.8  # a sequence of letters that the target does not have
_NAME = -0.3  # a word with a capital
_SHARED = -0.3  # a function word of others that is spelled like a word of the target
_UNKNOWN = 0.4  # a word in lower case that is not in the vocabulary of the target
_LIKELY = 0.8  # a function word of the language that the sentence hints at, spelled like a word of the target
_PART = 0.5  # the same, where it is also a part of names


class WeighedWord(NamedTuple):
    """A word with what it says: above zero for another language, below for the target."""

    start: int
    end: int
    text: str
    points: float
    address: bool = False

    @property
    def capital(self) -> bool:
        return not self.text[0].islower()


def weighed(text: str, start: int, end: int, lexicon: Lexicon) -> list[WeighedWord]:
    """The words of a sentence, each with what it says by itself."""
    words = [
        WeighedWord(match.start(), match.end(), match[0], PLAIN, address=True)
        if _in_address(text, *match.span())
        else WeighedWord(match.start(), match.end(), match[0], points_of(match[0], match.start() == start, lexicon))
        for match in WORD.finditer(text, start, end)
    ]
    particles, known = lexicon.words("name-particles"), language.vocabulary(lexicon)
    for index in range(1, len(words) - 1):
        word = words[index]
        if word.text in particles and not word.points and len(word.text) > 2:
            beside = words[index - 1].text, words[index + 1].text
            if known and all(each.islower() and each not in known for each in beside):  # in no name
                words[index] = word._replace(points=FOREIGN)
    return words


def hinted_language(words: Sequence[WeighedWord]) -> str | None:
    """The language that most of the telling function words of a sentence belong to."""
    table = language.function_words()
    votes: Counter[str] = Counter()
    for word in words:
        if word.points >= SHORT:
            votes.update(table.get(word.text.lower(), ()))
    for lang in votes:
        votes[lang] += sum(lang in table.get(word.text.lower(), ()) for word in words if word.points < SHORT)
    return max(votes, key=lambda lang: (votes[lang], lang), default=None)


def points_beside(word: WeighedWord, hint: str | None, lexicon: Lexicon) -> float:
    """What a word says in a sentence in which a telling word hints at a language."""
    lower = word.text.lower()
    langs = language.function_words().get(lower, ())
    if hint is None or word.points >= SHORT or (word.capital and hint not in langs):
        return word.points
    if hint in langs:
        if lexicon.lang in langs:
            return 0.0
        return _PART if lower in lexicon.words("name-particles") else _LIKELY
    known = language.vocabulary(lexicon)
    if known and not langs and word.points in (PLAIN, _ODD) and not word.address and lower not in known:
        return max(word.points, _UNKNOWN)
    return word.points


@functools.lru_cache(maxsize=2048)
def points_of(word: str, begins: bool, lexicon: Lexicon) -> float:
    """What a word says; `begins` where it is the first of its sentence, and its capital says nothing."""
    lower = word.lower()
    langs = language.function_words().get(lower, ())
    if lexicon.lang in langs:
        return SHARED_OWN if len(langs) > 1 else OWN
    if lower in lexicon.words("shared-spellings"):
        return _SHARED if langs else PLAIN
    if word[0].islower() or begins:
        if langs and lower not in lexicon.words("name-particles"):
            return FOREIGN if len(word) > 2 or MARKED.search(word) else SHORT
        if MARKED.search(word) and not begins:
            return _NAME if lower in lexicon.words("loanwords") else FOREIGN
        if langs:
            return 0.0
        if begins:
            return _NAME
        return _ODD if _is_odd(lower, lexicon) else PLAIN
    return FOREIGN if has_case_ending(lower) else _NAME


def has_case_ending(word: str) -> bool:
    """Whether a name has a case ending of another language after an apostrophe: “İş'e”."""
    stem, apostrophe, ending = word.replace("’", "'").rpartition("'")
    return bool(apostrophe) and any(
        ending in endings and not language.letters_of(lang).isdisjoint(stem) for lang, endings in _case_endings()
    )


@functools.cache
def _case_endings() -> tuple[tuple[str, frozenset[str]], ...]:
    lists = ((lang, load(lang).optional("name-endings")) for lang in known_languages())
    return tuple((lang, endings) for lang, endings in lists if endings)


def _is_odd(word: str, lexicon: Lexicon) -> bool:
    """Whether a word has a sequence of letters that words of the target do not have."""
    known = lexicon.words("letter-trigrams")
    if not word.isascii() or len(word) < 4 or not word.isalpha():
        return False
    padded = f"^{word}$"
    return any(padded[index : index + 3] not in known for index in range(len(padded) - 2))


def _in_address(text: str, start: int, end: int) -> bool:
    """Whether a word is part of an address, a path or a file name."""
    after = text[end : end + 1] in _ADDRESS_SIGNS and _IN_ADDRESS.match(text, end)
    before = start and text[start - 1] in _ADDRESS_SIGNS and _IN_ADDRESS.match(text, start - 1)
    return bool(after or before)


def is_known(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is in the vocabulary of the target, and no function word elsewhere."""
    langs = language.function_words().get(word, ())
    return word in language.vocabulary(lexicon) and (not langs or langs == (lexicon.lang,))
