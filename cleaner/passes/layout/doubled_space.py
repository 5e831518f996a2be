"""Two or three spaces between words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.passes.layout._shared import touches_edit
from cleaner.rules import Elsewhere, Prior, Rule, fix, keep
from cleaner.spans import Span
from cleaner.tables import is_row

_WIDEST = 3
"""More spaces are meant to be seen."""


@dataclass(frozen=True)
class DoubledSpace(Rule):
    """Write one space for two or three between words.

    Why: deletions leave gaps, and so do engines; with `everywhere` the rule repairs those too.

    Not touched: gaps that were there before, spaces at line starts and after the end of a sentence, aligned text,
    code.

    Safety: safe, because the gap is of our own making; `everywhere` is a wish of the user.
    """

    name = "layout/doubled-space"
    measured = Prior(
        confidence=0.95,
        reason="acts only on gaps that edits left; one in human text, right",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    elsewhere = Elsewhere.APPLY
    needs = ("  ",)
    everywhere: bool = False
    acts_on = "  "
    examples = (
        fix("The mill  was sold.", "The mill was sold.", at="  ", everywhere=True),
        keep("The mill  was sold."),
        keep("The mill was sold.  It was old.", everywhere=True),
        keep("name    price\nmill    12\nbarn    7", everywhere=True),
        keep("  The mill was sold.", everywhere=True),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each gap."""
        if not (self.everywhere or document.edited):
            return
        text = document.text
        for start, end in document.lines:
            gaps = list(_gaps(text, start, end))
            if not gaps or len(gaps) * 4 > text.count(" ", start, end) or is_row(text, (start, end), wide=True):
                continue
            for gap in gaps:
                if (self.everywhere or touches_edit(document, *gap)) and not document.protected.overlaps(*gap):
                    yield self.edit(*gap, "repeated space", [Change(*gap, " ")])


def _gaps(text: str, start: int, end: int) -> Iterator[Span]:
    """Two or three spaces between words of a line."""
    position = text.find("  ", start, end)
    while position >= 0:
        stop = position
        while stop < end and text[stop] == " ":
            stop += 1
        before = text[position - 1] if position > start else " "
        after = text[stop] if stop < end else " "
        if stop - position <= _WIDEST and (before.isalnum() or before in ",;") and after.isalnum():
            yield position, stop
        position = text.find("  ", stop, end)
