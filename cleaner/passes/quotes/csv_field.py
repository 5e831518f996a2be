"""A paragraph or sentence that is still wrapped as a field of a CSV file."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner import quotation
from cleaner.document import Document
from cleaner.edits import Edit
from cleaner.expressions import expression
from cleaner.passes.quotes._csv import csv_field, csv_sentences
from cleaner.rules import Measured, Rule, fix, keep

_TRIPLE = '"""'
_OF_LINE = expression(r"(?:^|\n)[ \t]*(?:[rRbBuUfF]{1,2}|\w+ ?=)?[ \t]*\Z")
_REACH = 60


def _is_of_program(document: Document, start: int, end: int) -> bool:
    """Whether three marks at both ends of a line and none between may be those of a program's string."""
    text = document.text
    tripled = text.startswith(_TRIPLE, start) and text.endswith(_TRIPLE, start, end)
    if not tripled or document.origin == "machine" or '""' in text[start + len(_TRIPLE) : end - len(_TRIPLE)]:
        return False
    return _OF_LINE.search(text, max(0, start - _REACH), start) is not None


class CsvField(Rule):
    """Unwrap a paragraph or sentence that is still a field of a CSV file, as in `"The ""wall"" fell."`.

    Why: CSV wraps a text that has a quotation mark in it and doubles the mark; text that was cut out of such a file
    keeps both, also a sentence at a time, and engines translate the marks with the rest.

    Not touched: paragraphs and sentences in which some mark is not doubled, lines with several fields, empty
    quotations; the strings of programs between three marks.

    Safety: safe, because every mark within the paragraph or sentence is doubled and pairs up.
    """

    name = "quotes/csv-field"
    measured = Measured(
        right=52,
        judged=52,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="every edit of sentences in a set of machine translations, read, and two in human text",
    )
    optional_lists = ("speech-tags",)
    acts_on = '""'
    sources = (quotation.irregular_units,)
    needs = ('""',)
    examples = (
        fix('"They call it ""the wall"" here."', 'They call it "the wall" here.'),
        fix('"""The wall"" fell in the night, they say."', '"The wall" fell in the night, they say.'),
        fix(
            'He left. "They call it ""the wall"" here." Then he slept.',
            'He left. They call it "the wall" here. Then he slept.',
        ),
        keep('"We call it "the wall" here."'),
        keep('"He said ""yes"" to it" and "no" to us.'),
        keep('"a ""b"" c","d"'),
        keep('def turn(wheel):\n    """Turn the wheel of the mill."""\n    return wheel.turned'),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each paragraph that is a field as a whole, else for each sentence that is."""
        for unit in document.once(quotation.irregular_units):
            whole = csv_field(document.text, unit)
            kind = "paragraph" if whole else "sentence"
            for changes in [whole] if whole else csv_sentences(document.text, unit):
                start, end = changes[0].start, changes[-1].end
                if not _is_of_program(document, start, end):
                    yield self.edit(start, end, f"{kind} quoted as a CSV field", changes)
