"""The rule boilerplate/login-prompt."""

from __future__ import annotations

from cleaner.passes.boilerplate._shared import FurnitureRule
from cleaner.rules import Prior, fix, keep


class LoginPrompt(FurnitureRule):
    """Remove invitations to log in or to register.

    Why: the form is below the article.

    Not touched: the same words in a manual's sentence, in quotes, within the text; as the heading of a manual, whose
    paragraph speaks to its reader.

    Safety: safe. Whole lines at the end of the text, or several at its start or between paragraphs; one alone there
    where it speaks of the page, stands in a row of buttons, or is in another language than the paragraph below.
    """

    name = "boilerplate/login-prompt"
    measured = Prior(
        confidence=0.95,
        reason="lines of pages that were written after the rule was: 5 of 5 were removed, too few to count",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    message = "an invitation to log in, left over from the page"
    examples = (
        fix("The talks end today.\n\nYou must be logged in to post a comment.", "The talks end today."),
        fix("The talks end today.\n\nLog in or create a free account", "The talks end today."),
        fix("The talks end today.\nSign in\nRegister", "The talks end today."),
        keep("To read on you must log in with the name of your dog."),
        keep("The button says:\n\n“Log in”"),
        keep("Log in\n\nType your name and press Return."),
    )
