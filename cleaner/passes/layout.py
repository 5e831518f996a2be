"""Gaps: doubled blanks between words, runs of empty lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.rule import Elsewhere, Rule, fix, keep

_ALIGNED = re.compile(r"\t|\||\S {4,}\S")
_RUN = re.compile(r"(\n\n|\r\n\r\n)(?:\n\n+|(?:\r\n){2,})")


@dataclass(frozen=True)
class DoubledSpace(Rule):
    """Write one blank for two or three between words.

    Why: engines and deletions leave gaps.

    Not touched: blanks at line starts and behind the end of a sentence, aligned text, code, verse set with gaps.

    Safety: risky. Writers leave such gaps too, and they cost a reader nothing.
    """

    name = "layout/doubled-space"
    safety = Safety.RISKY
    elsewhere = Elsewhere.APPLY
    needs = ("  ",)
    examples = (
        fix("The mill  was sold.", "The mill was sold.", at="  "),
        keep("The mill was sold.  It was old."),
        keep("name    price\nmill    12\nbarn    7"),
        keep("  The mill was sold."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each gap, in lines with at most a few of them."""
        text = document.text
        for start, end in document.lines:
            gaps = list(_gaps(text, start, end))
            if not gaps or len(gaps) * 4 > text.count(" ", start, end) or _ALIGNED.search(text, start, end):
                continue
            for gap in gaps:
                if not document.protected.overlaps(*gap):
                    yield self.edit(*gap, "a gap between two words", [Change(*gap, " ")])


def _gaps(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    place = text.find("  ", start, end)
    while place >= 0:
        stop = place
        while stop < end and text[stop] == " ":
            stop += 1
        before = text[place - 1 : place] if place > start else ""
        behind = text[stop : stop + 1] if stop < end else ""
        if stop - place <= 3 and (before.isalnum() or before in (",", ";")) and before and behind.isalnum():
            yield place, stop
        place = text.find("  ", stop, end)


@dataclass(frozen=True)
class BlankLines(Rule):
    """Write one empty line for three and more.

    Why: what stood between them was deleted, here or by a scraper.

    Not touched: one or two empty lines, which separate paragraphs and sections; code.

    Safety: risky. Some texts are laid out with empty lines.
    """

    name = "layout/blank-lines"
    safety = Safety.RISKY
    elsewhere = Elsewhere.APPLY
    needs = ("\n\n\n\n", "\r\n\r\n\r\n\r\n")
    examples = (
        fix("The mill.\n\n\n\nThe barn.", "The mill.\n\nThe barn.", at="\n\n"),
        fix("The mill.\r\n\r\n\r\n\r\nThe barn.", "The mill.\r\n\r\nThe barn.", at="\r\n\r\n"),
        keep("The mill.\n\n\nThe barn.\n\nThe house."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each run of empty lines."""
        text = document.text
        for match in _RUN.finditer(text):
            keep_to = match.start() + len(match[1])
            if not document.protected.overlaps(keep_to, match.end()):
                yield self.edit(keep_to, match.end(), "a run of empty lines", [Change(keep_to, match.end(), "")])


RULES: tuple[type[Rule], ...] = (DoubledSpace, BlankLines)
