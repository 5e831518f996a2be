"""Quotation marks with nothing between them, after a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cleaner import quotation
from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.rules import Measured, Rule, fix, keep

_EMPTY = expression(r"\"\"(?<=[.!?…”\"’] \"\")(?:[ \t]+\"\")*(?=[ \t\r\n]|\Z)")
"""Straight marks without content that stand free, once or several times, after a sentence."""

_PAIR = len('""')


@dataclass(frozen=True)
class EmptyPair(Rule):
    """Remove quotation marks with nothing between them after a sentence, in text known to be machine translation.

    Why: an engine writes them where a source has a lone mark: `He left. "" Then it rained.`, `It was late. "" ""`.

    Not touched: text of unknown origin, which may speak of an empty text; two marks that close a quotation; marks
    within a sentence.

    Safety: safe, because they hold nothing and no mark of the paragraph needs them.
    """

    name = "quotes/empty-pair"
    measured = Measured(
        right=30,
        judged=30,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="every edit in two sets of machine translations, read",
    )
    acts_on = '""'
    examples = (
        fix('He left. "" Then it rained.', "He left. Then it rained.", at=' ""', any_origin=True),
        fix('“We go,” he said. "" ""', "“We go,” he said.", any_origin=True),
        keep('“We go. "" Then it rained.', any_origin=True),
        keep('The value is "" by default. It is not "".', any_origin=True),
        keep('He left. "" Then it rained.'),
    )

    any_origin: bool = False
    """Whether text of unknown origin is searched as well."""

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each run of them."""
        if not (self.any_origin or document.origin == "machine"):
            return
        found = list(_EMPTY.finditer(document.text))
        if not found:
            return
        units = document.once(quotation.irregular_units)
        needed = {mark.start for unit in units for pair in unit.pairs for mark in pair}
        unclosed = [
            (mark.end, unit.end)
            for unit in units
            for mark in unit.marks
            if mark.partner is None and mark.role is quotation.Role.OPEN
        ]
        for match in found:
            start, end = match.span()
            if any(place in needed for place in range(start, end)):
                continue
            if end - start == _PAIR and any(low <= start < high for low, high in unclosed):
                continue  # it may close that quotation
            while document.text[start - 1] in " \t":
                start -= 1
            yield self.edit(start, end, "quotation marks with nothing between them", [Change(start, end, "")])
