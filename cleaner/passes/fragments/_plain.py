"""Candidates whose form alone tells what they are."""

from __future__ import annotations

from cleaner.lexicon import Lexicon
from cleaner.passes.fragments._candidate import Candidate
from cleaner.passes.fragments._grammar import FUNCTION_CLASSES, WordClass, tokens, word_class

_ARTICLES = frozenset(("a", "an", "the"))
_BASES = frozenset(("be", "have", "do"))
_SUBJECTS = frozenset({WordClass.SUBJECT_PRONOUN, WordClass.DETERMINER, WordClass.NAME, WordClass.PLURAL_NOUN})
_MAX_WORDS = 5
_THAT = "that"


def breaks_off(candidate: Candidate, lexicon: Lexicon) -> bool:
    """Whether a tail is small words of which the last wants another: "it is a.", "to be."."""
    words = tokens(candidate.tail.lower().rstrip("."))
    if candidate.capital or not 1 < len(words) <= _MAX_WORDS or not candidate.tail.endswith("."):
        return False
    open_ended = words[-1] in _ARTICLES or (words[0] == "to" and words[1:] == [words[-1]] and words[-1] in _BASES)
    return open_ended and all(word_class(word, lexicon) in FUNCTION_CLASSES for word in words)


def is_what_was_said(candidate: Candidate, lexicon: Lexicon) -> bool:
    """Whether a verb of saying lacks what was said, and that follows: "The witness said. that she had seen him"."""
    if candidate.capital or candidate.stop != "." or candidate.closers or not candidate.tail.startswith(f"{_THAT} "):
        return False
    before = tokens(candidate.before)
    opens = word_class(candidate.tail.split()[1].lower(), lexicon)
    said = len(before) > 1 and before[-1] in lexicon.words("speech-verbs")
    return said and opens in _SUBJECTS
