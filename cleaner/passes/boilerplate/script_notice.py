"""The rule boilerplate/script-notice."""

from __future__ import annotations

from cleaner.passes.boilerplate._shared import FurnitureRule
from cleaner.rules import Prior, fix, keep


class ScriptNotice(FurnitureRule):
    """Remove what a page says to browsers: that scripts are off, that something is loading.

    Why: scrapers run no scripts, and get the text that is meant for those who run none.

    Not touched: sentences of manuals about scripts, lines in quotes, a heading whose text is about the same.

    Safety: safe. Whole lines of the lists, or that begin as such notices do, or that say of something on the page that
    it cannot be shown.
    """

    name = "boilerplate/script-notice"
    measured = Prior(
        confidence=0.95,
        reason="whole lines with the words of such notices, at the edges of a text or between ended sentences",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    message = "a notice about scripts, left over from the page"
    examples = (
        fix("The talks end today.\n\nPlease enable JavaScript to view the comments.", "The talks end today."),
        fix("The talks end today.\n\nLoading…", "The talks end today."),
        keep("The page works when JavaScript is disabled in your browser."),
        keep("The screen said:\n\n“Please enable JavaScript.”"),
        keep("JavaScript is a language.\n\nIt runs in browsers."),
    )
