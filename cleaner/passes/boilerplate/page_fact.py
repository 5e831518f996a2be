"""The rule boilerplate/page-fact."""

from __future__ import annotations

from cleaner.passes.boilerplate._shared import FurnitureRule
from cleaner.rules import Measured, fix, keep, report


class PageFact(FurnitureRule):
    """Remove lines that state a fact about the page: tags, categories, views, credits, when it was published.

    Why: "Tags: news, world", "Post Views: 312" and "Updated 09:15, 2 April 2019" are the page's, not the text's.

    Not touched: labelled lines that end like a sentence, within the text, or after no sentence; a date without a label,
    the name of a writer, the number of a section.

    Safety: safe below other furniture or below a sentence that has ended, and alone between paragraphs where its form
    leaves no doubt; reported where no sentence has ended, or where the label has no colon.
    """

    name = "boilerplate/page-fact"
    measured = Measured(
        right=16,
        judged=16,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="lines of pages written after the rule was; 5 are footers of postings, called debatable by two readers",
    )
    message = "a fact about the page, left over from it"
    examples = (
        fix("The talks end today.\n\nTags: news, world\nPost Views: 312", "The talks end today."),
        fix("The talks end today.\n\nTags: news, world\nShare this", "The talks end today.\nShare this"),
        report("The talks end today\n\nCategory: world", at="\n\nCategory: world"),
        keep("Tags: they itch. She cut them all out."),
        keep("Date: 4 May\n\nThe talks end today."),
        keep("Topics: the talks.\n\nThe talks end today."),
    )
