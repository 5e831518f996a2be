"""Words whose letters are set apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_letters, whitespace

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.known_words import WORD_LISTS, is_word
from cleaner.quotation import is_alone_in_marks
from cleaner.rules import Prior, Rule, fix, keep
from cleaner.spans import Span

_GAP = "[ \N{NO-BREAK SPACE}\N{THIN SPACE}\N{HAIR SPACE}\N{NARROW NO-BREAK SPACE}]"
_LETTER = r"[^\W\d_]"
_RUN = expression(rf"(?<!\S){_LETTER}(?:{_GAP}{_LETTER}){{2,30}}(?![^\s.,;:!?)”\"’])")
_SPACED = expression(rf"(?<!\S){_LETTER}{_GAP}{_LETTER}{_GAP}{_LETTER}(?!\w)")
_THREE = b" a a a"
_SPACES = f"{whitespace}\x1c\x1d\x1e\x1f"
_ALIKE = bytes.maketrans(f"{ascii_letters}{_SPACES}".encode(), b"a" * len(ascii_letters) + b" " * len(_SPACES))
_SINGLE = r"[^\s\w]{0,2}+[\w&]?+[^\s\w]{0,2}+"
_LINE = expression(rf"(?:{_SINGLE}{_GAP}++)++{_SINGLE}")
"""A line of single letters and marks."""

_RARE = frozenset(letter.encode() for letter in "bcfghjklnpqrvwxz")
_WORDS = expression(rf"{_GAP}{{2,}}")
_MARKED = expression(r"[^\w&'’-]+")
_ENDS = ",;:.!?"
_MIN_LINE = 5
"""Letters of a heading that is one word."""

_ARTICLE = 2
"""Characters of an article before a spaced word, and the space."""

_MIN_GROUP = 3
_SPELT = expression(
    r"\b(?:spell\w*|spelt|letters?|initials|vowels?|consonants?|alphabet|grades?|notes?|keys?)\b", re.IGNORECASE
)


class SpacedLetters(Rule):
    """Join the letters of words that are set apart: `N O T I C E   T O   A L L`, `do n o t touch it`.

    Why: headings are spaced for looks and German print spaces for stress; copies and PDF readers keep the spaces.

    Not touched: letters that are spelt aloud, grades, notes and keys, what makes no word, single letters in a line of
    other words, anything alone in quotation marks.

    Safety: safe. A heading goes as a line of letters alone whose words, between wider gaps, are words of the language;
    within a sentence only three small letters and more that make one.
    """

    name = "spacing/spaced-letters"
    measured = Prior(
        confidence=0.95,
        reason="letters that make words of the language, where nothing is spelt",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    optional_lists = WORD_LISTS
    examples = (
        fix("C L O S E D   F O R   R E P A I R", "CLOSED FOR REPAIR", at="C L O S E D   F O R   R E P A I R"),
        fix("C h a p t e r   O n e", "Chapter One", at="C h a p t e r   O n e"),
        fix("The lock was n o t to be opened.", "The lock was not to be opened.", at="n o t"),
        keep("The teacher wrote C A T on the board, then I O U."),
        keep("He spelt it a t once: d o g."),
        keep("The notes are c d e and g a b."),
    )

    @classmethod
    def words(cls, lang: str) -> frozenset[bytes]:  # noqa: ARG003 - the same letters in any language
        """Letters of which a spaced word has one, and other text seldom."""
        return _RARE

    def relevant(self, text: str) -> bool:
        """Three single letters in a row; in ASCII all letters can be made one and all spaces, and then looked for."""
        if text.isascii() and _THREE not in b" " + text.encode().translate(_ALIKE):
            return False
        return _SPACED.search(text) is not None

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each line or word."""
        text = document.text
        if _SPELT.search(text):
            return
        line: Span = (0, -1)
        heading = None
        for match in _RUN.finditer(text):
            if match.start() > line[1]:
                line = document.line_at(match.start())
                heading = _heading(document, line)
                if heading is not None:
                    yield self.edit(*heading[0], "letters of words that are set apart", heading[1])
            starts = (match.start(), match.start() + _ARTICLE) if match[0][0] == "a" else (match.start(),)
            start = next((at for at in starts if heading is None and _is_stressed(document, (at, match.end()))), None)
            if start is not None:
                changes = [Change(at, at + 1, "") for at in range(start + 1, match.end(), 2)]
                yield self.edit(start, match.end(), "letters of a word that are set apart", changes)


def _heading(document: Document, line: Span) -> tuple[Span, list[Change]] | None:
    """The span and the changes of a line that is spaced throughout and makes words."""
    said = document.text[slice(*line)].strip()
    if not _LINE.fullmatch(said):
        return None
    start = document.text.index(said, line[0])
    groups = ["".join(group.split()) for group in _WORDS.split(said)]
    words = [word for group in groups for word in _MARKED.split(group) if word]
    known = [word for word in words if len(word) >= _MIN_GROUP and is_word(word.lower(), document.lexicon)]
    long = [word for word in words if len(word) >= _MIN_GROUP]
    if not known or len(known) * 2 < len(long) or sum(map(len, words)) < _MIN_LINE:
        return None
    if len(words) == 1 and len(words[0]) < _MIN_LINE:
        return None
    changes, offset = [], start
    for gap in re.finditer(rf"{_GAP}+", said):
        low, high = offset + gap.start(), offset + gap.end()
        after_mark = said[gap.start() - 1] in _ENDS
        changes.append(Change(low, high, " " if len(gap[0]) > 1 or after_mark else ""))
    return (start, start + len(said)), changes


def _is_stressed(document: Document, span: Span) -> bool:
    """Whether small letters within a sentence make a word, and are no letters that are spoken of."""
    said = document.text[slice(*span)]
    word = said[::2]
    if len(word) < _MIN_GROUP or not word.islower() or is_alone_in_marks(document.text, *span):
        return False
    before, after = document.text[max(0, span[0] - 2) : span[0]], document.text[span[1] : span[1] + 2]
    amid = before.strip().isalpha() or after.strip().isalpha()
    return amid and is_word(word, document.lexicon)
