"""The rule boilerplate/disclosure-notice."""

from __future__ import annotations

from cleaner.passes.boilerplate._shared import FurnitureRule
from cleaner.rules import Prior, fix, keep


class DisclosureNotice(FurnitureRule):
    """Remove what a page discloses or disclaims about itself: affiliate links, commissions, views that are personal.

    Why: the law asks pages to say it; it is said of every text on them.

    Not touched: sentences about commissions, an author's own disclaimer in other words, lines in quotes.

    Safety: safe. Whole lines of the lists, or that begin as such notices do, or that speak of a commission, of buying
    and of themselves at once.
    """

    name = "boilerplate/disclosure-notice"
    measured = Prior(
        confidence=0.95,
        reason="whole lines with the words of such notices, at the edges of a text or between ended sentences",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    message = "a disclosure of the page, not of the text"
    examples = (
        fix("The talks end today.\n\nThis post contains affiliate links.", "The talks end today."),
        fix("The talks end today.\n\nWe may earn a commission if you buy through our links.", "The talks end today."),
        keep("An agent may earn a commission if you buy through him."),
        keep("The talks end today.\n\n“We may earn a commission,” he said."),
    )
