"""The bullet or the number of a list item, twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.rules import TEXT_START, Elsewhere, Prior, Rule, fix, keep

_BULLETS = "•·▪●◦‣■□○►▶➤✓✔"
_BULLET = expression(rf"^[ \t]*([{_BULLETS}])(?P<again>[ \t]+\1)(?=[ \t]+[^\s{_BULLETS}])", re.MULTILINE)
_NUMBER = expression(
    r"^[ \t]*(?P<mark>\(?(?P<number>\d{1,3})[.)])(?P<again>[ \t]+(?P=mark))(?=[ \t]+[^\W\d_])", re.MULTILINE
)
_MIN_ITEMS = 2


class DoubledBullet(Rule):
    """Write the bullet or the number of a list item once: `• • Bread`, `1. 1. Switch off the power`.

    Why: engines copy the mark of an item and write their own before it.

    Not touched: hyphens and stars, which make lists within lists; numbers of one item alone, or that do not count up.

    Safety: safe where two items and more have it.
    """

    name = "punctuation/doubled-bullet"
    measured = Prior(
        confidence=0.95,
        reason="each item of a list has its own mark twice; no edit in human text",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    elsewhere = Elsewhere.APPLY
    acts_on = rf"[{_BULLETS}] |[\n{TEXT_START}][ \t]*\(?0[.)] \(?0[.)] "
    examples = (
        fix("• • Bread\n• • Butter", "• Bread\n• Butter", at="• •"),
        fix("1. 1. Open the lid.\n2. 2. Wait.", "1. Open the lid.\n2. Wait.", at="1. 1."),
        keep("- - a list\n- - in a list"),
        keep("1. 1. e4 e5\n1. 2. Nf3"),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each item."""
        bullets, numbers = list(_BULLET.finditer(document.text)), list(_NUMBER.finditer(document.text))
        counted = [int(match["number"]) for match in numbers]
        counts = counted == list(range(counted[0], counted[0] + len(counted))) if counted else False
        for matches in (bullets, numbers if counts else []):
            if len(matches) >= _MIN_ITEMS:
                for match in matches:
                    change = Change(*match.span("again"), "")
                    yield self.edit(match.start(), match.end(), "mark of a list item, twice", [change])
