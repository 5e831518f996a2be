"""Whether a line announces a translation: what a model says before it does what it was asked."""

from __future__ import annotations

import enum
import functools

from cleaner.lexicon import FALLBACK, Lexicon, load
from cleaner.passes.chatter._words import both, openers, plain, words_of

ANNOUNCEMENT_LISTS = (
    "announcement-pieces",
    "assents",
    "function-words",
    "language-names",
    "pointers",
    "preamble-lines",
    "preamble-words",
    "presenters",
    "text-words",
    "topic-words",
    "translation-words",
)
"""Every list that is read here; what a model says in any language is found with those of `data/xx` alone."""

LONGEST = 30
"""So many words an announcement has at most."""

_LABEL = 3
_FEW = 12
_SHORT = 30
_SENTENCE = 160
_STRANGERS = 6
"""So many unknown words may name the topic: "…of the article about the new bridges:"."""

_ENDS = ":：.!。！"
_TAIL = " *_#>`~\r\n\t"
_MARKS = " .:!：。！…-–—"


class Announcement(enum.Enum):
    """What a line is."""

    PREAMBLE = "preamble"
    LABEL = "label"
    ASSENT = "assent"


@functools.lru_cache(maxsize=64)
def read(line: str, lexicon: Lexicon, *, heading: bool = False) -> Announcement | None:
    """What `line` announces, None where it is text. A heading needs no mark at its end."""
    end = line[-9:].rstrip(_TAIL)[-1:]
    if not heading and (not end or end not in _ENDS or (len(line) > _SENTENCE and end not in ":：")):
        return None
    said = plain(line)
    bare = said.strip(_MARKS)
    if not bare or len(said) > 300:
        return None
    if bare in both(lexicon, "preamble-lines"):
        return Announcement.LABEL if len(bare) <= 4 else Announcement.PREAMBLE
    marked = said[-1] in ":："
    if marked and len(bare) <= _SHORT and any(piece in bare for piece in lexicon.optional("announcement-pieces")):
        return Announcement.PREAMBLE
    if not (marked or heading or said[-1] in ".!。！"):
        return None
    words = words_of(said)
    if not words or len(words) > LONGEST:
        return None
    return _of_words(said, words, lexicon, marked=marked, heading=heading)


def _of_words(said: str, words: list[str], lexicon: Lexicon, *, marked: bool, heading: bool) -> Announcement | None:
    languages = both(lexicon, "language-names")
    spoken_of = not languages.isdisjoint(words)
    strong = not both(lexicon, "translation-words").isdisjoint(words)
    strong = strong or (spoken_of and not both(lexicon, "text-words").isdisjoint(words))
    assents = openers(lexicon, "assents").match(said)
    if not (strong or spoken_of or assents):
        return None
    known = _known(lexicon)
    whole = all(word in known for word in words)
    if len(words) <= _LABEL and whole and (marked or heading):
        if strong and not assents:
            return Announcement.LABEL
        if len(words) == 1 and spoken_of and marked:
            return Announcement.LABEL
    presented = assents or openers(lexicon, "presenters").match(said)
    if strong and presented and (whole or (marked and _of_a_topic(words, lexicon))):
        pointing = not both(lexicon, "pointers").isdisjoint(words)
        return Announcement.PREAMBLE if marked or heading or pointing else None
    if strong and whole and not both(lexicon, "pointers").isdisjoint(words):
        return Announcement.PREAMBLE
    if strong and marked and (whole or _in_another_language(words, lexicon)):
        return Announcement.PREAMBLE
    return Announcement.ASSENT if whole and assents else None


def _of_a_topic(words: list[str], lexicon: Lexicon) -> bool:
    """Whether all unknown words come after one that introduces a topic, and that after the word for a translation."""
    strong = both(lexicon, "translation-words")
    spoken_of = next((index for index, word in enumerate(words) if word in strong), len(words))
    topic = lexicon.optional("topic-words")
    brought_in = next((index for index in range(spoken_of, len(words)) if words[index] in topic), len(words))
    strangers = [index for index, word in enumerate(words) if word not in _known(lexicon)]
    return len(strangers) <= _STRANGERS and all(index > brought_in for index in strangers)


def _in_another_language(words: list[str], lexicon: Lexicon) -> bool:
    """Whether a short line speaks of a translation, but not in the language of the text it precedes."""
    elsewhere = load(FALLBACK).optional("translation-words") - lexicon.optional("translation-words")
    return len(words) <= _FEW and not elsewhere.isdisjoint(words)


@functools.cache
def _known(lexicon: Lexicon) -> frozenset[str]:
    """All words that announcements are made of."""
    names = ("preamble-words", "translation-words", "language-names")
    return lexicon.optional("function-words").union(*(both(lexicon, name) for name in names))
