"""Imperatives that stand alone between sentences that report."""

from __future__ import annotations

import re

from cleaner.document import Document
from cleaner.passes.fragments.grammar import classes, has_finite_verb, parts_of_speech, plain, tokens
from cleaner.spans import Span

_SPEAKS_TO_READER = re.compile(r"\b(?:[Yy]ou|[Yy]our|[Yy]ours|[Ll]et['’]s|[Pp]lease)\b|!")
_TWO_VERBS = re.compile(r"[.!?”\"\n][ \t]?[A-Z][a-z]+ and [a-z]+ [^.!?]{1,80}\.(?!\S)")
"""What an order of two verbs looks like from afar."""

_MAX_WORDS = 9
_MIN_WORDS = 3
_MIN_SENTENCES = 3


def find(document: Document) -> tuple[Span, ...]:
    """The orphans of a document: none where it speaks to its reader or gives more than one order."""
    text = document.text
    if not _TWO_VERBS.search(text) or _SPEAKS_TO_READER.search(text) or len(document.sentences) < _MIN_SENTENCES:
        return ()
    orders = [place for place, (start, end) in enumerate(document.sentences) if _is_order(document, text[start:end])]
    if len(orders) != 1:
        return ()
    place = orders[0]
    around = document.sentences[max(0, place - 1) : place] + document.sentences[place + 1 : place + 2]
    if len(around) < 2 or not all(_reports(document, text[start:end]) for start, end in around):
        return ()
    return (document.sentences[place],)


def _is_order(document: Document, sentence: str) -> bool:
    """Whether a sentence is two coordinated imperatives and what they govern."""
    words = tokens(sentence)
    if not _MIN_WORDS <= len(words) <= _MAX_WORDS or not sentence.endswith(".") or not words[0][0].isupper():
        return False
    tags = parts_of_speech(document.lexicon)
    first, second = plain(words[0]), plain(words[2])
    return (
        plain(words[1]) == "and"
        and "v" in tags.get(first, "")
        and "v" in tags.get(second, "")
        and not has_finite_verb(classes(words[1:], document.lexicon))
    )


def _reports(document: Document, sentence: str) -> bool:
    words = tokens(sentence)
    return len(words) > _MAX_WORDS and has_finite_verb(classes(words, document.lexicon))
