"""What shows that a paragraph is a turn of a chat, told by its form in any language: whose turn it is, what its answer
will not have, which portion of a text it is about, how the work is graded, and the form that a prompt had.
"""

from __future__ import annotations

import functools
import re

from cleaner.expressions import expression
from cleaner.lexicon import FALLBACK, load
from cleaner.passes.chatter._facts import Facts
from cleaner.passes.chatter._words import both

TURN_LISTS = (
    "portion-stems",
    "portion-words",
    "promise-pieces",
    "prompt-labels",
    "quality-stems",
    "sending-stems",
    "turn-labels",
)
"""Every list that is read here."""

_ANSWERING = ("agreements", "assents", "hesitations")
_MAX_PROMISE = 25
_MAX_REQUEST = 25
_MAX_CONTENTS = 12
_COLON = r"\W{0,3}[:：=]"
_OUT_OF = r"\d+(?:[.,]\d+)?\s*(?:/|of|out of|von|sur|de|su|van|z|ze|из|з|av|af)\s*\d+"
_COUNTED = expression(_OUT_OF)
_GRADE = expression(r"\b\d{1,3}(?:[.,]\d+)?\s*(?:/\s*(?:5|10|100)\b|%|out of (?:5|five|10|ten)\b)")
_SPEAKER_LINE = expression(r"^[A-Z][\w .'-]{0,30}:\s", re.MULTILINE)
_ROLE = expression(
    r"\bas an? (?:experienced|expert|professional|seasoned|native|certified|skilled|highly skilled|ai)\W+"
    r"(?:[\w-]+\W+){0,2}(?:linguist|translator|assistant|interpreter|localis\w+|localiz\w+)\b"
)
_NEXT_IN_ENGLISH = expression(
    r"\b(?:end of|ready for|send|paste|share|continue with|on to|proceed (?:to|with)) (?:me )?(?:the )?(?:next )?"
    r"(?:part|chunk|segment|section|batch|portion|page|one)\b"
)


def is_turn(facts: Facts) -> bool:
    """Whether it begins as the turn of a model does in the log of a chat, and the text beside it has no other turn."""
    return _turns(facts).match(facts.said) is not None and _SPEAKER_LINE.search(facts.body) is None


def promises(facts: Facts) -> bool:
    """Whether it says yes, and what the answer will not have or when it comes: "Noted, no explanations."."""
    return len(facts.words) <= _MAX_PROMISE and facts.opens(*_ANSWERING) and facts.has_piece("promise-pieces")


def takes_role(facts: Facts) -> bool:
    """Whether it speaks as what a prompt made of it: "As an expert linguist"."""
    return _ROLE.search(facts.said) is not None


def counts_portions(facts: Facts) -> bool:
    """Whether it is a line that counts the portions of a text: "Segment 12/40"."""
    words = facts.word_set & both(facts.lexicon, "portion-words")
    return bool(words) and len(facts.words) <= _MAX_CONTENTS and _COUNTED.search(facts.said) is not None


def is_form(facts: Facts) -> bool:
    """Whether it names the languages of a translation as the form of a prompt does: "Target language: English"."""
    return _labels(facts).search(facts.said) is not None


def is_graded(facts: Facts) -> bool:
    """Whether it grades a translation with a number: "Accuracy 9/10"."""
    return _GRADE.search(facts.said) is not None and facts.has_piece("quality-stems")


def heads_language(facts: Facts) -> bool:
    """Whether it ends in a colon and says what language something is put into: "På svenska blir det:"."""
    return facts.has_piece("language-adverbs") and facts.raw.rstrip("*_ ")[-1] in ":："


def asks_for_next(facts: Facts) -> bool:
    """Whether it asks to be sent the next part of a text, or ends one and is ready for the next."""
    if not facts.foreign:
        return len(_NEXT_IN_ENGLISH.findall(facts.said)) + ("next" in facts.word_set) > 1
    lists = (load(FALLBACK).optional(name) for name in ("sending-stems", "portion-stems"))
    return len(facts.words) <= _MAX_REQUEST and all(any(piece in facts.said for piece in each) for each in lists)


def _turns(facts: Facts) -> re.Pattern[str]:
    return _before_colon(both(facts.lexicon, "turn-labels"))


def _labels(facts: Facts) -> re.Pattern[str]:
    return _before_colon(both(facts.lexicon, "prompt-labels"))


@functools.cache
def _before_colon(labels: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, labels), reverse=True))}){_COLON}")
