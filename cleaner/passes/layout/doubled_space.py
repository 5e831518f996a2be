"""Two or three spaces between words."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.passes.layout._shared import touches_edit
from cleaner.rules import Elsewhere, Prior, Rule, fix, keep
from cleaner.spans import Span
from cleaner.tables import is_row

_WIDEST = 3
"""More spaces are meant to be seen."""

_WIDE_STOP = expression(r"[.!?](?= {2}\w)")
_HABIT = 2
_MARKS = frozenset('"“”')


@dataclass(frozen=True)
class DoubledSpace(Rule):
    """Write one space for two or three between words.

    Why: deletions leave gaps, and so do engines; with `everywhere` the rule repairs those too, and in text known to
    be machine translation those beside a word in small letters or a quotation mark.

    Not touched: gaps that were there before, where nothing is known of the text; spaces at line starts and after the
    end of a sentence, between titles, aligned text, code.

    Safety: safe, because the gap is of our own making or of an engine's; `everywhere` is a wish of the user.
    """

    name = "layout/doubled-space"
    needs_words = True
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
        made = document.origin == "machine"
        if not (self.everywhere or made or document.edited):
            return
        text = document.text
        for start, end in document.lines:
            gaps = list(_gaps(text, start, end, _MARKS if made else ()))
            if not gaps or len(gaps) * 4 > text.count(" ", start, end) or is_row(text, (start, end), wide=True):
                continue
            for gap in gaps:
                wanted = self.everywhere or (made and _within_sentence(document, *gap)) or touches_edit(document, *gap)
                if wanted and not document.protected.overlaps(*gap):
                    yield self.edit(*gap, "repeated space", [Change(*gap, " ")])


def _within_sentence(document: Document, start: int, end: int) -> bool:
    """Whether the gap lies beside a quotation mark or a word in small letters: two titles may be set apart by it, and
    a page number; whoever writes two spaces after a stop does so after the mark that follows it, too."""
    text = document.text
    beside = text[start - 1] + text[end]
    if beside[1].isdigit() or text[document.line_at(start)[0]].isspace():
        return False
    if not _MARKS.isdisjoint(beside) and not document.once(_parts_sentences_widely):
        return True
    return any(map(str.islower, beside))


def _parts_sentences_widely(document: Document) -> bool:
    """Whether two spaces after a sentence are the writer's habit."""
    return sum(1 for _ in islice(_WIDE_STOP.finditer(document.text), _HABIT)) == _HABIT


def _gaps(text: str, start: int, end: int, marks: Collection[str]) -> Iterator[Span]:
    """Two or three spaces between words of a line, or beside one of the `marks`."""
    position = text.find("  ", start, end)
    while position >= 0:
        stop = position
        while stop < end and text[stop] == " ":
            stop += 1
        before = text[position - 1] if position > start else " "
        after = text[stop] if stop < end else " "
        between = (before.isalnum() or before in ",;" or before in marks) and after.isalnum()
        if stop - position <= _WIDEST and (between or (after in marks and not before.isspace())):
            yield position, stop
        position = text.find("  ", stop, end)
