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
        Sign.ANNOUNCES: 35,
        Sign.TURN: 35,
        Sign.ROLE: 20,
        Sign.TRANSLATION: 17,
        Sign.PROSE: 15,
        Sign.ACT: 11,
        Sign.ANSWERS: 11,
        Sign.HANDLES: 11,
        Sign.LANGUAGE: 11,
        Sign.ASKER: 10,
        Sign.OWN_WORDS: 10,
        Sign.REQUESTED: 9,
        Sign.TEXT: 9,
        Sign.WORDING: 9,
        Sign.MODEL: 8,
        Sign.LANGUAGES: 7,
        Sign.CAUTIOUS: 6,
        Sign.FORWARD: 6,
        Sign.LABEL: 5,
        Sign.MUCH_WORDING: 5,
        Sign.PRESENTS: 5,
        Sign.SYMBOLS: 5,
        Sign.ADDRESS: 4,
        Sign.CHANGE: 4,
        Sign.ONLY_ANSWERS: 4,
        Sign.PAIRS: 4,
        Sign.TRAILS: 4,
        Sign.THINKS: 3,
        Sign.NOTE: 2,
        Sign.MANY_OTHER_WORDS: -3,
        Sign.MUCH_SHARED: -4,
        Sign.LISTED: -7,
        Sign.NAMED: -7,
        Sign.NO_STOP: -7,
        Sign.OTHER_WORDS: -7,
        Sign.PIECE: -7,
        Sign.PUBLIC: -7,
        Sign.NARRATES: -10,
        Sign.SPOKEN: -10,
        Sign.SHARED: -11,
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
        Sign.PAIRS: 21,
        Sign.WORDING: 17,
        Sign.LEAVES: 16,
        Sign.PROSE: 15,
        Sign.REQUESTED: 15,
        Sign.MUCH_WORDING: 13,
        Sign.MORE: 12,
        Sign.NOTE_LABEL: 12,
        Sign.HANDLES: 11,
        Sign.TEXT: 11,
        Sign.NOTE: 10,
        Sign.ACT: 8,
        Sign.MODEL: 8,
        Sign.CAUTIOUS: 7,
        Sign.DOUBT: 7,
        Sign.END_MARK: 7,
        Sign.EXCLAIMS: 6,
        Sign.LANGUAGE: 6,
        Sign.MARKED_NOTE: 6,
        Sign.OFFERS: 6,
        Sign.TRANSLATION: 6,
        Sign.UNSPOKEN: 6,
        Sign.CHANGE: 5,
        Sign.OWN_WORDS: 5,
        Sign.GRADES: 3,
        Sign.YOURS: 2,
        Sign.ANCHORED: -2,
        Sign.HEADS: -4,
        Sign.MUCH_SHARED: -5,
        Sign.NAMED: -8,
        Sign.OTHER_WORDS: -8,
        Sign.NARRATES: -10,
        Sign.SPOKEN: -10,
        Sign.SHARED: -13,
        Sign.SPEECH: -15,
        Sign.PIECE: -16,
        Sign.PUBLIC: -18,
        Sign.CREDIT: -20,
        Sign.SPEAKER: -20,
    }
)

POINTS_AT_START_ELSEWHERE = MappingProxyType(
    {
        Sign.FORM: 60,
        Sign.PORTION: 60,
        Sign.PROMISES: 40,
        Sign.ANNOUNCES: 38,
        Sign.TURN: 35,
        Sign.LANGUAGE: 24,
        Sign.ROLE: 20,
        Sign.LABEL: 19,
        Sign.MUCH_WORDING: 16,
        Sign.PROSE: 15,
        Sign.HANDLES: 13,
        Sign.ACT: 11,
        Sign.FOREIGN_MATTER: 11,
        Sign.ASKER: 10,
        Sign.WORDING: 10,
        Sign.REQUESTED: 9,
        Sign.ADDRESS: 7,
        Sign.SYMBOLS: 5,
        Sign.TRANSLATION: 5,
        Sign.GREETS: 4,
        Sign.TEXT: 3,
        Sign.ANSWERS: 2,
        Sign.NAMED: -4,
        Sign.SHARED: -4,
        Sign.NO_STOP: -6,
        Sign.SPOKEN: -10,
        Sign.PRESENTS: -11,
        Sign.STRANGE: -13,
        Sign.SPEECH: -15,
        Sign.CREDIT: -20,
        Sign.SPEAKER: -20,
        Sign.WRITES: -20,
        Sign.ASKS: -30,
        Sign.PUBLIC: -34,
    }
)
POINTS_AT_END_ELSEWHERE = MappingProxyType(
    {
        Sign.FORM: 60,
        Sign.TABLE: 60,
        Sign.GRADED: 55,
        Sign.NEXT_PART: 50,
        Sign.MORE: 23,
        Sign.MARKED_NOTE: 21,
        Sign.OFFERS: 21,
        Sign.QUOTES: 19,
        Sign.PROSE: 15,
        Sign.TEXT: 15,
        Sign.HANDLES: 14,
        Sign.MUCH_WORDING: 13,
        Sign.FOREIGN_MATTER: 12,
        Sign.PAIRS: 10,
        Sign.LANGUAGE: 7,
        Sign.CAUTIOUS: 5,
        Sign.TRANSLATION: 5,
        Sign.ACT: 4,
        Sign.CHANGE: 4,
        Sign.YOURS: 3,
        Sign.MUCH_SHARED: -2,
        Sign.STRANGE: -3,
        Sign.REQUESTED: -5,
        Sign.WORDING: -5,
        Sign.NOTE: -6,
        Sign.SHARED: -8,
        Sign.PIECE: -10,
        Sign.SPOKEN: -10,
        Sign.UNSPOKEN: -10,
        Sign.SPEECH: -15,
        Sign.NAMED: -17,
        Sign.CREDIT: -20,
        Sign.SPEAKER: -20,
        Sign.PUBLIC: -33,
    }
)
"""The points of the signs at either end, in the language of the text and in another; a sign that is not here is asked
for by itself."""

LENGTH_AT_START = ((4, 7), (8, 8), (14, 4), (25, 3), (45, 0))
LENGTH_AT_END = ((4, 2), (8, 8), (14, 4), (25, 8), (45, 4))
LENGTH_AT_START_ELSEWHERE = ((4, 9), (8, 13), (14, 0), (25, 13), (45, 0))
LENGTH_AT_END_ELSEWHERE = ((4, 7), (8, 17), (14, 18), (25, 6), (45, 0))
"""Points for each number of words that a paragraph does not exceed."""

BASE_AT_START = 57
BASE_AT_END = 61
BASE_AT_START_ELSEWHERE = 28
BASE_AT_END_ELSEWHERE = 30
"""The points that every paragraph has, so that 100 together are even odds."""
