"""A passage in another script inside a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Edit
from cleaner.passes.untranslated._found import Extent
from cleaner.passes.untranslated._scripts import ANY_OTHER
from cleaner.passes.untranslated._shared import UntranslatedRule
from cleaner.rules import Prior, fix, keep, report


class SourceScriptSpan(UntranslatedRule):
    """Report a passage in a foreign script inside a sentence.

    Why: an engine that does not know a word copies it, so that Chinese or Cyrillic comes in the middle of English.

    Not touched: glosses in brackets or quotation marks, words that are spoken of (“the character 书”),
    mathematical and physical symbols, faces made of letters, phonetic script.

    Safety: report only, unless `drop` is set; then the passage is deleted.
    """

    name = "untranslated/source-script-span"
    measured = Prior(
        confidence=0.95,
        reason="5 reports in 382 labelled segments, all in rows labelled so; none in 1.1 million words",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    optional_lists = ("mention-cues", "shared-spellings", "loanwords", "function-words")
    acts_on = ANY_OTHER.pattern
    examples = (
        report("The museum 博物馆 opens again in May.", at="博物馆"),
        report("He works for the κακή bank.", at="κακή"),
        keep("The capital is Athens (Αθήνα)."),
        keep("The character 书 stands for a book."),
        keep("The angle α is smaller than π."),
        fix("The museum 博物馆 opens again in May.", "The museum opens again in May.", drop=True),
    )

    def relevant(self, text: str) -> bool:
        """Other scripts lie outside ASCII."""
        return not text.isascii()

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each passage."""
        return self.edits(document, (Extent.SPAN,), other_script=True)
