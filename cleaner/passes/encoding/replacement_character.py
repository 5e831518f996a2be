"""Characters that were lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.document import Document
from cleaner.edits import Edit, Safety
from cleaner.mentions import mentions
from cleaner.rules import Elsewhere, Prior, Rule, keep, report

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_REPLACEMENTS = re.compile(f"{_REPLACEMENT}+")


@dataclass(frozen=True)
class ReplacementCharacter(Rule):
    """Report where a character was lost and a replacement character stands.

    Why: � is what a decoder writes for bytes it cannot read, and what some models write for characters they cannot.

    Not touched: all of it; what was lost cannot be known. In code and in texts about encodings it is meant.

    Safety: report.
    """

    name = "encoding/replacement-character"
    measured = Prior(
        confidence=1.0,
        reason="no finding in 1.19 million words of human text",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    safety = Safety.REPORT
    elsewhere = Elsewhere.APPLY
    needs = (_REPLACEMENT,)
    examples = (
        report("The caf� is closed.", at="�"),
        report("It moved to 蛎��町 later.", at="��"),
        keep("A decoder that fails writes �, as the rules of UTF-8 ask for."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One report for each run."""
        protected = document.protected
        for match in _REPLACEMENTS.finditer(document.text):
            if match.start() not in protected and not document.once(_speaks_of_encodings):
                yield self.edit(*match.span(), "a character was lost here")


def _speaks_of_encodings(document: Document) -> bool:
    return mentions(document.text, document.lexicon.entries("encoding-terms"))
