"""Spaces that translation put beside tags."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.rules import Elsewhere, Measured, Rule, fix, keep

_INLINE = r"(?:a|abbr|b|cite|em|font|i|mark|q|s|small|span|strong|sub|sup|u)"
_BEFORE_MARK = re.compile(rf"(?<=\w)</{_INLINE}>( {{1,2}})[.,](?![.\w])", re.IGNORECASE)


class SpaceAroundTag(Rule):
    """Remove the space between a closing inline tag and the full stop or comma after it.

    Why: translation of marked-up text sets every tag off with spaces, and the mark comes to stand alone.

    Not touched: marks that some languages set off (`:`, `;`, `?`, `!`), rows of dots, tags of blocks and cells, code.

    Safety: safe. No language sets a full stop or comma off from its word.
    """

    name = "markup/space-around-tag"
    measured = Measured(
        right=200,
        judged=200,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="damaged lines restored exactly",
    )
    elsewhere = Elsewhere.APPLY
    needs = ("</",)
    acts_on = "</"
    examples = (
        fix("Press <b>Save</b> .", "Press <b>Save</b>.", at="</b> "),
        fix("Open <a href='x'>the list</a> , then wait.", "Open <a href='x'>the list</a>, then wait.", at="</a> "),
        keep("Press <b>Save</b>."),
        keep("Appuyez sur <b>Garder</b> !"),
        keep("<b>Wait</b> ... and see."),
        keep("<td>1</td> ."),
    )

    def relevant(self, text: str) -> bool:
        """A closing tag."""
        return "<" in text and "</" in text

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each space."""
        for match in _BEFORE_MARK.finditer(document.text):
            start, end = match.span(1)
            yield self.edit(match.start(), end, "space between a tag and the mark after it", [Change(start, end, "")])
