"""What talk about a translation is about, told by pieces of words and in any language: what was done to the parts of a
text, for whom, how far to trust it, and what more could be done.
"""

from __future__ import annotations

import functools
import re

from cleaner.expressions import expression
from cleaner.language import LAST_SPACED
from cleaner.lexicon import FALLBACK, load
from cleaner.passes.chatter._facts import Facts, words_elsewhere
from cleaner.passes.chatter._words import PROMPTS

DEED_LISTS = ("caution-pieces", "further-stems", "handling-stems", "matter-stems", "public-words", "request-pieces")
"""Every list that is read here."""

_SENTENCE = expression(r"[.!?;。！？；।]\s*|\s[–—-]\s|:\s")
_STEMS = ("caution-pieces", "further-stems", "handling-stems", "matter-stems", "translation-stems", "language-stems")
_MIN_STRANGERS = 0.4
_NEAR = 32
_SHORT = 3
_LAST_OF_EUROPE = "\u052f"
_NAMES_CHANGED = expression(
    r"\bnames?\b[^.]{0,40}\b(?:been|was|were) changed\b|\bchanged\b[^.]{0,20}\bnames?\b|\bedited (?:and|for)\b"
    r"|\bcondensed\b"
)
"""What editors say of an article of their own."""


def handles(facts: Facts) -> bool:
    """Whether a sentence names a part or a quality of a text and what was done to it: "Names were left as they are"."""
    if not facts.foreign and _NAMES_CHANGED.search(facts.said):
        return False
    if facts.foreign:
        return any(
            _names_piece("matter-stems", sentence, foreign=True)
            and _names_piece("handling-stems", sentence, foreign=True)
            for sentence in _SENTENCE.split(facts.said)
        )
    matter, deeds = (_beginnings(name).finditer(facts.said) for name in ("matter-stems", "handling-stems"))
    places = [match.start() for match in deeds]
    return any(0 < abs(match.start() - place) <= _NEAR for match in matter for place in places)


def is_requested(facts: Facts) -> bool:
    """Whether it refers to a request or to what was handed over: "as requested", "the file you sent"."""
    return _names_piece("request-pieces", facts.said, foreign=facts.foreign)


def is_cautious(facts: Facts) -> bool:
    """Whether it says that a machine did the work, or how far to trust it."""
    return _names_piece("caution-pieces", facts.said, foreign=facts.foreign)


def names_more(facts: Facts) -> bool:
    """Whether it names more that could be done with a text: "shorter", "the next part"."""
    return _names_piece("further-stems", facts.said, foreign=facts.foreign)


def is_public(facts: Facts) -> bool:
    """Whether it speaks of what people write of and talk does not: "my aunt", "in the next issue"."""
    if facts.foreign:
        return _public_elsewhere().search(facts.said) is not None
    return facts.has("public-words")


@functools.cache
def _public_elsewhere() -> re.Pattern[str]:
    """Pieces where a word begins, short ones as whole words, for there is no uncle, "tio", in "traduction"; anywhere in
    scripts that write small words together with the next, or no spaces."""
    pieces = sorted(load(FALLBACK).optional("public-words"))
    short = "|".join(re.escape(piece) for piece in pieces if piece.isascii() and len(piece) <= _SHORT)
    spaced = "|".join(re.escape(piece) for piece in pieces if max(piece) <= _LAST_OF_EUROPE and len(piece) > _SHORT)
    others = "|".join(re.escape(piece) for piece in pieces if max(piece) > _LAST_OF_EUROPE)
    return re.compile(rf"(?<![^\W\d_])(?:(?:{short})(?![^\W\d_])|{spaced})|{others}")


def is_strange(facts: Facts) -> bool:
    """Whether it is in another language and many of its words are none of talk."""
    if not facts.foreign or max(facts.said) > LAST_SPACED:
        return False
    known = words_elsewhere()
    small = load(PROMPTS).optional("function-words")
    strange = sum(not (word in known or word in small or _has_stem(word)) for word in facts.words)
    return strange > _MIN_STRANGERS * len(facts.words)


@functools.lru_cache(maxsize=1024)
def _has_stem(word: str) -> bool:
    return any(stem in word for stem in _all_stems())


@functools.cache
def _all_stems() -> tuple[str, ...]:
    lists = (load(FALLBACK).optional(name) for name in _STEMS)
    return tuple(stem for each in lists for stem in each if len(stem) > 2 and " " not in stem)


def _names_piece(name: str, text: str, *, foreign: bool) -> bool:
    """Whether a piece of the list is in a text: of other languages anywhere, of English where a word begins."""
    if foreign:
        return any(piece in text for piece in load(FALLBACK).optional(name))
    return _beginnings(name).search(text) is not None


@functools.cache
def _beginnings(name: str) -> re.Pattern[str]:
    pieces = "|".join(sorted(map(re.escape, load(PROMPTS).optional(name)), reverse=True))
    return re.compile(rf"(?<![\w'])(?:{pieces})")
