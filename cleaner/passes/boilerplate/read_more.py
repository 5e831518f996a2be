"""The rule boilerplate/read-more."""

from __future__ import annotations

from cleaner.passes.boilerplate._shared import FurnitureRule
from cleaner.rules import Measured, fix, keep


class ReadMore(FurnitureRule):
    """Remove links to other pages: "Read more", "Related Posts", "Read also: …".

    Why: they lead away from the page and mean nothing without it.

    Not touched: sentences about reading, lines in quotes, titles below such a line, "See also" with the titles of other
    pages and nothing else, as in manuals.

    Safety: safe at the end of the text; a label with a title after it goes where a sentence has ended before it. At the
    start go trails of headings, links that skip, rows of buttons, switches of languages and the names of first pages;
    between paragraphs what is set so, and buttons in another language than the paragraph below.
    """

    name = "boilerplate/read-more"
    measured = Measured(
        right=41,
        judged=42,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="lines of pages that were written after the rule was",
    )
    message = "a link to another page, left over from the page"
    examples = (
        keep(
            "The mill takes these permissions:\n\n- `read-only`: Read only permissions\n- `read-write`: Read and write"
        ),
        keep("The wheel is old and was mended often. See the book about it for\nmore information."),
        fix("The talks end today.\n\nRead more", "The talks end today.", at="\n\nRead more"),
        fix("The talks end today.\n\nRead also: Talks begin at last", "The talks end today."),
        fix("The talks end today.\n\nRelated Posts\n", "The talks end today.\n"),
        keep("The wheel turns once in a day.\n\nSee also\nStones and spokes"),
        keep("Children who read more at home read better at school."),
        keep("The poster says:\n\n“Read more”"),
        keep("Related\n\nTwo families with one name are not always related."),
    )
