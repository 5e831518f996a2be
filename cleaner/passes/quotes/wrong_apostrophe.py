"""Accents and opening marks in place of apostrophes."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.language import vocabulary
from cleaner.mentions import is_meant
from cleaner.passes.quotes._leave_alone import ACCENTS, APOSTROPHES, LEADING_MARKS, WITHIN
from cleaner.rules import Measured, Rule, fix, keep

_LEADING = expression(r"(?<![\w‘])‘(?=(\d\ds?|[A-Za-z][a-z]+)(?![\w’]))")
_AND = expression(rf"(?<![\w'’])([^\W\d_]+)[ ](‘[nN]’|[{ACCENTS}][nN][{ACCENTS}])[ ]([^\W\d_]+)")
_MAY_BE_AND = tuple(f" {mark}{letter}" for mark in (*ACCENTS, "‘") for letter in "nN")
"""What is in every text that the expression finds; faster to look for."""

_PLURAL = expression(r"‘(?<=[a-z]s‘)(?=[ ][a-z])")
_OPENS = expression(r"[‚„]|‘(?<![\w.!?,;:]‘)|'(?<!\w')(?=\w)")
_NAMES_A_LETTER = frozenset(("letter", "number", "variable", "symbol", "sound", "index", "sign"))


class WrongApostrophe(Rule):
    """Write an apostrophe for the accent or opening mark in its place: `mayor´s`, `don`t`, `it‘s`, `the ‘80s`.

    Why: keyboards have an accent where the apostrophe should be, and typing aids take the one for left-out letters at
    the start of a word for the start of a quotation.

    Not touched: code in backquotes, the ʻokina and transliterations (`Hawai‘i`), accents that stand for feet, opening
    marks that may begin a quotation.

    Safety: safe within contractions, genitives and `o'clock`; at the start of a word only for known elisions and years,
    where no mark further on could close a quotation; after a plural where nothing in the text opens one.
    """

    name = "quotes/wrong-apostrophe"
    measured = Measured(
        right=16,
        judged=16,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="every edit in two sets of machine translations and in human text, read",
    )
    lists = ("elisions",)
    optional_lists = ("function-words", "auxiliaries", "parts-of-speech")
    acts_on = rf"[{ACCENTS}‘]"
    needs = (*ACCENTS, "‘")
    examples = (
        fix("We couldn´t see the mayor´s boat.", "We couldn't see the mayor's boat."),
        fix("Don‘t go, it‘s late.", "Don’t go, it’s late."),
        fix("I don`t know.", "I don't know.", at="`t"),
        fix("They`re here, and it isn`t mine.", "They're here, and it isn't mine."),
        fix("Rock ‘n’ roll.", "Rock ’n’ roll.", at="‘n’"),
        fix("The boys‘ boat is new.", "The boys’ boat is new.", at="‘"),
        fix("Rock ´n´ roll.", "Rock 'n' roll.", at="´n´"),
        fix("‘Twas late.", "’Twas late.", at="‘"),
        fix("In the ‘80s she sold it.", "In the ’80s she sold it.", at="‘"),
        keep("The letter ‘n’ sounds soft, and a number ‘n’ is prime."),
        keep("They call it ‘the wall’ in Hawai‘i."),
        keep("Write `it`s` and ‘cause and effect’ here."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each mark."""
        text = document.text
        accent = "’" if "’" in text and "'" not in text else "'"
        for match in WITHIN.finditer(text):
            start = match.start()
            if not is_meant(document, start, start + 1, APOSTROPHES):
                right = "’" if text[start] == "‘" else accent
                yield self.edit(
                    *match.span(), f"{text[start]} in place of an apostrophe", [Change(start, start + 1, right)]
                )
        for match in _AND.finditer(text) if any(map(text.__contains__, _MAY_BE_AND)) else ():
            if _joins(document, match[1], match[3]):
                start, end = match.span(2)
                right, wrong = ("’", (start,)) if text[start] == "‘" else (accent, (start, end - 1))
                changes = [Change(offset, offset + 1, right) for offset in wrong]
                yield self.edit(start, end, f"{text[start]} in place of an apostrophe", changes)
        plurals = list(_PLURAL.finditer(text))
        if plurals and _OPENS.search(text) is None:
            for match in plurals:
                yield self.edit(*match.span(), "‘ in place of an apostrophe", [Change(*match.span(), "’")])
        for match in _LEADING.finditer(text):
            start = match.start()
            if (match[1][0].isdigit() or _elides(document, match[1])) and not is_meant(
                document, start, start + 1, LEADING_MARKS
            ):
                yield self.edit(start, start + 1, "‘ in place of an apostrophe", [Change(start, start + 1, "’")])


def _elides(document: Document, word: str) -> bool:
    """Whether a word lost its first letters: with a capital only where it is no word without them."""
    lower = word.lower()
    return lower in document.lexicon.words("elisions") and (word == lower or lower not in vocabulary(document.lexicon))


def _joins(document: Document, before: str, after: str) -> bool:
    """Whether ‘n’ between the words is a short "and", and no letter that is spoken of."""
    lexicon = document.lexicon
    small = (lexicon.optional("function-words"), lexicon.optional("auxiliaries"), _NAMES_A_LETTER)
    return not any(word.lower() in words for words in small for word in (before, after))
