"""What the rules of this pass search for, and the signs by which a foreign passage may stay."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass

from cleaner import detect
from cleaner.document import Document
from cleaner.language import identify, name_of
from cleaner.lexicon import known_languages


class Extent(enum.Enum):
    """How much of the text around it a foreign passage takes up."""

    SPAN = "passage"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    DOCUMENT = "whole text"


@dataclass(frozen=True, slots=True)
class PassageLanguage:
    """The language of a passage; `lang` is None where nothing tells it, `sure` false where another one is close."""

    lang: str | None
    sure: bool = True

    def __str__(self) -> str:
        if self.lang is None:
            return "another language"
        name = name_of(self.lang)
        return name if self.sure else f"another language, perhaps {name}"


@dataclass(frozen=True, slots=True)
class Untranslated:
    """A passage that was not translated."""

    start: int
    end: int
    extent: Extent
    language: PassageLanguage
    other_script: bool
    shape: str | None = None
    """The shape of the rule's edits that it belongs to, where it is less certain than others."""

    @property
    def message(self) -> str:
        """What a report says."""
        return f"{self.extent.value} {'is' if self.extent is Extent.DOCUMENT else 'left'} in {self.language}"


_CUES_BEFORE = 24

_SURE = 0.8
"""The probability from which a detector's answer is taken."""

_TELLING = 10_000
"""Characters of a passage that are enough to name its language."""


def is_cued(document: Document, start: int) -> bool:
    """Whether the words before announce a word that is spoken of: “the character 书”."""
    cues = document.lexicon.optional("mention-cues")
    if not cues:
        return False
    before = document.text[max(0, start - _CUES_BEFORE) : start].lower()
    last = re.findall(r"[a-z]+", before.rpartition("\n")[2])[-1:]
    return bool(last) and last[0] in cues


def name_language(text: str, detector: str) -> PassageLanguage:
    """The language of a foreign passage: by its words and letters, else by the detector; the start of it tells."""
    text = text[:_TELLING]
    guess = identify(text)
    if guess and guess.sure:
        return PassageLanguage(guess.lang)
    answer = detect.detector(detector)(text)
    if answer and answer[1] >= _SURE and answer[0] in known_languages():
        return PassageLanguage(answer[0])
    return PassageLanguage(guess.lang, sure=False) if guess else PassageLanguage(None)
