"""What a deletion would lose: the words of a tail whose content is nowhere beside it."""

from __future__ import annotations

from cleaner.lexicon import Lexicon
from cleaner.passes.fragments._candidate import Candidate
from cleaner.passes.fragments._grammar import FUNCTION_CLASSES, MARKS, plain, tokens, word_class

_ROOT = 4
"""Characters that two words share at their start, at least, where they are forms of one another."""

_SUFFIX = 4
"""Characters by which forms of a word differ at their end, at most."""

_BESIDE = 300
"""How far after the tail the text counts as beside it, in characters."""

AS_WELL = "as well "
"""What "as well as" says beside its last word is nothing of its own."""

_GENERAL = ("function-words", "light-words")


def lost_words(candidate: Candidate, lexicon: Lexicon) -> tuple[str, ...]:
    """The words of the tail that carry content and are, in no form, in the sentence before or in what follows."""
    following = candidate.text[candidate.end : candidate.end + _BESIDE].split("\n", 1)[0]
    beside = {plain(word) for word in tokens(candidate.before + " " + following)}
    words = (plain(word) for word in tokens(candidate.tail.replace(AS_WELL, "")) if word not in MARKS)
    return tuple(word for word in words if not _is_general(word, lexicon) and not _is_said(word, beside))


def _is_general(word: str, lexicon: Lexicon) -> bool:
    """Whether a word carries no content of its own."""
    return word_class(word, lexicon) in FUNCTION_CLASSES or any(word in lexicon.words(name) for name in _GENERAL)


def _is_said(word: str, beside: set[str]) -> bool:
    if word in beside:
        return True
    if len(word) < _ROOT or not word.isalpha():
        return False
    return any(_is_form(word, other) for other in beside)


def _is_form(word: str, other: str) -> bool:
    """Whether two words share their root and differ in a suffix only."""
    shared = 0
    for left, right in zip(word, other, strict=False):
        if left != right:
            break
        shared += 1
    return shared >= _ROOT and max(len(word), len(other)) - shared <= _SUFFIX
