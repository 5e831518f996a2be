"""The first words of a sentence that broke off before the next one."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.passes.fragments._broken import broken_starts
from cleaner.passes.fragments._shared import LISTS, OPTIONAL_LISTS
from cleaner.rules import Prior, Rule, fix, keep


class BrokenStart(Rule):
    """Delete small words that break off before the capital of the next sentence: `…on mules. and in the The church`.

    Why: engines begin a sentence twice, and leave what they had of the first.

    Not touched: words that say something, names that begin with a small word ("the Who"), what follows an abbreviation,
    texts whose writer does not capitalise.

    Safety: safe. No sentence has an article before the capital of a pronoun or of another article, and no word is lost
    that says anything.
    """

    name = "fragments/broken-start"
    measured = Prior(
        confidence=0.9,
        reason="seen in reports of machine translation; none in human text",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    lists = LISTS
    optional_lists = OPTIONAL_LISTS
    sources = (broken_starts,)
    examples = (
        fix("The mill was sold in May. and in the The buyer is new.", "The mill was sold in May. The buyer is new."),
        keep("The mill was sold in May. and in the Thames valley, too. They heard Wham! and the Who live."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each such start."""
        for start, end in document.once(broken_starts):
            yield self.edit(start, end, "words that break off before a sentence", [Change(start, end, " ")])
