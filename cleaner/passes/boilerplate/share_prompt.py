"""The rule boilerplate/share-prompt."""

from __future__ import annotations

from cleaner.passes.boilerplate._shared import FurnitureRule
from cleaner.rules import Prior, fix, keep


class SharePrompt(FurnitureRule):
    """Remove invitations to share, follow, print or send a page.

    Why: the buttons around an article have names, and scrapers read them.

    Buttons glued to each other, "ShareTweetPrint", are many; a name of two words in code is none.

    Not touched: the same words in a sentence, in quotes; a heading, whose next paragraph speaks of the same.

    Safety: safe. Whole lines at the end of the text, or several at its start or between paragraphs; one alone there
    where it speaks to the reader or of the page.
    """

    name = "boilerplate/share-prompt"
    measured = Prior(
        confidence=0.95,
        reason="lines of pages written after the rule was: 9 of 9 that it removed were right, too few to count",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    message = "an invitation to share or follow, left over from the page"
    examples = (
        fix("The talks end today.\n\nShare this:", "The talks end today.", at="\n\nShare this:"),
        fix("The talks end today.\nFacebook\nTwitter\nPrint", "The talks end today."),
        fix("The talks end today.\n\nFollow our page on Facebook", "The talks end today."),
        keep("The talks end today. Share this with the others, she said."),
        keep("He told us what the box reads:\n\n“Share this:”"),
        keep("Share this:"),
    )
