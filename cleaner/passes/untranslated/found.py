"""What the rules of this pass look for, and the signs by which a foreign stretch may stay."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass

from cleaner import detect, language
from cleaner.document import Document
from cleaner.lexicon import known_languages


class Extent(enum.Enum):
    """How much of the text around it a foreign stretch takes up."""

    SPAN = "a stretch"
    SENTENCE = "a sentence"
    PARAGRAPH = "a paragraph"
    DOCUMENT = "the whole text"


@dataclass(frozen=True, slots=True)
class Tongue:
    """The language of a stretch; `lang` is None where nothing tells it, `sure` false where another one is close."""

    lang: str | None
    sure: bool = True

    def __str__(self) -> str:
        if self.lang is None:
            return "another language"
        name = language.name_of(self.lang)
        return name if self.sure else f"another language, perhaps {name}"


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch that was not translated."""

    start: int
    end: int
    extent: Extent
    tongue: Tongue
    other_script: bool
    confidence: float

    @property
    def message(self) -> str:
        """What a report says."""
        return f"{self.extent.value} {'is' if self.extent is Extent.DOCUMENT else 'left'} in {self.tongue}"


_OPENING = "\"'“‘«„‹([{「『（【*_"
_CLOSING = "\"'”’»“›)]}」』）】*_"
_BEFORE = re.compile(rf"[{re.escape(_OPENING)}](?:[^\w{re.escape(_CLOSING)}]|\d)*\Z")
_AFTER = re.compile(rf"(?:[^\w{re.escape(_OPENING)}]|\d)*[{re.escape(_CLOSING)}]")
_REACH = 8
_CUES_BEFORE = 24

_TRUSTED = 0.8
"""The probability from which a detector's answer is taken."""


def is_enclosed(text: str, start: int, end: int) -> bool:
    """Whether quotation marks, brackets or marks of emphasis stand around `text[start:end]` and nothing else in them:
    a word that is spoken of, a title, a gloss."""
    return bool(_BEFORE.search(text, max(0, start - _REACH), start) and _AFTER.match(text, end, end + _REACH))


def is_cued(document: Document, start: int) -> bool:
    """Whether the words before announce a word that is spoken of: “the character 书”."""
    if "mention-cues" not in document.lexicon.lists:
        return False
    before = document.text[max(0, start - _CUES_BEFORE) : start].lower()
    last = re.findall(r"[a-z]+", before.rpartition("\n")[2])[-1:]
    return bool(last) and last[0] in document.lexicon.words("mention-cues")


def name_language(text: str, detector: str) -> Tongue:
    """The language of a foreign stretch: by its words and letters, else by the detector."""
    guess = language.identify(text)
    if guess and guess.sure:
        return Tongue(guess.lang)
    answer = detect.detector(detector)(text)
    if answer and answer[1] >= _TRUSTED and answer[0] in known_languages():
        return Tongue(answer[0])
    return Tongue(guess.lang, sure=False) if guess else Tongue(None)
