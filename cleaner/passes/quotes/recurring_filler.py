"""A stock sentence where quotations should close."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from cleaner import quotation
from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.quotation import Mark, Role, Unit
from cleaner.quotation.marks import QUOTATION_GAP
from cleaner.rules import Prior, Rule, fix, keep

_LAST_SENTENCE = expression(r"(?<=[.!?,])[ \t]+((?:[-–—][ \t]?)?[A-Z][^.!?\"“”\n]{2,100}[.!?])[ \t]*\r?\Z")
_MAX_SENTENCE = 110
_MIN_STOCK = 14
"""Characters of a sentence that two quotations do not end in by chance; a shorter one may be a refrain."""

_MAX_FILLERS = 5
_MIN_RECURRENCE = 2
"""Unclosed quotations of a document that end in the same sentence, from which it is an engine's filler."""

_MIN_SHORT, _MIN_TOLD = 3, 2
"""How often a short one recurs, and how many of those quotations come after words that tell who speaks: the paragraphs
of a speech all begin with their mark."""


class RecurringFiller(Rule):
    """Write the closing mark for a stock sentence that ends several unclosed quotations of a document.

    Why: an engine that learnt from pages of mail order writes one of their sentences for a lone closing mark.

    Not touched: a sentence that stands elsewhere too, quotations that are closed, speeches that go on in the next
    paragraph, also where each of its paragraphs ends in one short refrain.

    Safety: safe, because the same sentence ends at least two quotations that are not closed and nothing else; a short
    one at least three, and not only such as open their line.
    """

    name = "quotes/recurring-filler"
    measured = Prior(
        confidence=0.85,
        reason="seen with one engine; the recurrence within the document is the evidence",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    optional_lists = ("speech-tags",)
    acts_on = QUOTATION_GAP
    sources = (quotation.irregular_units,)
    examples = (
        fix(
            '"We sold the mill. Please call our shop for more.\n\n"We left the town. Please call our shop for more.',
            '"We sold the mill."\n\n"We left the town."',
        ),
        fix(
            '"We left. No, no.\nShe said: "I sold it. No, no.\nHe said: "It burnt. No, no.',
            '"We left."\nShe said: "I sold it."\nHe said: "It burnt."',
        ),
        keep('"We sold the mill. Please call our shop for more.\n\n"We left the town."'),
        keep('"We sold it. Not us.\n\n"We left it. Not us.\n\n"We lost it. Not us.'),
        keep("We sold the mill. Please call our shop for more.\n\nWe left. Please call our shop for more."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each quotation."""
        text = document.text
        found = list(_ends(document))
        counts = Counter(match[1] for _, match in found).most_common(_MAX_FILLERS)
        fillers = {
            said: count
            for said, count in counts
            if count >= _MIN_RECURRENCE and text.count(said) == count and _is_engine(document, said, found)
        }
        for mark, match in found:
            recurs = fillers.get(match[1])
            if recurs:
                closing = "”" if mark.shape == "“" else '"'
                message = f"stock sentence in place of a closing mark, {recurs} times in the document"
                yield self.edit(mark.start, match.end(1), message, [Change(match.start(), match.end(1), closing)])


def _ends(document: Document) -> Iterator[tuple[Mark, re.Match[str]]]:
    """The last sentences of units, or of their lines, in which only the last quotation is not closed, with its opening
    mark."""
    for unit in document.once(quotation.irregular_units):
        mark = _unclosed(unit)
        if mark is not None:
            ends = [(mark, unit.end)]
        elif "\n" in document.text[unit.start : unit.end]:
            ends = list(_unclosed_of_lines(document, unit))
        else:
            continue
        for opening, end in ends:
            start = max(opening.end, end - _MAX_SENTENCE)
            match = _LAST_SENTENCE.search(document.text, start, end)
            if match is not None:
                yield opening, match


def _is_engine(document: Document, said: str, found: list[tuple[Mark, re.Match[str]]]) -> bool:
    """Whether a sentence that ends several quotations is long, or comes often enough within lines, not only in such as
    begin with their mark."""
    if len(said) >= _MIN_STOCK:
        return True
    own = [mark for mark, match in found if match[1] == said]
    told = sum(1 for mark in own if document.text[document.line_at(mark.start)[0] : mark.start].strip())
    return len(own) >= _MIN_SHORT and told >= _MIN_TOLD


def _unclosed(unit: Unit) -> Mark | None:
    """The opening mark that is the only one of the unit without a partner, and its last."""
    alone = [mark for mark in unit.marks if mark.partner is None and not mark.measure]
    if len(alone) == 1 and alone[0] is unit.marks[-1] and alone[0].role is Role.OPEN and alone[0].shape in '"“':
        return alone[0]
    return None


def _unclosed_of_lines(document: Document, unit: Unit) -> Iterator[tuple[Mark, int]]:
    """The opening marks that their line does not close, each with the end of its line: short paragraphs, one a line,
    are read as one unit where they do not balance."""
    for end, group in groupby(unit.marks, key=lambda mark: document.line_at(mark.start)[1]):
        marks = list(group)
        last = marks[-1]
        if last.shape == "“":
            counts = Counter(mark.shape for mark in marks)
            unclosed = counts["“"] - counts["”"] == 1
        else:
            unclosed = last.shape == '"' and last.context is Role.OPEN and len(marks) % 2 == 1
        if unclosed:
            yield last, end
