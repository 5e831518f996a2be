"""Runs of empty lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.passes.layout._shared import touches_edit
from cleaner.rules import Elsewhere, Prior, Rule, fix, keep

_RUN = expression(r"(\n\n)\n\n+|(\r\n\r\n)(?:\r\n){2,}")


@dataclass(frozen=True)
class BlankLines(Rule):
    """Write one empty line for three and more.

    Why: what stood between them was deleted; with `everywhere` the rule also repairs what scrapers leave.

    Not touched: empty lines that were there before, one or two of them, which separate paragraphs and sections.

    Safety: safe, because the lines came together by our own doing; `everywhere` is a wish of the user.
    """

    name = "layout/blank-lines"
    measured = Prior(
        confidence=0.95,
        reason="acts only on lines that edits brought together",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    elsewhere = Elsewhere.APPLY
    needs = ("\n\n\n\n", "\r\n\r\n\r\n\r\n")
    everywhere: bool = False
    acts_on = r"\n\n\n\n|\r\n\r\n\r\n\r\n"
    examples = (
        fix("The mill.\n\n\n\nThe barn.", "The mill.\n\nThe barn.", everywhere=True),
        fix("The mill.\r\n\r\n\r\n\r\nThe barn.", "The mill.\r\n\r\nThe barn.", everywhere=True),
        keep("The mill.\n\n\n\nThe barn."),
        keep("The mill.\n\n\nThe barn.\n\nThe house.", everywhere=True),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each run of empty lines."""
        if not (self.everywhere or document.edited):
            return
        for match in _RUN.finditer(document.text):
            surplus = (match.end(match.lastindex or 1), match.end())
            if not self.everywhere and not touches_edit(document, *match.span()):
                continue
            if not document.protected.overlaps(*surplus):
                yield self.edit(*surplus, "repeated empty lines", [Change(*surplus, "")])
