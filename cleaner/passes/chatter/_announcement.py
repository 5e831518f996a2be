"""Whether a line announces a translation: what a model says before it does what it was asked."""

from __future__ import annotations

import enum
import functools

from cleaner.expressions import expression
from cleaner.lexicon import Lexicon
from cleaner.passes.chatter._words import both, openers, plain, words_of

ANNOUNCEMENT_LISTS = (
    "address-words",
    "announcement-pieces",
    "answer-labels",
    "answer-participles",
    "assents",
    "chunk-words",
    "function-words",
    "language-names",
    "personal-words",
    "pointer-pieces",
    "pointers",
    "preamble-lines",
    "preamble-words",
    "presenters",
    "text-words",
    "topic-words",
    "translation-words",
)
"""Every list that is read here; what a model says in any language is found with those of `data/xx` alone."""

MAX_WORDS = 40
"""An announcement has at most so many words."""

_MAX_LABEL = 3
_MAX_ANSWER = 4
_MAX_ELSEWHERE = 12
_MAX_PIECED = 30
_MAX_SENTENCE = 160
_MAX_STRANGERS = 6
"""So many unknown words may name the topic: "…of the article about the new bridges:"."""

_MIN_FOR_A_STRANGER = 5
"""In an announcement of so many words one may be unknown."""

_SENTENCE = expression(r"(?<=[.!?])\s")
_ENDS = ":：.!。！"
_TAIL = " *_#>`~\r\n\t"
_MARKS = " .:!：。！…-–—"


class Announcement(enum.Enum):
    """What a line is. A PERSONAL one could be a writer's own: "my translation of the second page"; so could an ANSWER:
    "Output:", "Here is the corrected version:"."""

    PREAMBLE = "preamble"
    PERSONAL = "personal"
    LABEL = "label"
    ASSENT = "assent"
    ANSWER = "answer"


@functools.lru_cache(maxsize=64)
def read(line: str, lexicon: Lexicon, *, heading: bool = False, inline: bool = False) -> Announcement | None:
    """What `line` announces, None where it is text. A heading needs no mark at its end;
    before the colon of a longer line more is asked for.
    """
    end = line[-9:].rstrip(_TAIL)[-1:]
    if not heading and (not end or end not in _ENDS or (len(line) > _MAX_SENTENCE and end not in ":：")):
        return None
    said = plain(line)
    bare = said.strip(_MARKS)
    if not bare or len(said) > 300:
        return None
    if bare in both(lexicon, "preamble-lines"):
        return Announcement.LABEL if len(bare) <= 4 else Announcement.PREAMBLE
    marked = said[-1] in ":："
    if marked and not inline and bare in both(lexicon, "answer-labels"):
        return Announcement.ANSWER
    pieced = len(bare) <= _MAX_PIECED and any(piece in bare for piece in both(lexicon, "announcement-pieces"))
    if pieced and (marked or any(piece in bare for piece in both(lexicon, "pointer-pieces"))):
        return Announcement.PREAMBLE
    if not (marked or heading or said[-1] in ".!。！") or ("?" in said and not marked):
        return None
    words = words_of(said)
    if not words or len(words) > MAX_WORDS:
        return None
    what = _of_words(said, words, lexicon, marked=marked, heading=heading, inline=inline)
    if (
        what is None
        and marked
        and (last := _SENTENCE.split(said)[-1]) != said
        and openers(lexicon, "assents").match(said)
    ):
        what = _of_words(last, words_of(last), lexicon, marked=marked, heading=heading, inline=inline)
    return what


def _of_words(
    said: str, words: list[str], lexicon: Lexicon, *, marked: bool, heading: bool, inline: bool
) -> Announcement | None:
    spoken_of = not both(lexicon, "language-names").isdisjoint(words)
    strong = not both(lexicon, "translation-words").isdisjoint(words)
    strong = strong or (spoken_of and not both(lexicon, "text-words").isdisjoint(words))
    assents = openers(lexicon, "assents").match(said)
    if not (strong or spoken_of or assents):
        called = not (both(lexicon, "text-words") | both(lexicon, "chunk-words")).isdisjoint(words)
        called = called or words[0] in both(lexicon, "answer-participles")
        short = called and 1 < len(words) <= _MAX_ANSWER and (marked or heading)
        known = called and marked and openers(lexicon, "presenters").match(said)
        return Announcement.ANSWER if (known or short) and not inline and count_strangers(words, lexicon) == 0 else None
    strangers = [word for word in words if word not in _known(lexicon)]
    whole = not strangers
    named = sum(word in both(lexicon, "language-names") for word in words)
    if (
        len(words) - max(0, named - 1) <= _MAX_LABEL
        and whole
        and (marked or heading)
        and not assents
        and (strong or (marked and spoken_of))
    ):
        return Announcement.LABEL
    pointing = not both(lexicon, "pointers").isdisjoint(words)
    presented = assents or openers(lexicon, "presenters").match(said)
    if inline and not (presented or pointing):
        return None
    if whole and ((strong and (marked or pointing or (heading and presented))) or (spoken_of and marked and presented)):
        return Announcement.PREAMBLE
    if not whole and strong and marked and _with_strangers(words, strangers, lexicon, presented=presented):
        return Announcement.PREAMBLE if both(lexicon, "personal-words").isdisjoint(words) else Announcement.PERSONAL
    return Announcement.ASSENT if whole and assents else None


def _with_strangers(words: list[str], strangers: list[str], lexicon: Lexicon, *, presented: bool) -> bool:
    """Whether words that announcements do not have can be explained: a topic, one word of many, another language."""
    if _in_another_language(words, lexicon):
        return True
    return presented and (
        _of_a_topic(words, lexicon) or (len(strangers) == 1 and len(words) >= _MIN_FOR_A_STRANGER + (not presented))
    )


def _of_a_topic(words: list[str], lexicon: Lexicon) -> bool:
    """Whether all unknown words come after one that introduces a topic, and that after the word for a translation."""
    strong = both(lexicon, "translation-words")
    spoken_of = next((index for index, word in enumerate(words) if word in strong), len(words))
    topic = both(lexicon, "topic-words")
    brought_in = next((index for index in range(spoken_of, len(words)) if words[index] in topic), len(words))
    strangers = [index for index, word in enumerate(words) if word not in _known(lexicon)]
    return len(strangers) <= _MAX_STRANGERS and all(index > brought_in for index in strangers)


def _in_another_language(words: list[str], lexicon: Lexicon) -> bool:
    """Whether a short line speaks of a translation, but not in the language of the text it precedes."""
    elsewhere = both(lexicon, "translation-words") - lexicon.optional("translation-words")
    return len(words) <= _MAX_ELSEWHERE and not elsewhere.isdisjoint(words)


def is_answer(line: str, lexicon: Lexicon) -> bool:
    """Whether an announcement answers somebody, or speaks of the next part: no writer says that within a text."""
    said = plain(line)
    if openers(lexicon, "assents").match(said):
        return True
    words = words_of(said)
    return not (both(lexicon, "chunk-words") | both(lexicon, "address-words")).isdisjoint(words)


def count_strangers(words: list[str], lexicon: Lexicon) -> int:
    """How many of the words are none that models use when they speak of their work."""
    return sum(word not in _known(lexicon) for word in words)


@functools.cache
def _known(lexicon: Lexicon) -> frozenset[str]:
    """All words that announcements are made of."""
    names = ("function-words", "preamble-words", "translation-words", "language-names", "text-words", "chunk-words")
    return frozenset().union(*(both(lexicon, name) for name in names))
