"""Letters of another script that are drawn like Latin ones."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import regex

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.lexicon import FALLBACK, load
from cleaner.rules import Elsewhere, Measured, Rule, fix, keep

_FOREIGN = r"[\p{Cyrillic}\p{Greek}]"
_MIXED_WORD = regex.compile(rf"(?<![\p{{L}}\p{{M}}\p{{N}}])(?=\p{{L}}*\p{{Latin}})(?=\p{{L}}*{_FOREIGN})\p{{L}}++")
_LATIN = regex.compile(r"\p{Latin}")
_MIN_LATIN = 2


@dataclass(frozen=True)
class Homoglyph(Rule):
    """Write a Latin letter where a Cyrillic or Greek one that is drawn the same is inside a Latin word.

    Why: keyboards, optical recognition and spam mix them in; the word is then found by no search and in no dictionary.

    Not touched: words with a letter of the other script that does not look Latin (ΔT, μm, Vидео), words that are not
    mostly Latin, and any word of a text that has words in that script: there the mixture may be an inflected name.

    Safety: safe. Only letters that are drawn alike are exchanged.
    """

    name = "encoding/homoglyph"
    measured = Measured(
        right=200,
        judged=203,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="200 damaged lines restored exactly, 3 edits in human text that two readings call right",
    )
    lists = ("confusables",)
    elsewhere = Elsewhere.APPLY
    acts_on = r"[^\x00-\x7f]"
    examples = (
        fix("The \u0441ompany was sold.", "The company was sold.", at="\u0441ompany"),
        fix("A \u0391pril morning", "A April morning", at="\u0391pril"),
        fix("P\u0430yP\u0430l", "PayPal", at="P\u0430yP\u0430l"),
        keep("The drop \u0394T was 5 \u03bcm."),
        keep("Она работает в PR\u0430 и SMM."),
        keep("The word мост means bridge."),
    )

    def relevant(self, text: str) -> bool:
        """Whether one of the confusable letters is in the text."""
        return not text.isascii() and any(letter in text for letter in _confusables())

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each word."""
        text = document.text
        confusables = _confusables()
        for match in _MIXED_WORD.finditer(text):
            start, word = match.start(), match[0]
            latin = len(_LATIN.findall(word))
            strange = [offset for offset, letter in enumerate(word) if letter in confusables]
            if latin < _MIN_LATIN or latin + len(strange) < len(word) or latin <= len(strange):
                continue
            if document.once(_at_home):
                return
            changes = [Change(start + offset, start + offset + 1, confusables[word[offset]]) for offset in strange]
            yield self.edit(start, match.end(), "letter of another script in a Latin word", changes)


@functools.cache
def _confusables() -> Mapping[str, str]:
    return dict(entry.split(" ") for entry in load(FALLBACK).entries("confusables"))


@functools.cache
def _foreign_word() -> regex.Pattern[str]:
    """A word of three letters and more in the other script alone."""
    return regex.compile(rf"(?<!\p{{L}}){_FOREIGN}{{3,}}+(?!\p{{L}})")


def _at_home(document: Document) -> bool:
    """Whether the text has words in Cyrillic or Greek, so that its writer has a keyboard for them."""
    return _foreign_word().search(document.text) is not None
