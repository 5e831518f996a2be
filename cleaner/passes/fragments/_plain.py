"""Candidates whose form alone tells what they are."""

from __future__ import annotations

from cleaner.expressions import expression
from cleaner.lexicon import Lexicon
from cleaner.passes.fragments._candidate import Candidate
from cleaner.passes.fragments._grammar import (
    FINITE,
    FUNCTION_CLASSES,
    WordClass,
    classes,
    has_finite_verb,
    tokens,
    word_class,
)
from cleaner.passes.fragments._loss import AS_WELL

_ARTICLES = frozenset(("a", "an", "the"))
_BASES = frozenset(("be", "have", "do"))
_SUBJECTS = frozenset({WordClass.SUBJECT_PRONOUN, WordClass.DETERMINER})
_NO_OPENERS = frozenset("that so thus thereby lest whether where whereas whereby".split())
"""Subordinators whose clause does not come before its main clause."""

_ALONE = frozenset("both nobody everybody somebody everyone someone nothing everything none".split())
_IN_PAIRS = frozenset({("no", "one"), ("only", "two"), ("only", "three"), ("only", "one")})
_MIN_CLAUSE = 2
_PARAGRAPH_END = expression(r"[ \t]*(?:\Z|\r?\n[ \t]*(?:\r?\n|\Z))")
_MAX_WORDS = 5
_THAT = "that"


def breaks_off(candidate: Candidate, lexicon: Lexicon) -> bool:
    """Whether a tail is small words of which the last wants another: "it is a.", "to be."."""
    words = tokens(candidate.tail.lower().rstrip(".").replace(AS_WELL, ""))
    closed = candidate.tail.endswith(".") or _PARAGRAPH_END.match(candidate.text, candidate.end)
    if candidate.capital or not 1 < len(words) <= _MAX_WORDS or not closed:
        return False
    open_ended = words[-1] in _ARTICLES or (words[0] == "to" and words[1:] == [words[-1]] and words[-1] in _BASES)
    return open_ended and all(word_class(word, lexicon) in FUNCTION_CLASSES for word in words)


def is_own_clause(candidate: Candidate, lexicon: Lexicon) -> bool:
    """Whether a tail has a subject that needs no noun, and its verb at once: "both are old.", "no one knows."."""
    if candidate.capital or candidate.stop not in (".", "?") or candidate.closers or not candidate.tail.endswith("."):
        return False
    words = tokens(candidate.tail)
    verb = 1 if words[0] in _ALONE else 2 if tuple(words[:2]) in _IN_PAIRS else len(words)
    if not len(words) >= _MIN_CLAUSE or verb >= len(words) or _is_phrase(candidate.before, lexicon):
        return False
    name = word_class(words[verb], lexicon)
    return name in FINITE and name is not WordClass.PRONOUN_AND_VERB


def _is_phrase(before: str, lexicon: Lexicon) -> bool:
    """Whether what is before a stop has no verb: a note, a label, a name."""
    return not has_finite_verb(classes(tokens(before), lexicon, opening=True))


def is_what_was_said(candidate: Candidate, lexicon: Lexicon) -> bool:
    """Whether a verb of saying lacks what was said, and that follows: "The witness said. that she had seen him"."""
    if not _is_cut(candidate) or not candidate.tail.startswith(f"{_THAT} "):
        return False
    before = tokens(candidate.before)
    opens = word_class(candidate.tail.split()[1].lower(), lexicon)
    return len(before) > 1 and before[-1] in lexicon.words("speech-verbs") and opens not in FINITE


def lacks_main_clause(candidate: Candidate, lexicon: Lexicon) -> bool:
    """Whether a clause that needs another stands alone, and that follows: "Although it rained. the market was full"."""
    if not _is_cut(candidate) or "," in candidate.before or _answers(candidate):
        return False
    before, tail = tokens(candidate.before), tokens(candidate.tail)
    openers = lexicon.words("subordinators") - lexicon.words("relatives") - _NO_OPENERS
    if not before or before[0] == before[0].lower() or before[0].lower() not in openers:
        return False
    opens = word_class(tail[0], lexicon) in _SUBJECTS and tail[0] != _THAT
    return opens and all(has_finite_verb(classes(words, lexicon)) for words in (before[1:], tail))


def _is_cut(candidate: Candidate) -> bool:
    """Whether nothing but a stop parts a tail in small letters from what is before it."""
    return not candidate.capital and candidate.stop == "." and not candidate.closers


def _answers(candidate: Candidate) -> bool:
    """Whether the sentence before answers a question: "Why? Because it rained."."""
    return candidate.text[: candidate.sentence].rstrip()[-1:] == "?"
