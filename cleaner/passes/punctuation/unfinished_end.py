"""A text that ends in a comma or a colon."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.document import Document
from cleaner.edits import Edit, Safety
from cleaner.rules import Prior, Rule, keep, report

_SIGN_OFF = re.compile(r"(?:regards|wishes|thanks|yours|sincerely|love|cheers|greetings|etc\.),\Z", re.IGNORECASE)


@dataclass(frozen=True)
class UnfinishedEnd(Rule):
    """Report a text that ends in a comma or a colon.

    Why: the sentence goes on in a part that was lost, or the mark stands for a full stop of another script.

    Not touched: greetings and closing formulas of letters, single words, lists of keys.

    Safety: report. What should follow is unknown.
    """

    name = "punctuation/unfinished-end"
    measured = Prior(
        confidence=0.8,
        reason="18 reports in human text, some of them texts that were cut on purpose",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    safety = Safety.REPORT
    acts_on = r"[,:]\s*\x03"
    examples = (
        report("The mill was sold after the long winter of last year:", at=":"),
        report("They say that the old mill by the river was sold,", at=","),
        keep("Thank you for the letter, my friend.\n\nWith kind regards,"),
        keep("Dear Otto:"),
    )

    def relevant(self, text: str) -> bool:
        """The last mark must be a comma or a colon."""
        return text[-40:].rstrip()[-1:] in (",", ":")

    def propose(self, document: Document) -> Iterator[Edit]:
        """At most one edit."""
        text = document.text.rstrip()
        last_line = text[text.rfind("\n") + 1 :]
        if text[-1:] in (",", ":") and len(last_line.split()) >= 6 and not _SIGN_OFF.search(last_line):
            yield self.edit(len(text) - 1, len(text), f"text ends in {text[-1]!r}")
