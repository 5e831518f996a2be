"""The rule boilerplate/comment-prompt."""

from __future__ import annotations

from cleaner.passes.boilerplate._shared import FurnitureRule
from cleaner.rules import Prior, fix, keep


class CommentPrompt(FurnitureRule):
    """Remove the invitation to comment that a page puts under its text.

    Why: "Leave a Comment" belongs to the form below the article; a scraper takes it for the last paragraph.

    Not touched: the same words inside a sentence, in quotes, as a title; a line with anything else on it.

    Safety: safe. Only whole lines go, from the end of the text upwards, and the empty lines before them; between
    paragraphs those that speak to the reader or of the page; on the last line of prose only what follows a full stop.
    """

    name = "boilerplate/comment-prompt"
    measured = Prior(
        confidence=0.95,
        reason="lines of pages written after the rule was: 5 of 5 that it removed were right, too few to count",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    message = "an invitation to comment, left over from the page under the text"
    examples = (
        fix("The talks end today.\n\nLeave a Comment", "The talks end today.", at="\n\nLeave a Comment"),
        fix("The talks end today.\n\nLeave a reply\n", "The talks end today.\n"),
        fix("The talks end today. Leave a Comment", "The talks end today.", at=" Leave a Comment"),
        fix("The talks end today.\nWrite your comment here", "The talks end today."),
        keep("Leave a comment below if you disagree, she wrote."),
        keep("The sign read:\n\n“Leave a comment”"),
        keep("Leave a Comment\n\nThe button with these words is the most tested part of a page."),
    )
