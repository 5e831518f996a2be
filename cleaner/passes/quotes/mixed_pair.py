"""Two marks of a pair that do not match."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner import quotation
from cleaner.document import Document
from cleaner.edits import Edit
from cleaner.passes.quotes._pairs import matched
from cleaner.quotation import Reading
from cleaner.quotation.marks import QUOTATION_GAP
from cleaner.rules import Measured, Rule, fix, keep


class MixedPair(Rule):
    """Write both marks of a quotation the same way: `“text"`, `“text""`, ``` "text'' ```.

    Why: engines translate the two marks of a pair independently.

    Not touched: paragraphs in which the marks do not pair up, an inch mark before a closing one (`the 24""`),
    marks that a backslash escapes.

    Which of the two changes follows from the marks of the whole document; in doubt it is the straight one.

    Safety: safe where the marks of the paragraph pair up.
    """

    name = "quotes/mixed-pair"
    measured = Measured(
        right=47,
        judged=49,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="edits in machine translations and human text, read",
    )
    optional_lists = ("speech-tags",)
    acts_on = QUOTATION_GAP
    sources = (quotation.irregular_units,)
    examples = (
        fix('They call it “the wall" here.', "They call it “the wall” here.", at='“the wall"'),
        fix('They call it "the wall” here.', "They call it “the wall” here.", at='"the wall”'),
        fix('They call it "the wall”, and "here".', 'They call it "the wall", and "here".', at='"the wall”'),
        fix("They call it \"the wall'' here.", 'They call it "the wall" here.', at="\"the wall''"),
        keep('They call it "the wall" and “the gate” here.'),
        keep('They call it “the 12" wall” here.'),
        keep('They sold "the 24"" in the shop.'),
        keep('x = "a"; y = "\\""; z = "b"'),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each pair."""
        for unit in document.once(quotation.irregular_units):
            if unit.reading in (Reading.NONE, Reading.ALTERNATING):
                continue
            for opening, closing in unit.pairs:
                changes = matched(document, opening, closing)
                if changes:
                    yield self.edit(opening.start, closing.end, "mismatched quotation marks", changes)
