"""Marks without a partner."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner import quotation
from cleaner.document import Document
from cleaner.edits import Edit, Safety
from cleaner.passes.quotes._lone import SPEAKER_LISTS, missing_closings, orphaned_marks, stray_marks
from cleaner.quotation.marks import QUOTATION_GAP
from cleaner.rules import Prior, Rule, keep, report


class Unbalanced(Rule):
    """Report a quotation mark without its partner, and a quotation within one in the same straight marks.

    Why: engines drop, add and move marks; where the other one belongs, only a reader can tell.

    Not touched: speeches that run over paragraphs, feet and inches, apostrophes.

    Safety: report.
    """

    name = "quotes/unbalanced"
    measured = Prior(
        confidence=0.8,
        reason="reports in human text, about one in 4,000 words; most are of lost marks, some of inches",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    safety = Safety.REPORT
    optional_lists = ("speech-tags", *SPEAKER_LISTS)
    acts_on = QUOTATION_GAP
    sources = (quotation.irregular_units,)
    examples = (
        report('"We sold the mill and moved to the town.', at='"'),
        report("We sold the mill and moved to the town.”", at="”"),
        report('"We call it "the wall" in our town."', at='"the wall"'),
        keep('"We sold the mill," he said.\n\n"And we moved."'),
        keep('"We sold the mill.\n\n"And we moved."'),
        keep('He is 5\' 10" tall, and the pipe is 12" long.'),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each mark or inner quotation."""
        repaired = {*document.once(missing_closings), *document.once(stray_marks), *document.once(orphaned_marks)}
        for unit in document.once(quotation.irregular_units):
            for mark in unit.lone:
                if mark.start not in repaired and not document.protected.overlaps(mark.start, mark.end):
                    yield self.edit(mark.start, mark.end, "quotation mark without its partner")
            for opening, closing, around in unit.nested():
                if opening.shape == around.shape == '"':
                    yield self.edit(opening.start, closing.end, "quotation nested in the same marks")
