"""A sentence that begins in lower case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from cleaner.edits import Change, Edit
from cleaner.passes.fragments._decision import Decision, Outcome
from cleaner.passes.fragments._shared import IN_MACHINE, UNCLEAR, UNCLEAR_PRIOR, FragmentRule
from cleaner.rules import Evidence, Measured, fix, keep
from cleaner.sentences import STOPS


class LowercaseSentence(FragmentRule):
    """Capitalise a sentence that begins in lower case in a text whose sentences do not.

    Why: engines that translate several sentences in one go sometimes lower the first character of the later ones.

    Not touched: writers who do not capitalise, chat, verse, subtitles, exclamations within a sentence, quotations.

    Safety: safe. One character changes.
    """

    name = "fragments/lowercase-sentence"
    outcome = Outcome.CAPITALISE
    measured = Measured(
        right=188,
        judged=193,
        wrong=1,
        human_words=3_030_000,
        date="2026-11",
        source="labelled rows of machine translation, cross-validated, origin unknown",
    )
    shapes: ClassVar[Mapping[str, Evidence]] = {
        IN_MACHINE: Measured(
            right=267,
            judged=285,
            wrong=1,
            human_words=3_030_000,
            date="2026-11",
            source="labelled rows of machine translation, cross-validated",
        ),
        UNCLEAR: UNCLEAR_PRIOR,
    }
    examples = (
        fix(
            "Sanskrit is an ancient language. it is related to Latin and Greek.",
            "Sanskrit is an ancient language. It is related to Latin and Greek.",
            at="it",
        ),
        keep("it rained all day. we stayed in. nobody called. i slept."),
        keep("iPhones are sold here. eBay is not."),
    )

    def repair(self, decision: Decision) -> Edit:
        """The first character becomes a capital."""
        start = decision.candidate.start
        end = start + len(decision.candidate.tail.split()[0].rstrip(STOPS))
        change = Change(start, start + 1, decision.candidate.text[start].upper())
        return self.make(decision, start, end, [change])
