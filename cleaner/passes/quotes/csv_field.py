"""A paragraph that is still wrapped as a field of a CSV file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cleaner import quotation
from cleaner.document import Document
from cleaner.edits import Edit
from cleaner.passes.quotes._csv import csv_field
from cleaner.quotation.marks import QUOTATION_GAP
from cleaner.rules import Prior, Rule, fix, keep


@dataclass(frozen=True)
class CsvField(Rule):
    """Unwrap a paragraph that is still a field of a CSV file, as in `"The ""wall"" fell."`.

    Why: CSV wraps a text that has a quotation mark in it and doubles the mark; text that was cut out of such a file
    keeps both.

    Not touched: paragraphs in which some mark is not doubled, lines with several fields, empty quotations.

    Safety: safe, because every mark within the paragraph is doubled and pairs up.
    """

    name = "quotes/csv-field"
    measured = Prior(
        confidence=0.95,
        reason="the form of RFC 4180 to the letter; no edit in human text",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    optional_lists = ("speech-tags",)
    acts_on = QUOTATION_GAP
    sources = (quotation.irregular_units,)
    needs = ('""',)
    examples = (
        fix('"They call it ""the wall"" here."', 'They call it "the wall" here.'),
        fix('"""The wall"" fell in the night, they say."', '"The wall" fell in the night, they say.'),
        keep('"We call it "the wall" here."'),
        keep('"We call it ""the wall"" here." He left.'),
        keep('"a ""b"" c","d"'),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each paragraph."""
        for unit in document.once(quotation.irregular_units):
            changes = csv_field(document.text, unit)
            if changes:
                yield self.edit(changes[0].start, changes[-1].end, "paragraph quoted as a CSV field", changes)
