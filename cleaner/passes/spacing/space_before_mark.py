"""A space before a mark."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.passes.spacing._lines import MarkStyle, irregular_lines, sets_off
from cleaner.rules import Measured, Rule, fix, keep, report


@dataclass(frozen=True)
class SpaceBeforeMark(Rule):
    """Remove the space before a comma, stop, colon or the like.

    Why: engines and tokenizers take marks for words of their own: `We came , saw and won .`

    Not touched: French marks in French text, faces, rows of dots, names such as .NET, times and scores, tables. A lone
    accident in a line whose other marks are in order is reported.

    Safety: safe where every mark of the line is set off, or most of the document's; else a report.
    """

    name = "spacing/space-before-mark"
    measured = Measured(
        right=796,
        judged=804,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="damage restored in 400 news and 400 report lines, and four edits in human text",
    )
    lists = ("abbreviations",)
    acts_on = r" [.,;:!?)\]%]"
    examples = (
        fix("We came , saw the hall and won .", "We came, saw the hall and won."),
        fix("Will the old mill open again ?", "Will the old mill open again?", at=" ?"),
        report("The mill , which is old, was sold.", at=" ,"),
        keep("We saw it :) and laughed."),
        keep("He writes .NET code and waits . . . and waits."),
    )

    def relevant(self, text: str) -> bool:
        """A space must stand before a mark."""
        return sets_off(text)

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each mark."""
        text = document.text
        for line in document.once(irregular_lines):
            if line.style is MarkStyle.TOKENIZED:
                continue
            for start, end in line.marks:
                mark = text[start:end].lstrip()
                if line.style is MarkStyle.SET_OFF:
                    yield self.edit(start, end, f"space before {mark!r}", [Change(start, end - len(mark), "")])
                else:
                    yield self.edit(
                        start, end, f"space before {mark!r}, the only one of its line", safety=Safety.REPORT
                    )
