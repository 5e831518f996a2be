"""A text that ends in a comma or a colon."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Edit, Safety
from cleaner.expressions import expression
from cleaner.rules import Prior, Rule, keep, report

_MIN_WORDS = 6
"""Words of a last line from which it is no key or greeting."""

_LAST_WORD = expression(r"([^\W\d_]+\.?),\Z")


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
    optional_lists = ("sign-offs",)
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
        if text[-1:] not in (",", ":") or len(last_line.split()) < _MIN_WORDS:
            return
        last = _LAST_WORD.search(last_line)
        if last is None or last[1].lower() not in document.lexicon.optional("sign-offs"):
            yield self.edit(len(text) - 1, len(text), f"text ends in {text[-1]!r}")
