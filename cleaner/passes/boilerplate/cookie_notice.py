"""The rule boilerplate/cookie-notice."""

from __future__ import annotations

from cleaner.passes.boilerplate._shared import FurnitureRule
from cleaner.rules import Prior, fix, keep


class CookieNotice(FurnitureRule):
    """Remove notices about cookies and links to terms and policies.

    Why: they cover the page until one agrees, and scrapers never do.

    Not touched: sentences about cookies of either kind, lines in quotes.

    Safety: safe. Whole lines of the lists or of their words, at the end of the text or several at its start.
    """

    name = "boilerplate/cookie-notice"
    measured = Prior(
        confidence=0.95,
        reason="lines of pages that were written after the rule was: 6 of 6 were removed, too few to count",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    message = "a notice about cookies, left over from the page"
    examples = (
        fix("The talks end today.\n\nThis website uses cookies.", "The talks end today."),
        fix("The talks end today.\n\nAccept all cookies", "The talks end today."),
        fix("The talks end today.\nPrivacy Policy\nTerms of Use", "The talks end today."),
        keep("We use cookies in the dough, and butter."),
        keep("The banner says:\n\n“Accept all cookies”"),
        keep("Cookies are baked at 180 degrees.\n\nThey keep for a week."),
    )
