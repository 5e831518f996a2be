"""Quotation marks: blanks on the wrong side, marks written twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.rule import Rule, fix, keep

_CURLY_SPACED = re.compile(r"“([ \t]*)([^“”\n]*?[^“”\s])([ \t]*)”")
_STRAIGHT_SPACED = re.compile(r'(?<![^\s(\[])"[ \t]+(\S[^"\n]*?\S|\S)[ \t]+"(?![^\s.,;:!?)\]])')
_DOUBLED = re.compile(r'(?<![\w"=(\[,;\t])""(?!["\s,;)\]])([^"\n]+)(?<![\s"])""(?!["\w])')


@dataclass(frozen=True)
class SpaceInside(Rule):
    """Remove blanks between a quotation mark and the words it encloses.

    Why: translation engines take the marks for words of their own and set them off: “ text ”.

    Not touched: paragraphs in which the marks do not pair up, a mark with a blank on one side only, inch marks, code.

    Safety: safe. Both blanks of a pair go together or not at all.
    """

    name = "quotes/space-inside"
    needs = ('"', "“")
    examples = (
        fix('He said, " we agree ".', 'He said, "we agree".', at='" we agree "'),
        fix("The “ green line ” opens today.", "The “green line” opens today.", at="“ green line ”"),
        keep('She wrote "yes" and "no" on the board.'),
        keep('The 5" pipe and the 7" pipe are sold out.'),
        keep('It was called " the end.'),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each pair."""
        text = document.text
        message = "blanks between the quotation marks and what they enclose"
        for start, end in document.paragraphs:
            if text.count('"', start, end) % 2 == 0:
                before = -1
                for match in _STRAIGHT_SPACED.finditer(text, start, end):
                    if text.count('"', start, match.start()) % 2 == 0 and match.start() > before:
                        yield self._pair(match.span(), match.span(1), message)
                        before = match.end()
            for match in _CURLY_SPACED.finditer(text, start, end):
                if match[1] and match[3]:
                    yield self._pair(match.span(), match.span(2), message)

    def _pair(self, outer: tuple[int, int], inner: tuple[int, int], message: str) -> Edit:
        changes = [Change(outer[0] + 1, inner[0], ""), Change(inner[1], outer[1] - 1, "")]
        return self.edit(*outer, message, changes)


@dataclass(frozen=True)
class Doubled(Rule):
    """Write a quotation mark once where it was doubled on both sides of a quotation.

    Why: text that went through CSV keeps the doubling that CSV uses for a mark inside a field.

    Not touched: empty quotations, marks doubled on one side only, code, two apostrophes.

    Safety: safe. Both marks of a pair are mended together or not at all.
    """

    name = "quotes/doubled"
    needs = ('""',)
    examples = (
        fix('They call it ""the wall"" here.', 'They call it "the wall" here.', at='""the wall""'),
        keep('The field was "" until noon.'),
        keep('a,"say ""no"" twice",b'),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each pair."""
        text = document.text
        for match in _DOUBLED.finditer(text):
            start, end = match.span()
            line_start = text.rfind("\n", 0, start) + 1
            if text.count('"', line_start, start) % 2:
                continue  # inside a quotation: doubled there is how CSV and BASIC write a mark
            changes = [Change(start, start + 2, '"'), Change(end - 2, end, '"')]
            yield self.edit(start, end, "quotation marks written twice", changes)


RULES: tuple[type[Rule], ...] = (SpaceInside, Doubled)
