"""Which words say something by themselves, and which phrases people repeat on purpose."""

from __future__ import annotations

import re

from cleaner.document import Document

COMPARATIVE = re.compile(r"..[^\W\d_]er\Z")

FUNCTION_LISTS = ("function-words", "phrase-openers", "clause-starts", "never-doubled")
"""The lists of words that say nothing by themselves."""


def has_content(document: Document, word: str) -> bool:
    """Whether `word` is more than a function word."""
    return len(word) >= 3 and not any(word in document.lexicon.optional(name) for name in FUNCTION_LISTS)
