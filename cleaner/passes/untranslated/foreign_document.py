"""A text that is in another language as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Edit, Safety
from cleaner.passes.untranslated._found import Extent, Untranslated, name_language
from cleaner.passes.untranslated._shared import UntranslatedRule, may_be_foreign
from cleaner.rules import Elsewhere, Measured, keep, report

_SAMPLE = 1500
"""So many characters of a document are enough to name its language."""


class ForeignDocument(UntranslatedRule):
    """Report, once, a text that is in another language as a whole.

    Why: it is no residue but a document among the wrong ones; rules for the target language do not touch it, and the
    reader of a report should know why.

    Not touched: text whose language cannot be told, such as a few words in the same letters.

    Safety: report only, whatever `drop` says: a document is never emptied.
    """

    name = "untranslated/foreign-document"
    elsewhere = Elsewhere.REPORT
    measured = Measured(
        right=289,
        judged=289,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="documents in twelve languages, reported and named",
    )
    optional_lists = ("function-words", "shared-spellings", "loanwords", "parts-of-speech", "style-words")
    examples = (
        report(
            "Die Brücke ist seit gestern gesperrt, und niemand weiß, warum.",
            at="Die Brücke ist seit gestern gesperrt, und niemand weiß, warum.",
        ),
        report("Мост закрыт до июня.", at="Мост закрыт до июня."),
        keep("The bridge has been closed since yesterday, and nobody knows why."),
        keep("Café Müller, Zürich"),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit over the whole text, without the whitespace at its ends."""
        if not may_be_foreign(document) or not document.foreign:
            return
        text = document.text
        start, end = len(text) - len(text.lstrip()), len(text.rstrip())
        whole = Untranslated(start, end, Extent.DOCUMENT, name_language(text[:_SAMPLE], self.detector), False)
        yield self.edit(start, end, whole.message, safety=Safety.REPORT)
