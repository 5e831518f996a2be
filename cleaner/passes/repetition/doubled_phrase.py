"""A phrase of several words repeated at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.passes.repetition._content import COMPARATIVE, FUNCTION_LISTS, has_content
from cleaner.passes.repetition._repeats import Repeat, Repeats, repeats
from cleaner.passes.repetition._setting import (
    crosses_stop,
    in_quotes,
    in_short_lines,
    in_speech,
    in_table,
    is_comma,
    is_space,
)
from cleaner.rules import Elsewhere, Measured, Prior, Rule, fix, keep, report


@dataclass(frozen=True)
class DoubledPhrase(Rule):
    """Remove the second of two equal phrases of two to twenty words in a row.

    Why: engines repeat a phrase before they go on: "149 miles per hour per hour", "due to the heat due to the heat".

    Not touched: phrases parted by a stop, a colon or a dash; transcripts, verse and tables; numbers;
    phrases that are only function words ("it is, it is").

    Safety: safe where nothing but a space lies between the two and the phrase begins with a preposition or an
    auxiliary and ends with another word, so that no sentence could go on like that; else reported, for writers take up
    a phrase again ("your hand, your hand would").
    """

    name = "repetition/doubled-phrase"
    measured = Measured(
        right=30,
        judged=32,
        wrong=2,
        human_words=3_030_000,
        date="2026-11",
        source="28 edits in machine text and 4 in human text, read by eye",
    )
    shapes: ClassVar = {
        "reported": Prior(
            confidence=0.6,
            reason="writers take up a phrase again",
            wrong=0,
            human_words=3_030_000,
            date="2026-11",
        )
    }
    lists = (*FUNCTION_LISTS, "self-joined")
    elsewhere = Elsewhere.SKIP
    examples = (
        fix("It made 149 miles per hour per hour.", "It made 149 miles per hour.", at="per hour per hour"),
        fix("He left on New Year's Eve on New Year's Eve.", "He left on New Year's Eve."),
        report(
            "They ban all concerts, including concerts, including concerts, again.",
            at="concerts, including concerts, including concerts",
        ),
        keep("It was a puzzle. It was a puzzle to all."),
        keep("Again and again and again it rained, and it is, it is still wet."),
        keep("Little by little by little, the tide came in."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each phrase that is there exactly twice."""
        said = document.once(repeats)
        for run in said.adjacent:
            if run.period > 1 and run.rounds == 2:
                safety = _safety(document, said, run)
                if safety is Safety.REPORT:
                    yield self.edit(*said.span(run.first, run.end), "repeated phrase", shape="reported", safety=safety)
                elif safety is not None:
                    start, end = (
                        said.stop(run.first + run.period - 1),
                        said.stop(run.first + 2 * run.period - 1),
                    )
                    yield self.edit(said.start(run.first), end, "repeated phrase", [Change(start, end, "")])


def _safety(document: Document, said: Repeats, run: Repeat) -> Safety | None:
    phrase = [said.word(index) for index in range(run.first, run.first + run.period)]
    start, bound = said.start(run.first), said.gap(run.first + run.period)
    end = run.first + 2 * run.period
    if not is_comma(bound) or crosses_stop(said, run.first, end):
        return None
    if _usual(document, phrase) or not (len(phrase) > 3 or any(has_content(document, word) for word in phrase)):
        return None
    if in_speech(document, start) or in_table(document, start) or in_short_lines(document, start):
        return None
    openers = document.lexicon.words("phrase-openers")
    spaced = all(map(is_space, said.gaps(run.first, end)))
    if spaced and phrase[0] in openers and has_content(document, phrase[-1]) and not in_quotes(document, start):
        return Safety.SAFE
    takes_up = phrase[0] in document.lexicon.words("clause-starts") and run.period <= 3
    return None if takes_up else Safety.REPORT


def _usual(document: Document, phrase: list[str]) -> bool:
    """Whether people repeat it so: "smarter and smarter and smarter", "millions of millions"."""
    usual = document.lexicon.words("self-joined")
    return len(phrase) == 2 and any(
        word in usual or COMPARATIVE.search(word) or word in ("and", "or", "by") for word in phrase
    )
