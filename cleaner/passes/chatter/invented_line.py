"""The rule chatter/invented-line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.passes.chatter._lines import LINE_LISTS, lines_of_talk
from cleaner.passes.chatter._words import both, plain
from cleaner.rules import Document, Edit, Elsewhere, Prior, Rule, Safety, keep, report

_MARKS = " .!?…♪:。！"
_MAX_LINE = 90


@dataclass(frozen=True)
class InventedLine(Rule):
    """Report lines that speech recognisers invent where nobody speaks.

    Why: they were trained on subtitles of the web, and write "Subtitles by the Amara.org community" or "Thank you for
    watching!" into silence.

    Not touched: the same words within a sentence, in quotes, with more on the line.

    Safety: report only. People do thank their viewers.
    """

    name = "chatter/invented-line"
    measured = Prior(
        confidence=0.7,
        reason="the lines are exact, but a speaker may have said some of them",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    safety = Safety.REPORT
    elsewhere = Elsewhere.REPORT
    optional_lists = LINE_LISTS
    sources = (lines_of_talk,)
    examples = (
        report("The council votes today.\nThanks for watching!", at="Thanks for watching!"),
        report(
            "Subtitles by the Amara.org community\n\nThe council votes today.",
            at="Subtitles by the Amara.org community",
        ),
        keep("She said thanks for watching the house, and left."),
        keep("“Thank you for watching!”"),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each such line."""
        lines = both(document.lexicon, "invented-lines")
        for found in document.once(lines_of_talk):
            line = document.text[found.start : found.end].strip()
            if len(line) <= _MAX_LINE and plain(line).strip(_MARKS) in lines:
                start = document.text.index(line, found.start)
                yield self.edit(start, start + len(line), "a line that speech recognisers invent")
