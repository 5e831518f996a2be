"""A run of one character."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Edit, Safety
from cleaner.rules import Elsewhere, Prior, Rule, keep, report

_RUN = re.compile(r"([A-Za-z!?])\1{9,}")


class CharacterRun(Rule):
    """Report a letter, exclamation mark or question mark that comes ten times and more in a row.

    Why: engines stumble within a word ("Massachusetttttttttts") and print one letter to the end of the line.

    Not touched: lines drawn with marks, dots, figures, shorter cries ("Aaaah!", "!!!").

    Safety: report only. Writers cry too.
    """

    name = "repetition/character-run"
    measured = Prior(
        confidence=0.6,
        reason="6 reports in 1.13 million words of human text, none in 1.00 million of machine text",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    safety = Safety.REPORT
    elsewhere = Elsewhere.REPORT
    examples = (
        report("He came from Massachusetttttttttttts.", at="tttttttttttt"),
        keep("Aaaaah! said the cat. ----------------- 1000000000000"),
    )

    def relevant(self, text: str) -> bool:
        """Equal neighbours, ten in a row: every second character, laid on itself one further on, agrees four times."""
        raw = text.encode("utf-8", "surrogatepass")[::2]
        number = int.from_bytes(raw, "little")
        return b"\0" * 4 in (number ^ number >> 8).to_bytes(len(raw), "little")

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each run."""
        for match in _RUN.finditer(document.text):
            yield self.edit(*match.span(), f"{match[1]!r} {len(match[0])} times in a row")
