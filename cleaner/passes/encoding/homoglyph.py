"""Letters of another script that are drawn like Latin ones."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping

import regex

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.known_words import WORD_LISTS, is_word
from cleaner.lexicon import FALLBACK, load
from cleaner.quotation import is_alone_in_marks
from cleaner.rules import Elsewhere, Measured, Rule, fix, keep

_FOREIGN = r"[\p{Cyrillic}\p{Greek}]"
_LATIN = regex.compile(r"\p{Latin}")
_MIN_LATIN = 2
_LOOSE = {"\N{GREEK SMALL LETTER RHO}": "p", "\N{GREEK SMALL LETTER UPSILON}": "u", "\N{GREEK SMALL LETTER NU}": "v"}
"""Letters that are drawn alike less exactly, and are signs of formulas: exchanged where a word of the language comes of
it, with two others in it, and the text has more such words."""

_MIN_WORD = 4
"""Letters of a word of the language that is no accident: a shorter one may be a Russian word as well."""


class Homoglyph(Rule):
    """Write a Latin letter where a Cyrillic or Greek one that is drawn the same is inside a Latin word.

    Why: keyboards, optical recognition and spam mix them in; the word is then found by no search and in no dictionary.

    Not touched: words with a letter of the other script that no Latin one is drawn like (ΔT, μm, Vидео), and any word
    of a text that has whole words of such a script: there the mixture may be an inflected name. Words that are not
    mostly Latin, and make no word of the language, are rewritten only beside one that is or does.

    Safety: safe. Only letters that are drawn alike are exchanged.
    """

    name = "encoding/homoglyph"
    measured = Measured(
        right=203,
        judged=203,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="200 damaged lines restored exactly, 3 edits in human text that two readings call right",
    )
    lists = ("confusables",)
    optional_lists = ("parts-of-speech", "function-words", "style-words", *WORD_LISTS)
    elsewhere = Elsewhere.APPLY
    acts_on = r"[^\W\d_\x00-\u024f]"
    examples = (
        fix("The \u0441ompany was sold.", "The company was sold.", at="\u0441ompany"),
        fix("A \u0391pril morning", "A April morning", at="\u0391pril"),
        fix("P\u0430yP\u0430l", "PayPal", at="P\u0430yP\u0430l"),
        fix("Y\u043eur m\u0430il \u0456\u0455 \u043en", "Your mail is on", at="\u0456\u0455"),
        fix("Please v\u0435r\u0456f\u0443 it.", "Please verify it.", at="v\u0435r\u0456f\u0443"),
        fix("Send a \u0441\u043e\u0440\u0443 of it.", "Send a copy of it.", at="\u0441\u043e\u0440\u0443"),
        keep("They call it \u201c\u0441\u043e\u0440\u0443\u201d there."),
        keep("The drop \u0394T was 5 \u03bcm."),
        keep("Она работает в PR\u0430 и SMM."),
        keep("The word мост means bridge, and \u0441\u043e\u0440 dust."),
    )

    def relevant(self, text: str) -> bool:
        """Whether one of the confusable letters is in the text."""
        return any(letter in text for letter in _confusables())

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each word."""
        text = document.text
        confusables = _confusables()
        words: list[tuple[int, int]] = []
        is_sure = False
        for match in _mixed_word().finditer(text):
            strange = sum(letter in confusables for letter in match[0])
            latin = len(_LATIN.findall(match[0]))
            words.append(match.span())
            is_sure = is_sure or (latin >= _MIN_LATIN and latin > strange) or _makes_word(document, match, latin)
        if not is_sure or document.once(_at_home):
            return
        loose = _loose_words(document) if len(words) > 1 else ()
        for letters, spans in ((confusables, words), (_loose_confusables(), loose)):
            for start, end in spans:
                changes = [
                    Change(offset, offset + 1, letters[text[offset]])
                    for offset in range(start, end)
                    if text[offset] in letters
                ]
                yield self.edit(start, end, "letter of another script in a Latin word", changes)


def _loose_words(document: Document) -> Iterator[tuple[int, int]]:
    """Words with letters of `_LOOSE` and Latin ones that are words of the language when all are exchanged."""
    letters = _loose_confusables()
    for match in _loose_word().finditer(document.text):
        word = "".join(letters.get(letter, letter) for letter in match[0])
        if len(_LATIN.findall(match[0])) >= _MIN_LATIN and is_word(word.lower(), document.lexicon):
            yield match.span()


def _makes_word(document: Document, match: regex.Match[str], latin: int) -> bool:
    """Whether a word is one of the language when its letters are exchanged, and is not what is spoken of."""
    if len(match[0]) < _MIN_WORD or (not latin and is_alone_in_marks(document.text, *match.span())):
        return False
    letters = _confusables()
    word = "".join(letters.get(letter, letter) for letter in match[0])
    return is_word(word.lower(), document.lexicon)


@functools.cache
def _confusables() -> Mapping[str, str]:
    return dict(entry.split(" ") for entry in load(FALLBACK).entries("confusables"))


@functools.cache
def _loose_confusables() -> Mapping[str, str]:
    return {**_confusables(), **_LOOSE}


@functools.cache
def _mixed_word() -> regex.Pattern[str]:
    """A word of Latin and confusable letters, at least one of them confusable."""
    confusable = f"[{''.join(_confusables())}]"
    letter = rf"(?:\p{{Latin}}|{confusable})"
    return regex.compile(
        rf"(?<![\p{{L}}\p{{M}}\p{{N}}])(?:\p{{Latin}}|['’](?={letter}))*+{confusable}"
        rf"(?:{letter}|['’](?={letter}))*+(?![\p{{L}}\p{{M}}])"
    )


@functools.cache
def _loose_word() -> regex.Pattern[str]:
    """A word of four letters and more, Latin, confusable, and at least one of `_LOOSE`."""
    loose, letter = "".join(_LOOSE), rf"[\p{{Latin}}{''.join(_confusables())}]"
    return regex.compile(
        rf"(?<!\p{{L}})(?=[\p{{L}}]{{{_MIN_WORD}}}){letter}*+[{loose}](?:{letter}|[{loose}])*+(?!\p{{L}})"
    )


@functools.cache
def _foreign_word() -> regex.Pattern[str]:
    """A word of three letters and more in the other script alone, one of which no Latin letter is drawn like."""
    confusable = "".join(_confusables())
    return regex.compile(rf"(?<!\p{{L}})(?=[{confusable}]*(?![{confusable}]){_FOREIGN}){_FOREIGN}{{3,}}+(?!\p{{L}})")


def _at_home(document: Document) -> bool:
    """Whether the text has words in Cyrillic or Greek, so that its writer has a keyboard for them."""
    return _foreign_word().search(document.text) is not None
