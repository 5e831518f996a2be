"""What was left in the source language, with its span and the language guessed."""

from __future__ import annotations

from cleaner.passes.untranslated.foreign_document import ForeignDocument
from cleaner.passes.untranslated.mixed_word import MixedWord
from cleaner.passes.untranslated.source_language_span import SourceLanguageSpan
from cleaner.passes.untranslated.source_script_span import SourceScriptSpan
from cleaner.passes.untranslated.stray_code import StrayCode
from cleaner.passes.untranslated.unknown_word import UnknownWord
from cleaner.passes.untranslated.untranslated_paragraph import UntranslatedParagraph
from cleaner.passes.untranslated.untranslated_sentence import UntranslatedSentence
from cleaner.registry import Pass

PASS = Pass(
    "untranslated",
    (
        SourceScriptSpan,
        SourceLanguageSpan,
        UntranslatedSentence,
        UntranslatedParagraph,
        UnknownWord,
        StrayCode,
        MixedWord,
        ForeignDocument,
    ),
    is_translation_evidence=True,
    needs_words=True,
)
