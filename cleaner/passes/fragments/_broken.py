"""Sentences that broke off before the next begins."""

from __future__ import annotations

import re

from cleaner import sentences
from cleaner.document import Document
from cleaner.passes.fragments._grammar import FUNCTION_CLASSES, word_class
from cleaner.spans import Span

_BROKEN = re.compile(
    rf"[.!?](?<=[\w)\]\"”’'][.!?])[{re.escape(sentences.CLOSERS)}]*+(?P<gap>[ \t]+)"
    r"(?P<words>(?:[a-z]+[ \t]+){1,5})(?P<next>[A-Z][a-z]*)[ \t]+(?=[a-z])"
)
_ARTICLES = frozenset(("a", "an", "the"))
_NAMES = frozenset(("i", "it", "who"))
"""Small words that also name something: "the It girl", "the Who"."""


def broken_starts(document: Document) -> tuple[Span, ...]:
    """The spans of small words after a sentence end, with the space before them, that end with an article before the
    first word of the next sentence: "and in the The church"."""
    text, lexicon = document.text, document.lexicon
    found = []
    for match in _BROKEN.finditer(text):
        words, follows = match["words"].split(), match["next"].lower()
        if words[-1] not in _ARTICLES or follows in _NAMES or follows not in lexicon.words("function-words"):
            continue
        if sentences.is_abbreviation(text, match.start(), lexicon):
            continue
        if all(word_class(word, lexicon) in FUNCTION_CLASSES for word in words):
            found.append((match.start("gap"), match.end("words")))
    return tuple(found) if found and document.habits.capitalises else ()
