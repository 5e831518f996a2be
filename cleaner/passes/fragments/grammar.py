"""Just enough English grammar for fragments: the class of a word, and what a stretch of classes looks like."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from cleaner.lexicon import Lexicon

_TOKEN = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*|[,;:]")

_CLOSED = (
    ("conjunction", "conjunctions"),
    ("subject pronoun", "subject-pronouns"),
    ("object pronoun", "object-pronouns"),
    ("auxiliary", "auxiliaries"),
    ("clause opener", "subordinators"),
    ("determiner", "determiners"),
    ("preposition", "prepositions"),
)
"""Classes of function words and their lists; the first list that holds a word names its class."""

_OPEN = {
    "n": "noun",
    "p": "plural noun",
    "v": "verb",
    "z": "verb in -s",
    "d": "past verb",
    "e": "participle",
    "g": "form in -ing",
    "a": "adjective",
    "r": "adverb",
}
"""The letters of the list of parts of speech."""

FUNCTION_CLASSES = frozenset(name for name, _ in _CLOSED)
OPEN_ENDED = frozenset({"preposition", "determiner", "conjunction", "clause opener"})
VERB_FORMS = frozenset({"auxiliary", "verb", "past verb", "participle"})
_FINITE = frozenset({"auxiliary", "verb in -s", "past verb"})
_NOMINAL = frozenset(
    {"determiner", "adjective", "noun", "plural noun", "name", "number", "participle", "form in -ing", "unknown word"}
)
_SUBJECT_REACH = 5
"""Words within which a clause must come to its verb to be seen as one."""


def tokens(text: str) -> list[str]:
    """The words of a text as they stand, and the marks inside its sentences."""
    return _TOKEN.findall(text)


def plain(word: str) -> str:
    """A word in lower case, with a plain apostrophe."""
    return word.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")


@functools.cache
def parts_of_speech(lexicon: Lexicon) -> dict[str, str]:
    """Word to its parts of speech, the commonest first."""
    return dict(entry.split() for entry in lexicon.entries("parts-of-speech"))


@functools.lru_cache(maxsize=8192)
def word_class(word: str, lexicon: Lexicon) -> str:
    """The class of a lower-case word: a closed class if it is in one, else its commonest part of speech."""
    for name, entries in _CLOSED:
        if word in lexicon.words(entries):
            return name
    if word[0].isdigit():
        return "number"
    tags = parts_of_speech(lexicon).get(word)
    if tags:
        return _OPEN[tags[0]]
    if word.endswith("ly"):
        return "adverb"
    if word.endswith("ing"):
        return "form in -ing"
    return "past verb" if word.endswith("ed") else "unknown word"


def classes(words: Sequence[str], lexicon: Lexicon, *, opening: bool = False) -> list[str]:
    """The classes of tokens; capitalised ones are names, save the first where the stretch opens a sentence."""
    found = []
    for place, word in enumerate(words):
        if word in ",;:":
            found.append("mark")
        elif word[0].isupper() and (place or not opening):
            found.append("name")
        else:
            found.append(word_class(plain(word), lexicon))
    return found


def has_finite_verb(tail: Sequence[str]) -> bool:
    """Whether one of the classes is a verb that a clause can have."""
    return not _FINITE.isdisjoint(tail)


def is_clause(tail: Sequence[str]) -> bool:
    """Whether the classes begin with a subject and come soon to its verb."""
    if tail[0] == "subject pronoun":
        return len(tail) > 1 and bool({"auxiliary", "verb", "verb in -s", "past verb"} & set(tail[1:3]))
    for place, name in enumerate(tail[: _SUBJECT_REACH + 1]):
        if place and name in _FINITE:
            return any(before in ("noun", "plural noun", "name", "unknown word") for before in tail[:place])
        if place and name == "verb" and tail[place - 1] in ("plural noun", "unknown word"):
            return True
        if name not in _NOMINAL:
            return False
    return False
