"""The rule boilerplate/subscribe-prompt."""

from __future__ import annotations

from cleaner.passes.boilerplate._shared import FurnitureRule
from cleaner.rules import Prior, fix, keep


class SubscribePrompt(FurnitureRule):
    """Remove invitations to subscribe, to join or to pay.

    Why: every news page asks for it below its articles.

    Not touched: the same words in a sentence, in quotes; a heading, whose next paragraph speaks of the same.

    Safety: safe. Whole lines at the end of the text, or several at its start or between paragraphs; one alone there
    where it speaks to the reader or of the page.
    """

    name = "boilerplate/subscribe-prompt"
    measured = Prior(
        confidence=0.95,
        reason="lines of pages written after the rule was: 3 of 3 that it removed were right, too few to count",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    message = "an invitation to subscribe, left over from the page"
    examples = (
        fix("The talks end today.\n\nSubscribe to our newsletter", "The talks end today."),
        fix("The talks end today.\n\nGet our free daily newsletter by email", "The talks end today."),
        fix("The talks end today.\nNewsletter\nEnter your email address", "The talks end today."),
        keep("To subscribe to our newsletter costs nothing and brings little."),
        keep("The letter ends:\n\n“Subscribe now!”"),
        keep("Newsletter"),
    )
