"""A mark after a quotation that is closed already."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner import quotation
from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.passes.quotes._lone import stray_marks
from cleaner.quotation.marks import QUOTATION_GAP
from cleaner.rules import Prior, Rule, fix, keep


class Stray(Rule):
    """Delete a mark left after a quotation that is closed already, as in `"Yes." ”`.

    Why: engines write their own mark and then carry over that of the source.

    Not touched: marks that close a speech from the paragraphs before, nested quotations.

    Safety: safe where all other marks of the paragraph pair up and the mark stands after a space at its end.
    """

    name = "quotes/stray"
    measured = Prior(
        confidence=0.9,
        reason="2 edits in machine translations, both right",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    optional_lists = ("speech-tags",)
    acts_on = QUOTATION_GAP
    sources = (quotation.irregular_units,)
    examples = (
        fix('The miller said, "We sold it." ”', 'The miller said, "We sold it."', at=" ”"),
        fix("The miller said, “We sold it.” ”", "The miller said, “We sold it.”", at=" ”"),
        keep('The miller said, "We sold it."'),
        keep('"The miller said, "We sold it."'),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each mark."""
        for start, space in document.once(stray_marks).items():
            yield self.edit(
                space, start + 1, "stray quotation mark after a closed quotation", [Change(space, start + 1, "")]
            )
