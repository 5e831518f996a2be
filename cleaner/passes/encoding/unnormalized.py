"""Letters that were taken apart."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.rules import Elsewhere, Measured, Rule, fix, keep

_MAX_MARKS = 30
"""Marks on one letter beyond which it is no text (Unicode Standard Annex 15, stream-safe format); to bring a long run
of marks into order costs its square."""

_ACCENTED = f"[^\\W\\d_][\u0300-\u036f]{{1,{_MAX_MARKS}}}+(?![\u0300-\u036f])"
_ARABIC = "[\u0627\u0648\u064a][\u0653-\u0655]"
_MARK = expression("[\u0300-\u036f\u0653-\u0655\u3099\u309a\u1161-\u1175\u11a8-\u11c2]")
_KANA = "[\u3040-\u30ff][\u3099\u309a]"
_HANGUL = "[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?|[\uac00-\ud7a3][\u11a8-\u11c2]"
_TAKEN_APART = expression(f"(?:{_ACCENTED}|{_ARABIC}|{_KANA}|{_HANGUL})+")

_BEFORE_LETTER = expression("\N{DIAERESIS}(?<=[A-Za-z].)(?P<letter>[aeiouAEIOU])(?=[a-z])")
"""How TeX draws an umlaut in old fonts, and PDF files give it: the sign, then the letter, within a word."""


class Unnormalized(Rule):
    """Put letters together again that were taken apart into a base and marks (Unicode normalization form C).

    Why: file systems and PDF extraction write é as e and an accent; a search for café then misses it. Old fonts of TeX
    draw the two points of an umlaut before its letter: `Kr¨uger`.

    Not touched: marks that no composed letter exists for; letters with more than thirty marks; what form C would
    exchange for another character or take apart: compatibility ideographs, the Kelvin and Ohm signs, Devanagari and
    Bengali spellings.

    Safety: safe. Both spellings are the same text by the Unicode standard, and look the same.
    """

    name = "encoding/unnormalized"
    needs_words = True
    measured = Measured(
        right=199,
        judged=200,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="decomposed lines restored exactly",
    )
    elsewhere = Elsewhere.APPLY
    acts_on = f"{_MARK.pattern}|\N{DIAERESIS}"
    examples = (
        fix("The cafe\u0301 is closed.", "The café is closed.", at="e\u0301"),
        fix("Kr\N{DIAERESIS}uger", "Krüger", at="\N{DIAERESIS}u"),
        fix("Nguye\u0302\u0303n", "Nguyễn", at="e\u0302\u0303"),
        fix("\u1112\u1161\u11ab\u1100\u116e\u11a8", "한국", at="\u1112\u1161\u11ab\u1100\u116e\u11a8"),
        fix("\u30cf\u3099ス", "バス", at="\u30cf\u3099"),
        keep("The café is closed."),
        keep("x\u0304 is the mean of x."),
        keep("क़लम और फ़िल्म"),
        keep("at 300 \u212a and 5 \u2126"),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each run of such letters."""
        if "\N{DIAERESIS}" in document.text:
            for match in _BEFORE_LETTER.finditer(document.text):
                composed = unicodedata.normalize("NFC", f"{match['letter']}\N{COMBINING DIAERESIS}")
                yield self.edit(*match.span(), "umlaut apart from its letter", [Change(*match.span(), composed)])
        if _MARK.search(document.text) is None:
            return
        for match in _TAKEN_APART.finditer(document.text):
            composed = unicodedata.normalize("NFC", match[0])
            if len(composed) < len(match[0]):
                start, end = match.span()
                yield self.edit(start, end, "decomposed characters (not NFC)", [Change(start, end, composed)])
