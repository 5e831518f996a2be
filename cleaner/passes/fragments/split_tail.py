"""A sentence that was cut in two by a stop."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from cleaner.edits import Change, Edit
from cleaner.passes.fragments._decision import Decision, Outcome
from cleaner.passes.fragments._shared import IN_MACHINE, UNCLEAR, UNCLEAR_PRIOR, FragmentRule
from cleaner.rules import Evidence, Measured, fix, keep


class SplitTail(FragmentRule):
    """Join a tail to the sentence it continues: the stop between them is wrong.

    Why: engines cut long sentences in two and forget that the second half is none: "They swim in the ocean. and fly in
    the sky".

    Not touched: what follows an abbreviation, an ellipsis or a question, and everything that stray-tail leaves alone.

    Safety: safe. No word is lost; the stop goes, and moves after the tail where that has none. After a clause that
    opened the sentence it becomes a comma ("Although it rained. the market was full").
    """

    name = "fragments/split-tail"
    outcome = Outcome.JOIN
    measured = Measured(
        right=190,
        judged=218,
        wrong=1,
        human_words=3_030_000,
        date="2026-11",
        source="labelled rows of machine translation, cross-validated, origin unknown",
    )
    shapes: ClassVar[Mapping[str, Evidence]] = {
        IN_MACHINE: Measured(
            right=223,
            judged=270,
            wrong=1,
            human_words=3_030_000,
            date="2026-11",
            source="labelled rows of news, encyclopedias and chats, cross-validated",
        ),
        UNCLEAR: UNCLEAR_PRIOR,
    }
    examples = (
        fix(
            "The seeds are dried on the roofs of the houses. and sold in the market.",
            "The seeds are dried on the roofs of the houses and sold in the market.",
            at=". ",
        ),
        fix(
            "Herons nest along the lower river. and feed in the rice fields",
            "Herons nest along the lower river and feed in the rice fields.",
        ),
        fix("Although it rained all day. the market was full.", "Although it rained all day, the market was full."),
        keep("We met at 9 p.m. and left at ten."),
        keep("Oh! and bring the keys."),
    )

    def repair(self, decision: Decision) -> Edit:
        """The stop goes, and comes after the tail where that ends its line without one."""
        candidate = decision.candidate
        mark = "," if decision.opens_with_clause else ""
        changes = [Change(candidate.stop_start, candidate.stop_end, mark)]
        if candidate.start - candidate.gap_start > 1:
            changes.append(Change(candidate.gap_start, candidate.start, " "))
        end = candidate.start
        if candidate.capital:
            end = candidate.start + 1
            changes.append(Change(candidate.start, end, candidate.text[candidate.start].lower()))
        if candidate.ends_line and candidate.tail[-1].isalnum():
            changes.append(Change(candidate.end, candidate.end, candidate.stop[:1]))
            end = max(end, candidate.end)
        return self.make(decision, candidate.stop_start, end, changes)
