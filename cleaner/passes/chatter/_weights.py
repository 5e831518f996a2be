"""How much each sign says: ten points for each power of e by which it is commoner in talk than in text.

The points were fitted by logistic regression (`benchmarks/training/learn_talk.py`), on talk of models in many wordings
and languages against look-alikes that people write and the paragraphs of texts that people wrote. A few signs that
people's own words have were set by hand: a speaker, a credit, speech, a question, an article's "in this post".
"""

from __future__ import annotations

from types import MappingProxyType

from cleaner.passes.chatter._signs import Sign

POINTS_AT_START = MappingProxyType(
    {
        Sign.FORM: 60,
        Sign.PORTION: 60,
        Sign.PROMISES: 40,
        Sign.TURN: 35,
        Sign.TRANSLATION: 29,
        Sign.PAIRS: 23,
        Sign.ANNOUNCES: 22,
        Sign.CAUTIOUS: 20,
        Sign.MUCH_WORDING: 20,
        Sign.ROLE: 20,
        Sign.LANGUAGE: 18,
        Sign.THINKS: 17,
        Sign.OWN_WORDS: 16,
        Sign.PROSE: 15,
        Sign.REQUESTED: 15,
        Sign.ANSWERS: 14,
        Sign.LABEL: 14,
        Sign.FORWARD: 12,
        Sign.MODEL: 12,
        Sign.SYMBOLS: 11,
        Sign.TEXT: 11,
        Sign.ACT: 10,
        Sign.ASKER: 10,
        Sign.HANDLES: 9,
        Sign.TRAILS: 9,
        Sign.GREETS: 5,
        Sign.ADDRESS: 4,
        Sign.ONLY_ANSWERS: 4,
        Sign.PERSONAL: 4,
        Sign.PRESENTS: 4,
        Sign.SOURCE: 4,
        Sign.WORDING: 4,
        Sign.NOTE: 3,
        Sign.LISTED: -3,
        Sign.MUCH_SHARED: -3,
        Sign.CHANGE: -4,
        Sign.NAMED: -4,
        Sign.SHARED: -6,
        Sign.OTHER_WORDS: -7,
        Sign.SPOKEN: -10,
        Sign.NARRATES: -14,
        Sign.NO_STOP: -14,
        Sign.PUBLIC: -14,
        Sign.SPEECH: -15,
        Sign.CREDIT: -20,
        Sign.SPEAKER: -20,
        Sign.WRITES: -20,
        Sign.ASKS: -30,
    }
)
POINTS_AT_END = MappingProxyType(
    {
        Sign.FORM: 60,
        Sign.TABLE: 60,
        Sign.GRADED: 55,
        Sign.NEXT_PART: 50,
        Sign.SOURCE: 24,
        Sign.LEAVES: 22,
        Sign.MODEL: 21,
        Sign.NOTE_LABEL: 20,
        Sign.ACT: 17,
        Sign.MUCH_WORDING: 16,
        Sign.CAUTIOUS: 15,
        Sign.PAIRS: 15,
        Sign.PROSE: 15,
        Sign.QUOTES: 15,
        Sign.OWN_WORDS: 14,
        Sign.TEXT: 14,
        Sign.ASKS_FOR: 12,
        Sign.REQUESTED: 12,
        Sign.YOURS: 12,
        Sign.END_MARK: 11,
        Sign.LANGUAGE: 11,
        Sign.MORE: 10,
        Sign.NOTE: 9,
        Sign.TRANSLATION: 9,
        Sign.UNSPOKEN: 8,
        Sign.GRADES: 7,
        Sign.NAMED: 6,
        Sign.HANDLES: 5,
        Sign.HEADS: 5,
        Sign.OTHER_WORDS: 5,
        Sign.WORDING: 5,
        Sign.DOUBT: 4,
        Sign.DETAIL: 2,
        Sign.OFFERS: 2,
        Sign.ANCHORED: -2,
        Sign.CHANGE: -3,
        Sign.MUCH_SHARED: -8,
        Sign.EXCLAIMS: -9,
        Sign.SHARED: -10,
        Sign.SPOKEN: -10,
        Sign.NARRATES: -13,
        Sign.SPEECH: -15,
        Sign.CREDIT: -20,
        Sign.PIECE: -20,
        Sign.SPEAKER: -20,
        Sign.PUBLIC: -25,
    }
)

POINTS_AT_START_ELSEWHERE = MappingProxyType(
    {
        Sign.FORM: 60,
        Sign.PORTION: 60,
        Sign.PROMISES: 40,
        Sign.TURN: 35,
        Sign.HANDLES: 27,
        Sign.LANGUAGE: 27,
        Sign.ANNOUNCES: 25,
        Sign.LABEL: 20,
        Sign.ROLE: 20,
        Sign.WORDING: 20,
        Sign.MUCH_WORDING: 15,
        Sign.PROSE: 15,
        Sign.FOREIGN_MATTER: 12,
        Sign.REQUESTED: 12,
        Sign.NOTE: 11,
        Sign.ANSWERS: 10,
        Sign.ASKER: 10,
        Sign.TEXT: 10,
        Sign.ADDRESS: 9,
        Sign.ACT: 8,
        Sign.GREETS: 8,
        Sign.CHANGE: -2,
        Sign.PRESENTS: -2,
        Sign.NO_STOP: -5,
        Sign.NAMED: -9,
        Sign.SPOKEN: -10,
        Sign.SPEECH: -15,
        Sign.STRANGE: -19,
        Sign.CREDIT: -20,
        Sign.SPEAKER: -20,
        Sign.WRITES: -20,
        Sign.PUBLIC: -34,
    }
)
POINTS_AT_END_ELSEWHERE = MappingProxyType(
    {
        Sign.FORM: 60,
        Sign.TABLE: 60,
        Sign.GRADED: 55,
        Sign.NEXT_PART: 50,
        Sign.OFFERS: 38,
        Sign.NOTE: 27,
        Sign.MARKED_NOTE: 26,
        Sign.MORE: 24,
        Sign.HANDLES: 21,
        Sign.MUCH_WORDING: 16,
        Sign.PROSE: 15,
        Sign.FOREIGN_MATTER: 13,
        Sign.TEXT: 12,
        Sign.TRANSLATION: 10,
        Sign.PAIRS: 8,
        Sign.QUOTES: 7,
        Sign.LANGUAGE: 5,
        Sign.YOURS: 4,
        Sign.CHANGE: -2,
        Sign.ACT: -3,
        Sign.WORDING: -3,
        Sign.REQUESTED: -4,
        Sign.STRANGE: -7,
        Sign.UNSPOKEN: -7,
        Sign.SPOKEN: -10,
        Sign.NAMED: -15,
        Sign.SPEECH: -15,
        Sign.CREDIT: -20,
        Sign.SPEAKER: -20,
        Sign.PUBLIC: -35,
    }
)
"""The points of the signs at either end, in the language of the text and in another; a sign that is not here is asked
for by itself."""

LENGTH_AT_START = ((4, 19), (8, 15), (14, -2), (25, 7), (45, 3))
LENGTH_AT_END = ((4, 18), (8, 21), (14, -8), (25, 16), (45, 4))
LENGTH_AT_START_ELSEWHERE = ((4, 15), (8, 21), (14, -3), (25, 8), (45, 0))
LENGTH_AT_END_ELSEWHERE = ((4, 6), (8, 26), (14, 10), (25, 6), (45, 0))
"""Points for each number of words that a paragraph does not exceed."""

BASE_AT_START = 39
BASE_AT_END = 36
BASE_AT_START_ELSEWHERE = 22
BASE_AT_END_ELSEWHERE = 28
"""The points that every paragraph has, so that 100 together are even odds."""
