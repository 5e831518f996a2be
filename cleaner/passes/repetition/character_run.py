"""A run of one character, and of one syllable within a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.expressions import expression
from cleaner.familiar import uncommon
from cleaner.gaps import signs
from cleaner.known_words import is_known
from cleaner.passes.repetition._setting import begins_sentence
from cleaner.rules import Elsewhere, Prior, Rule, fix, keep, report

_RUN = expression(r"([A-Za-z!?])\1{9,}+")
_SYLLABLES = expression(r"([a-z]{2,3}?)\1{3,}+")
_MIN_SYLLABLES = 10
"""Characters of the rounds of a syllable that no word has."""

_LONG = expression(rf"[a-z]{{{_MIN_SYLLABLES},}}")
"""What holds such rounds; few words are so long."""

_LETTERS_BEFORE, _LETTERS_AFTER = expression(r"[^\W\d_]*\Z"), expression(r"[^\W\d_]*")
_LONGEST = 40
_MOST_KEPT = 2
"""Rounds that a word may have of its own: "banana"."""

_MIN_NAME = 3
_LAUGH = "h"

_ZEROS = b"\0" * 4
_CRIES = ("!" * 10, "?" * 10)


def _may_run(document: Document) -> bool:
    """Whether a word that is in no list, or one with more than letters, or a gap of marks may hold a run."""
    shown = document.once(signs)
    if any(mark in shown for mark in _CRIES):
        return True
    return _agrees(b" ".join([word for word in document.once(uncommon) if len(word) >= _MIN_SYLLABLES]))


def _agrees(words: bytes) -> bool:
    """Whether equal neighbours, ten in a row, or so many rounds of a syllable may be in some words: every second
    character, laid on itself one further on, agrees four times; so do syllables of three letters, three further on."""
    sampled = words[::2]
    number = int.from_bytes(sampled, "little")
    return any(_ZEROS in (number ^ number >> 8 * by).to_bytes(len(sampled), "little") for by in (1, 3))


class CharacterRun(Rule):
    """Report a letter, exclamation mark or question mark that comes ten times and more in a row; collapse a syllable
    within a word.

    Why: engines stumble within a word ("Massachusetttttttttts", "Bangkokokokokok") and print one letter to the end of
    the line.

    Not touched: lines drawn with marks, dots, figures, shorter cries ("Aaaah!", "!!!"), laughter and song
    ("hahahahaha", "bwahahahaha", "lalalala").

    Safety: report, for writers cry too; safe for a syllable where one or two rounds of it make a known word, or the
    word is a name within a sentence.
    """

    name = "repetition/character-run"
    measured = Prior(
        confidence=0.6,
        reason="6 reports in 1.13 million words of human text, none in 1.00 million of machine text",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    shapes: ClassVar = {
        "syllables": Prior(
            confidence=0.9,
            reason="what is left is a word of the language; no edit in human text",
            wrong=0,
            human_words=3_030_000,
            date="2026-11",
        )
    }
    elsewhere = Elsewhere.REPORT
    examples = (
        report("He came from Massachusetttttttttttts.", at="tttttttttttt"),
        fix("They ate a banananananananana each.", "They ate a banana each.", at="banananananananana"),
        fix("She left for Bangkokokokokokok in May.", "She left for Bangkok in May.", at="Bangkokokokokokok"),
        keep("Aaaaah! said the cat. ----------------- 1000000000000"),
        keep("Bwahahahahahaha! They sang lalalalalalala and tralalalalalala."),
    )

    sources = (_may_run,)

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each run."""
        text = document.text
        for match in _RUN.finditer(text):
            message = f"{match[1]!r} {len(match[0])} times in a row"
            yield self.edit(*match.span(), message, safety=Safety.REPORT)
        rounds = (match for word in _LONG.finditer(text) for match in _SYLLABLES.finditer(text, *word.span()))
        for match in rounds:
            if len(match[0]) >= _MIN_SYLLABLES and len(set(match[1])) > 1 and (kept := _rounds_kept(document, match)):
                start, end = _word(document.text, match)
                change = Change(match.start() + kept * len(match[1]), match.end(), "")
                message = f"“{match[1]}” {len(match[0]) // len(match[1])} times within a word"
                yield self.edit(start, end, message, [change], shape="syllables")


def _word(text: str, match: re.Match[str]) -> tuple[int, int]:
    """The span of the word that holds a match."""
    before = _LETTERS_BEFORE.search(text, max(0, match.start() - _LONGEST), match.start())
    after = _LETTERS_AFTER.match(text, match.end(), match.end() + _LONGEST)
    assert before is not None
    assert after is not None
    return before.start(), after.end()


def _rounds_kept(document: Document, match: re.Match[str]) -> int:
    """How many rounds of the syllable the word has of its own; 0 where that cannot be told."""
    text = document.text
    start, end = _word(text, match)
    before, after = text[start : match.start()], text[match.end() : end]
    if not before:
        return 0
    for kept in range(1, _MOST_KEPT + 1):
        word = before + match[1] * kept + after
        if is_known(word.lower(), document.lexicon):
            return kept
    named = before.istitle() and len(before) >= _MIN_NAME and _LAUGH not in match[1]
    return int(named and not begins_sentence(document, start))
