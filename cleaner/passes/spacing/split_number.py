"""Numbers with spaces inside."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.passes.spacing._lines import in_tokenized, sets_off
from cleaner.rules import Prior, Rule, fix, keep

_GROUPS = (
    r"[1-9]\d{0,2}(?:[ \t],[ \t]?\d{3}|(?:,[ \t]?\d{3}){0,2}[ \t]?,[ \t]000)"
    r"(?:[ \t]?,[ \t]?\d{3})*(?![ \t]?,[ \t]?\d|\d|[.,]\d)"
)

_DECIMAL = (
    r"\d{1,3}[ \t]\.[ \t]\d{1,2}(?=[ \t]?(?:%|percent\b|per[ \t]cent\b|million\b|billion\b|trillion\b|km\b|kg\b))"
)

_SPLIT = re.compile(rf"(?<![\w.,:/-])(?<![\d][ \t]|[,.][ \t])(?:{_GROUPS}|{_DECIMAL})(?!\w)")


class SplitNumber(Rule):
    """Join a number that spaces took apart at its comma or point: `1 , 000`, `3 . 5 %`.

    Why: tokenizers and engines that work on pieces of words set the marks inside numbers off.

    Not touched: lists of numbers, `10 000` with a thin or plain space, coordinates, results of matches.

    Safety: safe where the digits after the comma come in threes, or a unit follows the decimals.
    """

    name = "spacing/split-number"
    measured = Prior(
        confidence=0.95,
        reason="seen in reports only; digits in groups of three with zeros have no other reading",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    lists = ("abbreviations",)
    acts_on = r"\d[ \t]?,[ \t]\d|\d[ \t][.,][ \t]?\d"
    examples = (
        fix("The mill cost 1 , 000 crowns.", "The mill cost 1,000 crowns.", at="1 , 000"),
        fix("It grew by 3 . 5 % a year.", "It grew by 3.5 % a year.", at="3 . 5"),
        keep("Rooms 12 , 14 and 16 are free, and so are 1, 2, 3."),
        keep("The mill cost 10 000 crowns, or 10,000 florins."),
    )

    def relevant(self, text: str) -> bool:
        """A space must stand before a mark, or before zeros."""
        return sets_off(text) or ", 0" in text

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each number."""
        for match in _SPLIT.finditer(document.text):
            if in_tokenized(document, match.start()):
                continue
            spaces = [m.start() for m in re.finditer(r"[ \t]", match[0])]
            changes = [Change(match.start() + at, match.start() + at + 1, "") for at in spaces]
            yield self.edit(*match.span(), "number split by spaces", changes)
