"""A passage in another language and the same script inside a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from cleaner.document import Document
from cleaner.edits import Edit
from cleaner.passes.untranslated._found import Extent
from cleaner.passes.untranslated._shared import UntranslatedRule
from cleaner.passes.untranslated._weights import LISTS
from cleaner.rules import Measured, Prior, fix, keep, report


def _prior(confidence: float, reason: str) -> Prior:
    return Prior(confidence=confidence, reason=reason, wrong=0, human_words=3_030_000, date="2026-11")


class SourceLanguageSpan(UntranslatedRule):
    """Report a passage inside a sentence that is written in the same letters but in another language.

    Why: an engine copies what it cannot translate, a word or half a sentence, and grammar hides it from spelling.

    Not touched: names with small words in them, titles and words in quotation marks, loanwords, glosses in brackets,
    names of species; a function word alone; text of a target language that has no list of shared spellings.

    Safety: report only, unless `drop` is set; then the passage is deleted.
    """

    name = "untranslated/source-language-span"
    measured = Measured(
        right=55,
        judged=55,
        wrong=7,
        human_words=3_030_000,
        date="2026-11",
        source="reports in machine translations, read by eye; the wrong ones are names and titles",
    )
    shapes: ClassVar = {
        "letters": _prior(0.9, "one function word, with letters that the target does not use"),
        "function words": _prior(0.9, "three function words of one language that the target has as well"),
        "unknown words": _prior(0.85, "one function word among words that the vocabulary does not have"),
        "one word": _prior(0.8, "a single word with letters that the target does not use"),
    }
    lists = LISTS
    optional_lists = ("mention-cues", "parts-of-speech", "style-words", "name-endings")
    examples = (
        report("The farmers wait und hoffen auf die of the summer.", at="und hoffen auf die"),
        report("The road was closed porque había una tormenta on the pass.", at="porque había una tormenta"),
        report("Her aunt kept it en una caja debajo de la cama until May.", at="en una caja debajo de la cama"),
        keep("Charles de Gaulle spoke to the Banco de la Nación in Lima."),
        keep("The café on the corner has a naïve charm."),
        keep("They call it “joie de vivre” (the joy of living)."),
        fix("The road was closed porque había una tormenta today.", "The road was closed today.", drop=True),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each passage."""
        return self.edits(document, (Extent.SPAN,), other_script=False)
