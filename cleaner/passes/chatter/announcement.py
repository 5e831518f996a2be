"""Whether a line announces a translation: what a model says before it does what it was asked."""

from __future__ import annotations

import enum

from cleaner.lexicon import FALLBACK, Lexicon, load
from cleaner.passes.chatter.lists import both, openers, opens_with, plain, words_of

LONGEST = 30
"""So many words an announcement has at most."""

_LABEL = 3
_FEW = 12
_SHORT = 30
_STRANGERS = 6
"""So many unknown words may name the topic: "…of the article about the new bridges:"."""

_MARKS = " .:!：。！…-–—"


class Announcement(enum.Enum):
    """What a line is."""

    PREAMBLE = "preamble"
    LABEL = "label"
    ASSENT = "assent"


def read(line: str, lexicon: Lexicon, *, heading: bool = False) -> Announcement | None:
    """What `line` announces, None where it is text. A heading needs no mark at its end."""
    said = plain(line)
    bare = said.strip(_MARKS)
    if not bare or len(said) > 300:
        return None
    if bare in both(lexicon, "preamble-lines"):
        return Announcement.LABEL if len(bare) <= 4 else Announcement.PREAMBLE
    marked = said[-1] in ":："
    if marked and len(bare) <= _SHORT and any(piece in bare for piece in lexicon.words("announcement-pieces")):
        return Announcement.PREAMBLE
    if not (marked or heading or said[-1] in ".!。！"):
        return None
    words = words_of(said)
    if not words or len(words) > LONGEST:
        return None
    return _of_words(said, words, lexicon, marked=marked, heading=heading)


def _of_words(said: str, words: list[str], lexicon: Lexicon, *, marked: bool, heading: bool) -> Announcement | None:
    languages = both(lexicon, "language-names")
    spoken_of = any(word in languages for word in words)
    strong = not both(lexicon, "translation-words").isdisjoint(words)
    strong = strong or (spoken_of and not {"version", "text"}.isdisjoint(words))
    strangers = sum(not _known(word, lexicon) for word in words)
    presented = opens_with(said, openers(lexicon, "presenters", "assents"))
    if len(words) <= _LABEL and strangers == 0 and (marked or heading):
        if strong and not opens_with(said, openers(lexicon, "assents")):
            return Announcement.LABEL
        if len(words) == 1 and spoken_of and marked:
            return Announcement.LABEL
    if strong and presented and (strangers == 0 or (marked and _of_a_topic(words, lexicon))):
        pointing = not both(lexicon, "pointers").isdisjoint(words)
        return Announcement.PREAMBLE if marked or heading or pointing else None
    if strong and marked and (strangers == 0 or _in_another_language(words, lexicon)):
        return Announcement.PREAMBLE
    if strangers == 0 and opens_with(said, openers(lexicon, "assents")):
        return Announcement.ASSENT
    return None


def _of_a_topic(words: list[str], lexicon: Lexicon) -> bool:
    """Whether all unknown words stand behind one that brings in a topic, and that behind the word for a translation."""
    strong = both(lexicon, "translation-words")
    spoken_of = next((index for index, word in enumerate(words) if word in strong), len(words))
    topic = lexicon.words("topic-words")
    brought_in = next((index for index in range(spoken_of, len(words)) if words[index] in topic), len(words))
    strangers = [index for index, word in enumerate(words) if not _known(word, lexicon)]
    return len(strangers) <= _STRANGERS and all(index > brought_in for index in strangers)


def _in_another_language(words: list[str], lexicon: Lexicon) -> bool:
    """Whether a short line speaks of a translation, but not in the language of the text it stands before."""
    elsewhere = load(FALLBACK).words("translation-words") - lexicon.words("translation-words")
    return len(words) <= _FEW and not elsewhere.isdisjoint(words)


def _known(word: str, lexicon: Lexicon) -> bool:
    names = ("preamble-words", "translation-words", "language-names", "function-words")
    return any(word in (lexicon.words(name) if name == "function-words" else both(lexicon, name)) for name in names)
