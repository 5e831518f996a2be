"""The rule chatter/breakdown."""

from __future__ import annotations

from dataclasses import dataclass

from cleaner.passes.chatter._shared import EnvelopeRule
from cleaner.rules import Prior, keep, report


@dataclass(frozen=True)
class Breakdown(EnvelopeRule):
    """Remove the list that explains words of a translation, after it.

    Why: models add "Key vocabulary:" and a list, as if the reader were a pupil.

    Not touched: the glossary of an article, lists of other things, lists with text after them.

    Safety: safe where an announcement or a farewell shows that a model speaks, else report only.
    """

    name = "chatter/breakdown"
    measured = Prior(
        confidence=0.95,
        reason="applied 0, reported 0 in 1.13 million words of human text; 0 and 0 in 1.00 million of machine text",
        wrong=0,
        human_words=1_190_000,
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
