"""Quotation marks written twice, or written with other signs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner import quotation
from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.expressions import expression
from cleaner.passes.quotes._csv import csv_field
from cleaner.passes.quotes._pairs import spaces_inside
from cleaner.quotation import Mark, Reading, Unit
from cleaner.quotation.marks import QUOTATION_GAP
from cleaner.rules import Measured, Rule, fix, keep, report
from cleaner.spans import Span

_MOST = 0.8
"""The share of such marks that shows a habit."""

_RUNS = ('""', "``", "''", "‘‘", "’’", ",,", "““", "””")
_COMPARED = expression(r"[=<>][ \t]{0,3}\Z")
"""A value of a query or an assignment follows: `name <> ''`."""

_FIELD = expression(r'(?:^|\S),"\w|\w",\S', re.MULTILINE)
_LATEX = expression(r"\\[a-z]+\{")
_MIN_PAIRS = 3
_MIN_UNITS = 2
"""Quotations, and paragraphs that hold them, from which one form of all of them is the writer's."""

_FIELD_BEFORE = frozenset("=,;\t|:")
_FIELD_AFTER = frozenset(",;\t|")


class Doubled(Rule):
    """Write a quotation mark once where two signs stand for it: `""text""`, ``` ``text'' ```, `‘‘text’’`.

    Why: CSV doubles marks inside a field, LaTeX writes two single ones, and so do writers of Urdu and other scripts.

    Not touched: documents that write all their marks as ``…'' or ,,…'' (reported once), empty quotations, values in a
    row, fields of CSV and assignments, LaTeX source, wiki markup of three and more signs, notes of music (c''4), feet
    and inches.

    Safety: safe where the marks of the paragraph pair up; doubled marks within a quotation are how CSV writes a mark,
    and there a wrong one may be the outer: reported.
    """

    name = "quotes/doubled"
    measured = Measured(
        right=799,
        judged=800,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="damage restored in 400 news and 400 report lines",
    )
    optional_lists = ("speech-tags",)
    acts_on = QUOTATION_GAP
    sources = (quotation.irregular_units,)
    examples = (
        fix('They call it ""the wall"" here.', 'They call it "the wall" here.', at='""the wall""'),
        fix("They call it ``the wall'' here.", 'They call it "the wall" here.', at="``the wall''"),
        fix("They call it ‘‘the wall’’ here.", "They call it “the wall” here.", at="‘‘the wall’’"),
        report('The note said "they call it ""the wall"" here."', at='""the wall""'),
        keep('The field was "" until noon.'),
        keep('The mill is set to "";"" there.'),
        keep("The field was '' until noon."),
        keep('a,"say ""no"" twice",b'),
        keep("The command ``grind --all`` and the value ``None`` stay."),
        keep("The letters (''B' 'Z' 'h'') and the mill (''a' 'b'') stay."),
        keep("The '''wall''' is bold in wikis, and the pipe is 5'' wide."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each pair."""
        if _LATEX.search(document.text):
            return
        units = document.once(quotation.irregular_units)
        if _all_doubled(units):
            for mark in (mark for unit in units for mark in unit.marks):
                yield self.edit(mark.start, mark.end, "doubled quotation mark", [Change(mark.start, mark.end, '"')])
            return
        if convention := _tex_convention(document, units):
            yield self.edit(*convention, "document writes ``…'' or ,,…'' for quotation marks", safety=Safety.REPORT)
            return
        wrapped = {unit.start for unit in units if csv_field(document.text, unit)}
        for unit in units:
            if unit.start in wrapped:
                continue  # csv-field unwraps it
            doubled = [pair for pair in unit.pairs if all(mark.shape in _RUNS for mark in pair)]
            if not doubled or _FIELD.search(document.text, unit.start, unit.end):
                continue
            nested = {opening.start for opening, _, _ in unit.nested()}
            for opening, closing in doubled:
                if (
                    not _in_field(document.text, opening, closing)
                    and not _parts_values(document.text, opening, closing)
                    and not _is_code(document, opening, closing)
                    and not _is_nested(document, opening, closing)
                ):
                    yield self._edit(document, unit, opening, closing, opening.start in nested)

    def _edit(self, document: Document, unit: Unit, opening: Mark, closing: Mark, within: bool) -> Edit:
        message = "doubled quotation marks"
        at_edge = opening.start > unit.start and document.text[opening.start - 1] == '"'
        if within or at_edge or unit.reading is Reading.NONE:
            return self.edit(opening.start, closing.end, message, safety=Safety.REPORT)
        curly = opening.shape[0] in "“‘" or "“" in document.text
        marks = ("“", "”") if curly else ('"', '"')
        lead, tail = spaces_inside(document.text, opening, closing)
        changes = [Change(opening.start, lead[1], marks[0]), Change(tail[0], closing.end, marks[1])]
        return self.edit(opening.start, closing.end, message, changes)


def _parts_values(text: str, opening: Mark, closing: Mark) -> bool:
    """Whether no word is between two pairs of straight marks: two empty values with a sign between, `"";""`."""
    return opening.shape == '""' and not any(map(str.isalnum, text[opening.end : closing.start]))


def _all_doubled(units: list[Unit]) -> bool:
    """Whether all marks of a document are doubled and some lack a partner, so that pairs alone would not repair it."""
    marks = [mark for unit in units for mark in unit.marks]
    return len(marks) > 1 and any(u.lone for u in units) and all(m.shape == '""' and m.partner is None for m in marks)


def _tex_convention(document: Document, units: list[Unit]) -> Span | None:
    """The first quotation of a document all of whose marks are ``…'', or nearly all ,,…'', over several paragraphs: its
    writer's form.

    Not where an earlier pass put tokenized lines together: there they are a tokenizer's.
    """
    pairs = [(opening, closing) for unit in units for opening, closing in unit.pairs]
    low = [(opening, closing) for opening, closing in pairs if opening.shape == ",," and closing.shape == "''"]
    if len(low) >= max(_MIN_PAIRS, len(pairs) * _MOST):
        return low[0][0].start, low[0][1].end
    if document.edited or len(pairs) < _MIN_PAIRS or sum(bool(unit.pairs) for unit in units) < _MIN_UNITS:
        return None
    if any(opening.shape != "``" or closing.shape != "''" for opening, closing in pairs) or '"' in document.text:
        return None
    return pairs[0][0].start, pairs[0][1].end


def _is_code(document: Document, opening: Mark, closing: Mark) -> bool:
    """Whether the marks are those of code in reStructuredText: ``mill``, or of notes in a higher octave: c''4 d''."""
    if opening.shape == "''" and document.text[opening.start - 1 : opening.start].isalpha():
        return True
    return opening.shape == closing.shape == "``" and document.protected.covers(opening.start, closing.end)


def _is_nested(document: Document, opening: Mark, closing: Mark) -> bool:
    """Whether the marks are single ones that belong to quotations within: 'the marks 'a' and 'b''."""
    return opening.shape == closing.shape == "''" and "'" in document.text[opening.end : closing.start]


def _in_field(text: str, opening: Mark, closing: Mark) -> bool:
    """Whether the neighbours say that this is a field or a value, not prose."""
    before, after = text[opening.start - 1 : opening.start], text[closing.end : closing.end + 1]
    follows = text[closing.end + 1 : closing.end + 2]
    begins = (before != "" and before in _FIELD_BEFORE) or _COMPARED.search(
        text, max(0, opening.start - 4), opening.start
    ) is not None
    return begins or (after != "" and after in _FIELD_AFTER and follows.strip() != "")
