"""The end of a sentence, a second time after its stop."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from cleaner.passes.fragments._decision import Decision
from cleaner.passes.fragments._shared import IN_MACHINE, UNCLEAR, UNCLEAR_PRIOR, FragmentDeletion, is_echo
from cleaner.rules import Evidence, Measured, fix, keep


class EchoTail(FragmentDeletion):
    """Delete a tail that repeats what the sentence before it has just said.

    Why: an engine that translates the end of a sentence twice leaves the second version after the stop:
    "…is still a question. question.".

    Not touched: repetition in sentences of their own, refrains, one-word answers with a capital.

    Safety: safe. Every content word of the tail is in the sentence before it.
    """

    name = "fragments/echo-tail"
    measured = Measured(
        right=32,
        judged=33,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="labelled rows of machine translation, cross-validated, origin unknown",
    )
    shapes: ClassVar[Mapping[str, Evidence]] = {
        IN_MACHINE: Measured(
            right=36,
            judged=37,
            wrong=0,
            human_words=3_030_000,
            date="2026-11",
            source="labelled rows of machine translation, cross-validated",
        ),
        UNCLEAR: UNCLEAR_PRIOR,
    }
    examples = (
        fix(
            "Whether the two sides will talk at all is still a question. question.",
            "Whether the two sides will talk at all is still a question.",
            at=" question.",
        ),
        keep("A rose is a rose. A rose."),
    )

    def is_mine(self, decision: Decision) -> bool:
        """Whatever is deleted and is an echo."""
        return is_echo(decision)
