"""How much each sign says: ten points for each power of e by which it is commoner in talk than in text.

The points were fitted by logistic regression (`benchmarks/training/learn_talk.py`), on talk of models in many wordings
and languages against the first and last paragraphs of some hundred thousand texts that people wrote. A few signs that
people's own words have were set by hand: a speaker, a credit, speech, an article's "in this post".
"""

from __future__ import annotations

from types import MappingProxyType

from cleaner.passes.chatter._signs import Sign

POINTS_AT_START = MappingProxyType(
    {
        Sign.TRANSLATION: 32,
        Sign.THINKS: 26,
        Sign.ANSWERS: 25,
        Sign.LANGUAGE: 24,
        Sign.MODEL: 23,
        Sign.TEXT: 23,
        Sign.ANNOUNCES: 22,
        Sign.LABEL: 21,
        Sign.SYMBOLS: 18,
        Sign.GREETS: 15,
        Sign.LANGUAGES: 15,
        Sign.PAIRS: 15,
        Sign.PROSE: 15,
        Sign.MUCH_WORDING: 14,
        Sign.FORWARD: 12,
        Sign.ASKER: 10,
        Sign.OWN_WORDS: 10,
        Sign.PRESENTS: 10,
        Sign.FOREIGN: 9,
        Sign.WORDING: 9,
        Sign.ACT: 8,
        Sign.FOREIGN_MATTER: 6,
        Sign.ONLY_ANSWERS: 5,
        Sign.OTHER_WORDS: -2,
        Sign.ANCHORED: -3,
        Sign.PIECE: -3,
        Sign.ADDRESS: -4,
        Sign.TRAILS: -4,
        Sign.MANY_OTHER_WORDS: -7,
        Sign.MUCH_SHARED: -7,
        Sign.SPOKEN: -10,
        Sign.NO_STOP: -14,
        Sign.SPEECH: -15,
        Sign.NAMED: -19,
        Sign.SHARED: -19,
        Sign.ASKS: -20,
        Sign.CREDIT: -20,
        Sign.SPEAKER: -20,
        Sign.WRITES: -20,
        Sign.LISTED: -21,
    }
)
POINTS_AT_END = MappingProxyType(
    {
        Sign.GRADES: 54,
        Sign.LEAVES: 39,
        Sign.MODEL: 39,
        Sign.TRANSLATION: 37,
        Sign.OFFERS: 33,
        Sign.FOREIGN: 32,
        Sign.NOTE_LABEL: 32,
        Sign.END_MARK: 31,
        Sign.NOTE: 31,
        Sign.SOURCE: 24,
        Sign.MARKED_NOTE: 20,
        Sign.LANGUAGE: 19,
        Sign.TEXT: 18,
        Sign.WORDING: 18,
        Sign.YOURS: 18,
        Sign.PROSE: 15,
        Sign.ACT: 14,
        Sign.DETAIL: 14,
        Sign.ASKS_FOR: 13,
        Sign.OWN_WORDS: 13,
        Sign.CHANGE: 10,
        Sign.PAIRS: 9,
        Sign.TABLE: 60,
        Sign.UNSPOKEN: 9,
        Sign.DOUBT: 8,
        Sign.MUCH_WORDING: 7,
        Sign.QUOTES: 6,
        Sign.EXCLAIMS: 3,
        Sign.OTHER_WORDS: -3,
        Sign.ANCHORED: -4,
        Sign.HEADS: -7,
        Sign.MUCH_SHARED: -9,
        Sign.SPOKEN: -10,
        Sign.NAMED: -11,
        Sign.SPEECH: -15,
        Sign.SHARED: -16,
        Sign.CREDIT: -20,
        Sign.SPEAKER: -20,
        Sign.FOREIGN_MATTER: -25,
        Sign.PIECE: -27,
    }
)
"""The points of the signs at either end; a sign that is not here is asked for by itself."""

LENGTH_AT_START = ((4, 15), (8, 11), (14, 2), (25, 32), (45, 13))
LENGTH_AT_END = ((4, 2), (8, 12), (14, 10), (25, 38), (45, 12))
"""Points for each number of words that a paragraph does not exceed."""
