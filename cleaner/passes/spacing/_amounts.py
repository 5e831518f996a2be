"""What shows that a number is an amount."""

from __future__ import annotations

from cleaner.document import Document
from cleaner.expressions import expression
from cleaner.language import parts_of_speech

_WORD = expression(r"(?<![^\W_])([^\W\d_]+)[ \t]+[$£€]?\Z")
_REACH = 24
_VERB_TAGS = frozenset("vzde")


def word_before(document: Document, start: int) -> str:
    """The word before the number at `start`, or before its currency sign; empty where there is none."""
    match = _WORD.search(document.text, max(0, start - _REACH), start)
    return match[1] if match else ""


def is_estimated(document: Document, start: int) -> bool:
    """Whether a word stands before the number at `start` that an amount follows: "about", "only", "more than"."""
    return word_before(document, start).lower() in document.lexicon.optional("estimates")


def is_verb(document: Document, word: str) -> bool:
    """Whether a word is most often a form of a verb, as in "it cost 3, 500"."""
    return parts_of_speech(document.lexicon).get(word, "")[:1] in _VERB_TAGS
