"""The rule chatter/breakdown."""

from __future__ import annotations

from cleaner.passes.chatter._shared import EnvelopeRule
from cleaner.rules import Prior, keep, report


class Breakdown(EnvelopeRule):
    """Remove the list that explains words of a translation, after it.

    Why: models add "Key vocabulary:" and a list, as if the reader were a pupil.

    Not touched: the glossary of an article, lists of other things, lists with text after them.

    Safety: safe where an announcement or a farewell shows that a model speaks, else report only.
    """

    name = "chatter/breakdown"
    measured = Prior(
        confidence=0.9,
        reason="a heading of the list over items alone, and a model shown elsewhere; too few were found to count",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    needs = ("\n",)
    message = "a list that explains the translation"
    examples = (
        report(
            "The bridge is open.\n\nKey vocabulary:\n- bridge: Brücke\n- open: offen",
            at="\n\nKey vocabulary:\n- bridge: Brücke\n- open: offen",
        ),
        keep("You need:\n- a bridge\n- a river"),
        keep("The bridge is open.\n\nGlossary\n\nThe words are explained on page 9."),
    )
