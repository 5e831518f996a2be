"""Words left after a sentence end that belong to nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from cleaner.passes.fragments._decision import Decision
from cleaner.passes.fragments._shared import IN_MACHINE, UNCLEAR, UNCLEAR_PRIOR, FragmentDeletion, is_echo
from cleaner.rules import Evidence, Measured, fix, keep


class StrayTail(FragmentDeletion):
    """Delete words left after the end of a sentence that belong to nothing.

    Why: engines that move a verb to the front, or translate a sentence in pieces, leave what they have used already
    after the stop: "…the ministry's report. was", "…the old road.” have said.".

    Not touched: speech tags ("Why?" he asked.), what follows an abbreviation, a name with a mark, an ellipsis or a
    bracket, verse, lists, subtitles, texts whose writer does not capitalise or writes notes.

    Safety: safe. The sentence before stays whole; where deleting and joining are both possible it is only reported.
    """

    name = "fragments/stray-tail"
    measured = Measured(
        right=34,
        judged=35,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="labelled rows of machine translation, cross-validated, origin unknown",
    )
    shapes: ClassVar[Mapping[str, Evidence]] = {
        IN_MACHINE: Measured(
            right=156,
            judged=171,
            wrong=0,
            human_words=3_030_000,
            date="2026-11",
            source="labelled rows of machine translation, cross-validated",
        ),
        UNCLEAR: UNCLEAR_PRIOR,
    }
    examples = (
        fix("The bridge was opened on Monday. was", "The bridge was opened on Monday.", at=" was"),
        fix(
            "He said, “We raised this with every one of the ministers in a joint conference.” have seen.",
            "He said, “We raised this with every one of the ministers in a joint conference.”",
            at=" have seen.",
        ),
        keep("“Why is the old road closed?” he asked."),
        keep("The firm is owned by Hall Bros. of Leeds."),
        keep("It was late. It was."),
    )

    def is_mine(self, decision: Decision) -> bool:
        """Whatever is deleted and is no echo."""
        return not is_echo(decision)
