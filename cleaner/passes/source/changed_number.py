"""The rule source/changed-number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.carried import ADDRESS, PLACEHOLDER
from cleaner.expressions import expression
from cleaner.rules import Document, Edit, Elsewhere, Prior, Rule, Safety, keep, report
from cleaner.spans import Spans

_NUMBER = expression(r"\d(?:[\d.,:/'’\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}-]*\d)?")
_MIN_DIGITS = 3
"""Smaller numbers are often words, or others in another language: 7 pm is 19 o'clock."""


class ChangedNumber(Rule):
    """Report numbers of the translation whose digits are not in the source, where one of the source is missing.

    Why: engines repeat, drop and invent digits, and nobody sees it without the source.

    Not touched: other signs between the digits (1,000 is 1.000), numbers of one or two digits, dates in another order.

    Safety: report only. Units may have been converted.
    """

    name = "source/changed-number"
    bilingual = True
    elsewhere = Elsewhere.APPLY
    safety = Safety.REPORT
    measured = Prior(confidence=0.8, reason="the two are compared", wrong=0, human_words=0, date="2026-11")
    examples = (
        report("Es waren 12.500 Leute.", at="12.500", source="There were 1,250 people."),
        keep("Es waren 1.250 Leute.", source="There were 1,250 people."),
        keep("Es waren 1250 Leute am 29.11.2026.", source="There were 1,250 people on 11/29/2026."),
        keep("Um 19 Uhr waren es hundert.", source="At 7 pm there were 100."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each number that the source does not have."""
        if not any(character.isdigit() for character in document.text):
            return
        source = _numbers(document.source or "")
        own = _numbers(document.text)
        known = {digits for *_, digits in source}
        is_one_missing = not known <= {digits for *_, digits in own}
        for start, end, digits in own:
            if is_one_missing and len(digits) >= _MIN_DIGITS and digits not in known:
                yield self.edit(start, end, "a number that the source does not have")


def _numbers(text: str) -> list[tuple[int, int, str]]:
    """The numbers of a text outside of placeholders: their spans, and their digits in order of size, so that the order
    of a date does not count."""
    taken = Spans(match.span() for pattern in (ADDRESS, PLACEHOLDER) for match in pattern.finditer(text))
    found = []
    for match in _NUMBER.finditer(text):
        if not taken.overlaps(*match.span()):
            parts = re.findall(r"\d+", match[0])
            is_date = len(parts) == 3 and re.search(r"[/.-]", match[0]) is not None
            digits = "".join(sorted(part.zfill(2) for part in parts) if is_date else parts)
            if len(digits) >= _MIN_DIGITS:
                found.append((*match.span(), digits))
    return found
