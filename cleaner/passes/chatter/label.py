"""The rule chatter/label."""

from __future__ import annotations

from cleaner.passes.chatter._shared import EnvelopeRule
from cleaner.rules import Measured, fix, keep, report


class Label(EnvelopeRule):
    """Remove a label that says no more than that a translation follows.

    Why: "Translation:", "English:" and "## Translation" come from prompts and from forms.

    Not touched: labels of other things, labels within a text, the labels of a text in several languages, the entries
    of a glossary ("Translation: the carrying of a body").

    Safety: safe. Only at the very start, and only from the lists; a Markdown heading, which a page on biology has as
    well, is reported unless something else shows that a model speaks.
    """

    name = "chatter/label"
    measured = Measured(
        right=13,
        judged=15,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="labels that were written after the rule was",
    )
    message = "a label that a translation follows"
    examples = (
        fix("Translation:\n\nThe bridge is open.", "The bridge is open.", at="Translation:\n\n"),
        fix("**English translation:** The bridge is open.", "The bridge is open."),
        report("## Translation\nThe bridge is open.", at="## Translation\n"),
        fix("译文：\nThe bridge is open.", "The bridge is open."),
        keep("English:\nThe bridge is open.\n\nGerman:\nDie Brücke ist offen."),
        keep("What he meant was not clear. Translation: nobody has the money."),
        keep("Translation: the carrying of a body from one point to another."),
        keep("Note:\nThe bridge is open."),
    )
