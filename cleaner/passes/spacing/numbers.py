"""Numbers and currencies that blanks took apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.passes.spacing.lines import in_tokenized, sets_off
from cleaner.rules import Prior, Rule, fix, keep, report

_GROUPS = (
    r"[1-9]\d{0,2}(?:[ \t],[ \t]?000|[ \t]?,[ \t]000|[ \t],[ \t]\d{3})"
    r"(?:[ \t]?,[ \t]?\d{3})*(?![ \t]?,[ \t]?\d|\d|[.,]\d)"
)
_DECIMAL = (
    r"\d{1,3}[ \t]\.[ \t]\d{1,2}(?=[ \t]?(?:%|percent\b|per[ \t]cent\b|million\b|billion\b|trillion\b|km\b|kg\b))"
)
_SPLIT = re.compile(rf"(?<![\w.,:/-])(?<![\d][ \t]|[,.][ \t])(?:{_GROUPS}|{_DECIMAL})(?!\w)")
_CURRENCY = re.compile(r"[$£€](?<![a-z0-9_$£€][$£€])[ \t](?=\d)")


@dataclass(frozen=True)
class SplitNumber(Rule):
    """Join a number that blanks took apart at its comma or point: `1 , 000`, `3 . 5 %`.

    Why: tokenizers and engines that work on pieces of words set the marks inside numbers off.

    Not touched: lists of numbers, `10 000` with a thin or plain blank, coordinates, results of matches.

    Safety: safe where the digits behind the comma come in threes, or a unit follows the decimals.
    """

    name = "spacing/split-number"
    measured = Prior(
        confidence=1.0,
        reason="no edit in 1.19 million human words",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    examples = (
        fix("The mill cost 1 , 000 crowns.", "The mill cost 1,000 crowns.", at="1 , 000"),
        fix("It grew by 3 . 5 % a year.", "It grew by 3.5 % a year.", at="3 . 5"),
        keep("Rooms 12 , 14 and 16 are free, and so are 1, 2, 3."),
        keep("The mill cost 10 000 crowns, or 10,000 florins."),
    )

    def relevant(self, text: str) -> bool:
        """A blank must stand before a mark, or before zeros."""
        return sets_off(text) or ", 0" in text

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each number."""
        for match in _SPLIT.finditer(document.text):
            if in_tokenized(document, match.start()):
                continue
            blanks = [m.start() for m in re.finditer(r"[ \t]", match[0])]
            changes = [Change(match.start() + at, match.start() + at + 1, "") for at in blanks]
            yield self.edit(*match.span(), "a number taken apart", changes)


@dataclass(frozen=True)
class SplitCurrency(Rule):
    """Report a blank between a currency sign and its amount: `$ 5`.

    Why: English writes the sign close to the amount; engines and tokenizers set it off.

    Not touched: amounts before their sign (`5 €`), signs alone, lines that a tokenizer took apart as a whole.

    Safety: report. Some house styles write a blank.
    """

    name = "spacing/split-currency"
    measured = Prior(
        confidence=1.0,
        reason="1 report in 1.19 million human words",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    safety = Safety.REPORT
    examples = (
        report("The mill cost $ 500 then.", at="$ 500"),
        keep("The mill cost 500 $ then, or $500."),
        keep("Type this at the prompt:\n\n$ 2 + 3"),
    )

    def relevant(self, text: str) -> bool:
        """A sign must stand before a blank."""
        return any(sign in text and sign + " " in text for sign in "$£€")

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each sign."""
        text = document.text
        for match in _CURRENCY.finditer(text):
            start = match.start()
            amount = re.compile(r"\d[\d.,]*\d|\d").match(text, match.end())
            at_start = not text[max(start - 80, document.line_at(start)[0]) : start].strip()
            if amount is None or at_start or in_tokenized(document, start) or text[start - 2 : start - 1].isdigit():
                continue
            if document.protected.overlaps(start, match.end()):
                continue
            yield self.edit(start, amount.end(), f"a blank behind {text[start]!r}")
