"""What was left in the source language, with its place and the language guessed."""

from __future__ import annotations

from cleaner.passes.untranslated.rules import (
    ForeignDocument,
    MixedWord,
    SourceLanguageSpan,
    SourceScriptSpan,
    UntranslatedParagraph,
    UntranslatedSentence,
)
from cleaner.registry import Pass

PASS = Pass(
    "untranslated",
    (
        SourceScriptSpan,
        SourceLanguageSpan,
        UntranslatedSentence,
        UntranslatedParagraph,
        MixedWord,
        ForeignDocument,
    ),
    is_translation_evidence=True,
)
