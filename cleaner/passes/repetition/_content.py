"""Which words say something by themselves, and which phrases people repeat on purpose."""

from __future__ import annotations

from cleaner.document import Document
from cleaner.expressions import expression
from cleaner.language import parts_of_speech

COMPARATIVE = expression(r"..[^\W\d_]er\Z")

VERB_TAGS = frozenset("vzdeg")

FUNCTION_LISTS = ("function-words", "phrase-openers", "clause-starts", "never-doubled")
"""The lists of words that say nothing by themselves."""


def has_content(document: Document, word: str) -> bool:
    """Whether `word` is more than a function word."""
    return len(word) >= 3 and not any(word in document.lexicon.optional(name) for name in FUNCTION_LISTS)


def is_function_word(document: Document, word: str) -> bool:
    """Whether `word` says nothing by itself: a function word or an auxiliary, in lower case."""
    return word in document.lexicon.optional("function-words") or word in document.lexicon.optional("auxiliaries")


def tags_of(document: Document, word: str) -> str:
    """The parts of speech of `word`, the commonest first, as in the list parts-of-speech; empty where unknown."""
    return parts_of_speech(document.lexicon).get(word, "")


def may_be_verb(document: Document, word: str) -> bool:
    """Whether `word` can be a form of a verb that is no auxiliary."""
    return not VERB_TAGS.isdisjoint(tags_of(document, word)) and not is_function_word(document, word)
