"""A word that lost its hold around a ligature."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.language import vocabulary
from cleaner.rules import Prior, Rule, fix, keep

_PIECES = ("ff", "fi", "fl", "ffi", "ffl")
_KEYS = frozenset(map(str.encode, _PIECES))
_SPLIT = expression(
    r"(?<![\w'’.-])(?:(?P<before>[A-Za-z]{1,14})[ ])?(?P<piece>ff[il]?|f[il])[ ](?P<after>[a-z]{1,14})(?![\w'’-])"
)
_VOWEL = expression("[aeiouy]", re.IGNORECASE)
_ROW = 12
_MAX_SHORT = 4
_LONGER = {"ff": ("ffi", "ffl"), "fi": ("ffi",), "fl": ("ffl",)}
"""What a reader of pages takes for a shorter ligature."""


class SplitLigature(Rule):
    """Join a word that was set apart around its ligature: `o ffi cer`, `di ff cult`, `fi rst`.

    Why: text taken out of PDF files has a space around each ligature, and some readers drop a letter of it.

    Not touched: words by themselves (`sci fi movies`, a score's `ff`), and whatever does not make one word of the
    language.

    Safety: safe where the pieces make a known word together and are not all words by themselves, or where none is.
    """

    name = "spacing/split-ligature"
    measured = Prior(
        confidence=0.9,
        reason="no edit in human text; the pieces make a known word",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    lists = ("parts-of-speech",)
    examples = (
        fix("The o ffi cer left.", "The officer left.", at="o ffi cer"),
        fix("It was di ff cult to say.", "It was difficult to say.", at="di ff cult"),
        fix("They came fi rst.", "They came first.", at="fi rst"),
        keep("He reads sci fi stories on the wi fi network."),
        keep("Use the first finger of each hand: jj ff jj fjf ff jjf."),
        keep("The ff in the score means very loud."),
        keep("Layouts: ch de dk es fi fr gb is it"),
    )

    @classmethod
    def words(cls, lang: str) -> frozenset[bytes]:  # noqa: ARG003 - the same for all
        """A piece must stand alone."""
        return _KEYS

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each word."""
        known = vocabulary(document.lexicon)
        for match in _SPLIT.finditer(document.text):
            before, piece, after = match["before"] or "", match["piece"], match["after"]
            for start, head in ((match.start(), before), (match.start("piece"), "")):
                word = _word(head, piece, after, known)
                if word and not (after in known and (not head or head.lower() in known)) and not _lists_codes(match):
                    change = Change(start, match.end(), word)
                    yield self.edit(start, match.end(), "word set apart around a ligature", [change])
                    break


def _lists_codes(match: re.Match[str]) -> bool:
    """Whether the pieces stand in a row of words of two letters, as the codes of languages do."""
    around = match.string[max(0, match.start() - _ROW) : match.end() + _ROW].split()
    return sum(len(word) == 2 and word.islower() for word in around) > _MAX_SHORT


def _word(before: str, piece: str, after: str, known: frozenset[str]) -> str:
    """The known word that the pieces make, with the ligature as it stands or a longer one, or the word of three stumps
    that are none by themselves; empty where there is neither."""
    for ligature in (piece, *_LONGER.get(piece, ())):
        if (word := before + ligature + after).lower() in known:
            return word
    if not _VOWEL.search(before + after):
        return ""  # letters of no language, as in lessons for typists
    stump = len(before) == 1 or (before and before.lower() not in known)
    return before + piece + after if stump and len(after) > 1 and after not in known else ""
