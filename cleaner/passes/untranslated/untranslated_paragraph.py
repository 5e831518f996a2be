"""A paragraph left in another language."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Edit
from cleaner.passes.untranslated._found import Extent
from cleaner.passes.untranslated._shared import UntranslatedRule
from cleaner.passes.untranslated._weights import LISTS
from cleaner.rules import Prior, keep, report


class UntranslatedParagraph(UntranslatedRule):
    """Report a whole paragraph that was left in another language.

    Why: pages that mix languages, and engines that give up on a passage, leave paragraphs as they were.

    Not touched: a document that is in another language as a whole; a rule of its own reports it.

    Safety: report only, unless `drop` is set; then the paragraph is deleted.
    """

    name = "untranslated/untranslated-paragraph"
    measured = Prior(
        confidence=0.95,
        reason="none in 1.1 million words of English; untested on labelled text, which has no such row",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    optional_lists = (*LISTS, "mention-cues", "parts-of-speech", "style-words")
    examples = (
        report(
            "The bridge is closed until the summer, and nobody knows why.\n\n"
            "Le pont est fermé jusqu'à l'été. Personne ne sait pourquoi.\n\nWork ends in June.",
            at="Le pont est fermé jusqu'à l'été. Personne ne sait pourquoi.",
        ),
        keep("The bridge is closed. Nobody knows why.\n\nWork ends in June."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each paragraph."""
        return self.edits(document, (Extent.PARAGRAPH,), other_script=None)
