"""What was left in the source language, with its place and the language guessed."""

from cleaner.passes.untranslated.rules import (
    RULES,
    ForeignDocument,
    MixedWord,
    SourceLanguageSpan,
    SourceScriptSpan,
    UntranslatedParagraph,
    UntranslatedSentence,
)

__all__ = [
    "RULES",
    "ForeignDocument",
    "MixedWord",
    "SourceLanguageSpan",
    "SourceScriptSpan",
    "UntranslatedParagraph",
    "UntranslatedSentence",
]
