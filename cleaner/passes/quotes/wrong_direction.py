"""Marks that look the wrong way."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner import quotation
from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.passes.quotes._conventions import writes_curly
from cleaner.passes.quotes._pairs import misplaced
from cleaner.quotation import Reading
from cleaner.quotation.marks import QUOTATION_GAP
from cleaner.rules import Prior, Rule, fix, keep

_OTHERS = expression("[«»„‚‹›「」]")


class WrongDirection(Rule):
    """Turn a curly mark that looks the wrong way: `”text“`, `”text”`.

    Why: typing aids and engines choose the direction by the character before, and misjudge it.

    Not touched: languages that write it so, paragraphs in which the marks do not pair up, single marks.

    Safety: safe where the positions of all marks in the paragraph tell what they do.
    """

    name = "quotes/wrong-direction"
    measured = Prior(
        confidence=0.95,
        reason="3 edits in human text, read: all right",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    optional_lists = ("quotation-marks", "speech-tags")
    acts_on = QUOTATION_GAP
    sources = (quotation.irregular_units,)
    examples = (
        fix("They call it ”the wall“ here.", "They call it “the wall” here.", at="”the wall“"),
        fix("The “wall” and the ”gate” are old.", "The “wall” and the “gate” are old.", at="”gate”"),
        keep("They call it “the wall” here."),
        keep("The 12” pipe and the „Mauer“ are here."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each pair."""
        if not writes_curly(document):
            return
        for unit in document.once(quotation.irregular_units):
            if unit.reading in (Reading.NONE, Reading.ALTERNATING) or _OTHERS.search(
                document.text, unit.start, unit.end
            ):
                continue
            for opening, closing in unit.pairs:
                if (
                    opening.shape not in "“”"
                    or closing.shape not in "“”"
                    or misplaced(document, unit, opening, closing)
                ):
                    continue
                changes = [
                    Change(mark.start, mark.end, right)
                    for mark, right in ((opening, "“"), (closing, "”"))
                    if mark.shape != right
                ]
                if changes:
                    yield self.edit(opening.start, closing.end, "quotation mark in the wrong direction", changes)
