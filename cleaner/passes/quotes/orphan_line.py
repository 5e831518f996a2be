"""A mark alone on its line."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner import quotation
from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.passes.quotes._lone import orphaned_marks
from cleaner.quotation.marks import QUOTATION_GAP
from cleaner.rules import Prior, Rule, fix, keep, report


class OrphanLine(Rule):
    """Put a mark that stands alone on its line after the quotation it closes.

    Why: page layouts and engines that work line by line cut it off.

    Not touched: lines of several marks, code.

    Safety: safe where the line before ends a sentence in a quotation that is not closed; else a report.
    """

    name = "quotes/orphan-line"
    measured = Prior(
        confidence=0.9,
        reason="no edit in human text; seen in reports only",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    optional_lists = ("speech-tags",)
    acts_on = QUOTATION_GAP
    sources = (quotation.irregular_units,)
    examples = (
        fix('"We sold the mill.\n"\nHe left.', '"We sold the mill."\nHe left.', at='\n"'),
        report('We sold the mill.\n"\nHe left.', at='"'),
        keep('"We sold the mill."\nHe left.'),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each mark."""
        for start, position in document.once(orphaned_marks).items():
            mark = document.text[start]
            message = "quotation mark alone on its line"
            if position is None:
                yield self.edit(start, start + 1, message, safety=Safety.REPORT)
            else:
                closing = "”" if mark in "“”" else mark
                yield self.edit(position, start + 1, message, [Change(position, start + 1, closing)])
