"""Characters that were lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Edit, Safety
from cleaner.mentions import is_meant
from cleaner.passes.encoding._leave_alone import LOST_CHARACTERS
from cleaner.rules import Elsewhere, Prior, Rule, keep, report

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_REPLACEMENTS = re.compile(f"{_REPLACEMENT}+")


class ReplacementCharacter(Rule):
    """Report where a lost character left a replacement character.

    Why: � is what a decoder writes for bytes it cannot read, and what some models write for characters they cannot.

    Not touched: all of it; what was lost cannot be known. In code and in texts about encodings it is meant.

    Safety: report.
    """

    name = "encoding/replacement-character"
    measured = Prior(
        confidence=0.95,
        reason="one finding in 3 million words of human text, right: the character has no other meaning",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    lists = ("encoding-terms",)
    safety = Safety.REPORT
    elsewhere = Elsewhere.APPLY
    needs = (_REPLACEMENT,)
    acts_on = "\N{REPLACEMENT CHARACTER}"
    examples = (
        report("The caf� is closed.", at="�"),
        report("It moved to 蛎��町 later.", at="��"),
        keep("A decoder that fails writes �, as the rules of UTF-8 ask for."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One report for each run."""
        for match in _REPLACEMENTS.finditer(document.text):
            if not is_meant(document, *match.span(), LOST_CHARACTERS):
                yield self.edit(*match.span(), "lost character")
