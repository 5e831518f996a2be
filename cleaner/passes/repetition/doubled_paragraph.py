"""A line or paragraph repeated at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from operator import eq

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.passes.repetition._setting import in_table
from cleaner.rules import Elsewhere, Prior, Rule, fix, keep
from cleaner.spans import Span

_MIN_LINE = 30
_ENDED = '.!?…"”’)'


def _equal_lines(document: Document) -> bool:
    """Whether a line is that before it, short ones aside."""
    rows = document.rows if "\r" not in document.text else document.text.splitlines()
    lines = [line for line in rows if len(line) > _MIN_LINE]
    return any(map(eq, lines, lines[1:]))


@dataclass(frozen=True)
class DoubledParagraph(Rule):
    """Remove a line or paragraph that is repeated right after itself.

    Why: pages hold a text twice, once for small screens; engines loop over whole segments.

    Not touched: short lines, headings, refrains, rows of tables, code, lists; lines that do not end like a sentence.

    Safety: safe for lines of ten words and more that end with a stop.
    """

    name = "repetition/doubled-paragraph"
    measured = Prior(
        confidence=0.95,
        reason="two edits in human text, a question that a page shows as title and as text",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    elsewhere = Elsewhere.REPORT
    acts_on = r"\n"
    sources = (_equal_lines,)
    examples = (
        fix(
            "The road to the old harbour was closed again on Monday morning.\n\n"
            "The road to the old harbour was closed again on Monday morning.\n\nIt rained.",
            "The road to the old harbour was closed again on Monday morning.\n\nIt rained.",
        ),
        keep("Row, row, row your boat.\nRow, row, row your boat."),
        keep("The harbour road\n\nThe harbour road\n\nIt was closed."),
    )

    min_words: int = 10
    """How many words a line must have."""

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each line that repeats the one before it."""
        text = document.text
        lines = [span for span in document.lines if text[slice(*span)].strip()]
        for before, line in pairwise(lines):
            if self._is_repeated(text, before, line) and not in_table(document, line[0]):
                change = Change(before[1], line[1], "")
                yield self.edit(before[0], line[1], "repeated paragraph", [change], swallows=True)

    def _is_repeated(self, text: str, before: Span, line: Span) -> bool:
        first, second = text[slice(*before)].strip(), text[slice(*line)].strip()
        return first == second and first[-1] in _ENDED and len(first.split()) >= self.min_words
