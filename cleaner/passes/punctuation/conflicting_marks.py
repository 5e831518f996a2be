"""Two marks that exclude each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.expressions import expression
from cleaner.language import parts_of_speech
from cleaner.passes.punctuation._shared import has_adjacent_marks
from cleaner.rules import Prior, Rule, fix, keep, report
from cleaner.sentences import is_abbreviation

_LAST_WORD = expression(r"(?<![\w'’-])[a-z][\w'’-]*[!?]\Z")
_LAST_LETTERS = expression(r"(?<![\w.'’-])[a-z]+\Z")
_NEXT = expression(r"[ \t]+([a-z]+)[ \t]")
_LONG = 5
_REACH = 40
_STOPPED = (";.", ".;")
"""Of these the stop is right before a capital, since a sentence begins there."""

_CONFLICT = expression(
    r"[!?](?<=[^\W\d_]{2}[!?])\.(?!\.)(?=\s+[A-ZÀ-Þ]|\s*\Z)"
    r"|\.(?<=[a-z]{4}\.),(?=\s)|\.(?<=[a-z]{5}\.);(?=\s+[A-Z])"
    r"|[;:](?<=[^\W\d_]{2}[;:])[,.;](?![\w.])|,(?<=[^\W\d_]{2},)[;:](?![\w)(-])"
)


class ConflictingMarks(Rule):
    """Report two marks that exclude each other: `sold;,`, `sold.,`; keep the one that says more: `sold?.`.

    Why: one of the two is left over from the source.

    Not touched: a comma after an abbreviation, `?!`, titles that end in a mark and stand inside a sentence.

    Safety: report, since which mark is right cannot be told; safe for a stop after a question or an exclamation whose
    last word is in lower case, so that no title ends there; for a semicolon beside a stop before a capital; and for a
    stop between a word that is no abbreviation and a comma with a conjunction ("sold., but").
    """

    name = "punctuation/conflicting-marks"
    measured = Prior(
        confidence=0.9,
        reason="4 reports in human text, each of two marks of which one is wrong",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    shapes: ClassVar = {
        "stop after a mark": Prior(
            confidence=0.9,
            reason="a stop says nothing that the mark before it does not; one edit in human text, right",
            wrong=0,
            human_words=3_030_000,
            date="2026-11",
        )
    }
    lists = ("abbreviations",)
    optional_lists = ("conjunctions", "parts-of-speech")
    acts_on = r"[!?]\.(?!\.)|^\.[,;]|[;:][,.;]|,[;:]"
    examples = (
        fix("Was the mill sold?. The buyer is new.", "Was the mill sold? The buyer is new.", at="?."),
        report("They saw the film Mill!. The buyer is new.", at="!."),
        fix("The mill was sold;. The buyer is new.", "The mill was sold. The buyer is new.", at=";."),
        report("The mill;, which was old, burnt.", at=";,"),
        keep("The mill, the barn, etc., were sold. Really?! At 5 p.m., yes."),
        keep('It was (sold.), he said, and we saw "Why?", the film.'),
    )

    def relevant(self, text: str) -> bool:
        """Two marks must stand side by side."""
        return has_adjacent_marks(text) and _CONFLICT.search(text) is not None

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each pair of marks."""
        text = document.text
        for match in _CONFLICT.finditer(text):
            if match[0] == ".," and (
                is_abbreviation(text, match.start(), document.lexicon) or not _is_word(document, match.start())
            ):
                continue
            message = f"conflicting marks {match[0]!r}"
            mark = match.start() + 1
            if match[0] == ".," and _goes_on(document, match):
                yield self.edit(*match.span(), message, [Change(*match.span(), ",")], shape="stop after a mark")
            elif match[0] in _STOPPED and text[match.end() : match.end() + 2].strip()[:1].isupper():
                yield self.edit(*match.span(), message, [Change(*match.span(), ".")], shape="stop after a mark")
            elif match[0] in ("?.", "!.") and _LAST_WORD.search(text, max(0, mark - _REACH), mark):
                yield self.edit(*match.span(), message, [Change(mark, mark + 1, "")], shape="stop after a mark")
            else:
                yield self.edit(*match.span(), message, safety=Safety.REPORT)


def _is_word(document: Document, end: int) -> bool:
    """Whether the word that ends at `end` is long, or one that no abbreviation looks like."""
    word = _LAST_LETTERS.search(document.text, max(0, end - _REACH), end)
    return word is not None and (len(word[0]) >= _LONG or word[0] in parts_of_speech(document.lexicon))


def _goes_on(document: Document, match: re.Match[str]) -> bool:
    """Whether a known word is before a stop and a comma, and a conjunction in lower case goes on with its sentence."""
    before = _LAST_LETTERS.search(document.text, max(0, match.start() - _REACH), match.start())
    after = _NEXT.match(document.text, match.end())
    known = before is not None and before[0] in parts_of_speech(document.lexicon)
    return known and after is not None and after[1] in document.lexicon.optional("conjunctions")
