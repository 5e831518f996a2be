"""A sentence left in another language."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Edit
from cleaner.passes.untranslated._found import Extent
from cleaner.passes.untranslated._shared import UntranslatedRule
from cleaner.passes.untranslated._weights import LISTS
from cleaner.rules import Prior, keep, report


class UntranslatedSentence(UntranslatedRule):
    """Report a whole sentence that was left in another language.

    Why: engines and interfaces that work by sentence fail by sentence, and hand back what they were given.

    Not touched: sentences of fewer than three words, quotations inside a sentence.

    Safety: report only, unless `drop` is set; then the sentence is deleted.
    """

    name = "untranslated/untranslated-sentence"
    measured = Prior(
        confidence=0.95,
        reason="2 in 1.1 million words of English, both foreign; of 16,087 sentences none misread",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    optional_lists = (*LISTS, "mention-cues", "parts-of-speech", "style-words")
    examples = (
        report(
            "The bridge is closed. Der Verkehr wird über die alte Straße geleitet. Work ends in June.",
            at="Der Verkehr wird über die alte Straße geleitet.",
        ),
        report("The bridge is closed.\n\nМост закрыт до июня.\n\nWork ends soon.", at="Мост закрыт до июня."),
        keep("The bridge is closed. The traffic is led over the old road."),
        keep("She said: “¿Qué hora es?” and laughed."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each sentence."""
        return self.edits(document, (Extent.SENTENCE,), other_script=None)
