"""A plural genitive glued to its noun."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.mentions import is_meant
from cleaner.passes.spacing._leave_alone import GENITIVES
from cleaner.rules import Prior, Rule, fix, keep

_GLUED_GENITIVES = tuple(
    expression(rf"{mark}(?<=[a-z]{{2}}s{mark})(?=(?!self\b)[a-z]{{4,}}(?![\w'’]))") for mark in "'’"
)
"""One for each mark, so that the engine can scan for it."""


class MissingSpaceAfterGenitive(Rule):
    """Write a space between a plural genitive and its noun: `fifteen days'prison`.

    Why: engines that work on pieces of words lose the space after the apostrophe.

    Not touched: apostrophes inside other words, dialect, names, words of other languages, and marks that open a
    quotation, as the next one in their line closes one.

    Safety: safe. English has no word with an apostrophe between s and four or more small letters.
    """

    name = "spacing/missing-space-after-genitive"
    measured = Prior(
        confidence=0.95,
        reason="5 edits in machine translations and human text, read: all right",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    acts_on = r"^['’]$"
    examples = (
        fix("He got fifteen days'prison.", "He got fifteen days' prison.", at="'"),
        fix("The sign of James’death came.", "The sign of James’ death came.", at="’"),
        keep("It was a marvellous'old mill' in the valley."),
        keep("By is'self he said yes'm, and the dogs' dinner burnt."),
        keep("He called it 'gas'works' in an odd way, l'eau, s'il vous plaît."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each genitive."""
        text = document.text
        for match in (match for pattern in _GLUED_GENITIVES for match in pattern.finditer(text)):
            position = match.end()
            if is_meant(document, match.start(), position, GENITIVES):
                continue
            yield self.edit(match.start(), position, "no space after a genitive", [Change(position, position, " ")])
