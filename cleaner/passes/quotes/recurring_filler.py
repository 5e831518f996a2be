"""A stock sentence where quotations should close."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from cleaner import quotation
from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.quotation import Mark, Role, Unit
from cleaner.quotation.marks import QUOTATION_GAP
from cleaner.rules import Prior, Rule, fix, keep

_LAST_SENTENCE = re.compile(r"(?<=[.!?,])[ \t]+([A-Z][^.!?\"“”\n]{12,100}[.!?])[ \t]*\r?\Z")
_MAX_SENTENCE = 110
_MAX_FILLERS = 5
_MIN_RECURRENCE = 2
"""Unclosed quotations of a document that end in the same sentence, from which it is an engine's filler."""


class RecurringFiller(Rule):
    """Write the closing mark for a stock sentence that ends several unclosed quotations of a document.

    Why: an engine that learnt from pages of mail order writes one of their sentences for a lone closing mark.

    Not touched: a sentence that stands elsewhere too, quotations that are closed, speeches that go on in the next
    paragraph.

    Safety: safe, because the same sentence ends at least two quotations that are not closed and nothing else.
    """

    name = "quotes/recurring-filler"
    measured = Prior(
        confidence=0.85,
        reason="seen with one engine; the recurrence within the document is the evidence",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    optional_lists = ("speech-tags",)
    acts_on = QUOTATION_GAP
    sources = (quotation.irregular_units,)
    examples = (
        fix(
            '"We sold the mill. Please call our shop for more.\n\n"We left the town. Please call our shop for more.',
            '"We sold the mill."\n\n"We left the town."',
        ),
        keep('"We sold the mill. Please call our shop for more.\n\n"We left the town."'),
        keep("We sold the mill. Please call our shop for more.\n\nWe left. Please call our shop for more."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each quotation."""
        text = document.text
        found = list(_ends(document))
        counts = Counter(match[1] for _, match in found).most_common(_MAX_FILLERS)
        fillers = {said: count for said, count in counts if count >= _MIN_RECURRENCE and text.count(said) == count}
        for mark, match in found:
            recurs = fillers.get(match[1])
            if recurs:
                closing = "”" if mark.shape == "“" else '"'
                message = f"stock sentence in place of a closing mark, {recurs} times in the document"
                yield self.edit(mark.start, match.end(1), message, [Change(match.start(), match.end(1), closing)])


def _ends(document: Document) -> Iterator[tuple[Mark, re.Match[str]]]:
    """The last sentences of units in which only the last quotation is not closed, with its opening mark."""
    for unit in document.once(quotation.irregular_units):
        mark = _unclosed(unit)
        if mark is None:
            continue
        start = max(mark.end, unit.end - _MAX_SENTENCE)
        match = _LAST_SENTENCE.search(document.text, start, unit.end)
        if match is not None:
            yield mark, match


def _unclosed(unit: Unit) -> Mark | None:
    """The opening mark that is the only one of the unit without a partner, and its last."""
    alone = [mark for mark in unit.marks if mark.partner is None and not mark.measure]
    if len(alone) == 1 and alone[0] is unit.marks[-1] and alone[0].role is Role.OPEN and alone[0].shape in '"“':
        return alone[0]
    return None
