"""Letters that a typesetter joined."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.rules import Elsewhere, Measured, Rule, fix, keep

_LETTERS = {
    "\N{LATIN SMALL LIGATURE FF}": "ff",
    "\N{LATIN SMALL LIGATURE FI}": "fi",
    "\N{LATIN SMALL LIGATURE FL}": "fl",
    "\N{LATIN SMALL LIGATURE FFI}": "ffi",
    "\N{LATIN SMALL LIGATURE FFL}": "ffl",
    "\N{LATIN SMALL LIGATURE LONG S T}": "st",
    "\N{LATIN SMALL LIGATURE ST}": "st",
}
_LIGATURE = expression(f"[{''.join(_LETTERS)}]")


class Ligature(Rule):
    """Write the letters of a typesetter's ligature one by one: `ﬁ` becomes `fi`.

    Why: text taken out of PDF files has one character for fi, fl or ffi; office is then found by no search.

    Not touched: letters of an alphabet that are drawn as ligatures: æ, œ, ĳ, ß, Armenian and Arabic ones; a ligature
    alone, which is spoken of.

    Safety: safe. The Unicode standard calls both the same text, and they look the same.
    """

    name = "encoding/ligature"
    needs_words = True
    measured = Measured(
        right=200,
        judged=200,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="lines with ligatures put in, restored exactly",
    )
    elsewhere = Elsewhere.APPLY
    needs = tuple(_LETTERS)
    acts_on = f"[{''.join(_LETTERS)}]"
    examples = (
        fix("The oﬃce is closed.", "The office is closed.", at="ﬃ"),
        fix("ﬁve ﬂoors", "five floors", at="ﬁ"),
        keep("An œuvre of Æsop in Straßburg."),
        keep("The sign ﬁ is a ligature."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each ligature."""
        text = document.text
        for match in _LIGATURE.finditer(text):
            start, end = match.span()
            if text[start - 1 : start].isalpha() or text[end : end + 1].isalpha():
                yield self.edit(start, end, "ligature", [Change(start, end, _LETTERS[match[0]])])
