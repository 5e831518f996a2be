"""Whether the first or last paragraph of a text is talk about a translation, by signs and their points.

A case names signs that must all be there, some of which one must be, and the points that all signs of the paragraph
make. How few are enough depends on what else is known: less where a model has shown itself or the text is known to be
machine translation than where nothing is.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from cleaner.lexicon import Lexicon, load
from cleaner.passes.chatter._facts import Facts, Passage, words_elsewhere
from cleaner.passes.chatter._signs import AT_END, AT_START, CORE_AT_START, Sign
from cleaner.passes.chatter._words import PROMPTS, both, openers

_MAX_LENGTH = 700
_MAX_PLAIN = 280
_LONG_TALK = re.compile(r"[Tt]ranslat|[Tt]he user\b")
_OTHER_SCRIPT = re.compile(r"[^\x00-\u036f\u2000-\u2bff]{3}")
_WORD = re.compile(r"[^\W\d_]+")
_TAIL = " *_#\n\r\t\ufe0f"
_ENDS = ":：…—–-=👇⬇`>"
_ANSWERING = ("agreements", "assents", "hesitations", "presenters")
_MANY = 1000


@dataclass(frozen=True, slots=True)
class _Case:
    """Signs that make talk together: `all_of` and one of `one_of`, so many points, at most so many words."""

    all_of: frozenset[Sign]
    one_of: frozenset[Sign]
    points: int
    words: int = _MANY

    def holds(self, signs: frozenset[Sign], points: int, words: int) -> bool:
        """Whether a paragraph with these signs is talk."""
        return (
            points >= self.points
            and words <= self.words
            and self.all_of <= signs
            and not (self.one_of and self.one_of.isdisjoint(signs))
        )


def _case(*all_of: Sign, one_of: tuple[Sign, ...] = (), points: int, words: int = _MANY) -> _Case:
    return _Case(frozenset(all_of), frozenset(one_of), points, words)


_SAYS_SO = (Sign.ANNOUNCES, Sign.ANSWERS)

_SURE = (*_SAYS_SO, Sign.FORWARD, Sign.YOURS, Sign.ASKER, Sign.THINKS)
_START_MACHINE = (
    _case(Sign.TRANSLATION, one_of=_SAYS_SO, points=5, words=40),
    _case(Sign.TRANSLATION, Sign.PRESENTS, one_of=(Sign.NO_STOP, Sign.FORWARD, Sign.TRAILS), points=5, words=40),
    _case(Sign.TRANSLATION, one_of=(Sign.FORWARD, Sign.ASKER, Sign.GREETS), points=5, words=40),
    _case(Sign.TRANSLATION, Sign.FORWARD, Sign.OWN_WORDS, points=4, words=20),
    _case(Sign.TRANSLATION, Sign.CHANGE, Sign.ACT, one_of=(Sign.TEXT, Sign.LANGUAGE, Sign.REQUEST), points=7, words=25),
    _case(Sign.TRANSLATION, one_of=(Sign.ASKER, Sign.YOURS, Sign.CHANGE), points=8, words=80),
    _case(Sign.TRANSLATION, Sign.PROMISES, points=6, words=40),
    _case(Sign.TRANSLATION, Sign.PRESENTS, Sign.REQUEST, points=5, words=20),
    _case(Sign.LANGUAGE, Sign.ANNOUNCES, points=4, words=25),
    _case(Sign.LANGUAGE, Sign.FORWARD, Sign.OWN_WORDS, one_of=(Sign.PRESENTS, Sign.ACT), points=4, words=20),
    _case(
        Sign.LANGUAGE,
        Sign.ANSWERS,
        one_of=(Sign.FORWARD, Sign.TEXT, Sign.PROMISES, Sign.YOURS, Sign.PRESENTS, Sign.NO_STOP),
        points=5,
        words=25,
    ),
    _case(Sign.LANGUAGE, Sign.FORWARD, Sign.OWN_WORDS, Sign.NO_STOP, points=4, words=12),
    _case(Sign.LANGUAGE, Sign.PRESENTS, Sign.OWN_WORDS, Sign.CHANGE, points=5, words=25),
    _case(Sign.LANGUAGE, Sign.ASKER, points=5, words=80),
    _case(Sign.MODEL, one_of=(Sign.CHANGE, Sign.FORWARD, Sign.TRANSLATION), points=5, words=30),
    _case(Sign.YOURS, one_of=(Sign.LANGUAGE, Sign.TRANSLATION), points=5, words=30),
    _case(Sign.ACT, Sign.CHANGE, one_of=(Sign.TEXT, Sign.WORDING, Sign.LANGUAGE), points=7, words=30),
    _case(Sign.ANSWERS, Sign.ACT, Sign.TEXT, points=6, words=30),
    _case(Sign.PRESENTS, Sign.ANNOUNCES, Sign.OWN_WORDS, Sign.CHANGE, Sign.FIRST, points=6, words=12),
    _case(Sign.TRANSLATION, Sign.LANGUAGE, Sign.OWN_WORDS, one_of=(Sign.NO_STOP, Sign.LANGUAGES), points=5, words=14),
    _case(Sign.MODEL, Sign.OWN_WORDS, points=4, words=8),
    _case(Sign.THINKS, one_of=(Sign.TRANSLATION, Sign.LANGUAGE, Sign.PAIRS), points=4, words=120),
    _case(Sign.ANSWERS, Sign.ANNOUNCES, Sign.CHANGE, one_of=(Sign.FORWARD, Sign.TEXT, Sign.ADDRESS), points=5, words=8),
    _case(Sign.ANNOUNCES, Sign.TEXT, Sign.OWN_WORDS, points=4, words=6),
    _case(Sign.LABEL, points=4, words=8),
    _case(Sign.ONLY_ANSWERS, points=4, words=8),
)
_START_UNKNOWN = (
    _case(Sign.TRANSLATION, Sign.ANSWERS, points=7, words=40),
    _case(Sign.TRANSLATION, Sign.ANNOUNCES, Sign.OTHERS, points=6, words=40),
    _case(
        Sign.TRANSLATION,
        Sign.FORWARD,
        Sign.OTHERS,
        one_of=(Sign.TEXT, Sign.REQUEST, Sign.YOURS, Sign.LANGUAGE, Sign.MODEL),
        points=6,
        words=30,
    ),
    _case(Sign.TRANSLATION, Sign.PROMISES, one_of=(Sign.LANGUAGE, Sign.ANSWERS, Sign.YOURS), points=8, words=40),
    _case(Sign.TRANSLATION, Sign.ASKER, points=7),
    _case(Sign.LANGUAGE, Sign.ANNOUNCES, one_of=(Sign.ANSWERS, Sign.YOURS), points=7, words=25),
    _case(Sign.LANGUAGE, Sign.OTHERS, one_of=_SURE, points=9, words=60),
    _case(Sign.TRANSLATION, Sign.OTHERS, Sign.OWN_WORDS, one_of=_SURE, points=8, words=60),
)
_START_FOREIGN = (
    _case(Sign.TRANSLATION, one_of=(*_SAYS_SO, Sign.PRESENTS), points=5, words=40),
    _case(Sign.TRANSLATION, one_of=(Sign.ACT, Sign.LANGUAGE), points=5, words=14),
    _case(Sign.TRANSLATION, points=5, words=4),
    _case(Sign.ANSWERS, one_of=(Sign.LANGUAGE, Sign.ACT, Sign.TEXT), points=5, words=40),
    _case(Sign.LANGUAGE, Sign.ANNOUNCES, points=5, words=40),
    _case(Sign.LANGUAGE, Sign.TEXT, one_of=(Sign.ADDRESS, Sign.NO_STOP), points=5, words=20),
)
_START_FOREIGN_UNKNOWN = (
    _case(Sign.TRANSLATION, one_of=(*_SAYS_SO, Sign.PRESENTS), points=6, words=30),
    _case(Sign.LANGUAGE, Sign.ANNOUNCES, one_of=(Sign.ANSWERS, Sign.TEXT), points=6, words=20),
    _case(Sign.LANGUAGE, Sign.ANNOUNCES, points=8, words=14),
)
_SPOKEN = (
    Sign.NOTE,
    Sign.ACT,
    Sign.CHANGE,
    Sign.DOUBT,
    Sign.SYMBOLS,
    Sign.SOURCE,
    Sign.ADDRESS,
    Sign.REQUEST,
    Sign.GRADES,
)
_MATTER = (Sign.TEXT, Sign.LANGUAGE, Sign.WORDING)
_END_TOLD = (
    _case(Sign.TRANSLATION, Sign.UNSPOKEN, one_of=_SPOKEN, points=4, words=45),
    _case(Sign.TRANSLATION, Sign.UNSPOKEN, Sign.TEXT, Sign.OWN_WORDS, points=5, words=20),
    _case(Sign.TRANSLATION, Sign.UNSPOKEN, points=3, words=8),
    _case(Sign.TRANSLATION, Sign.LEAVES, points=4, words=8),
    _case(Sign.WORDING, one_of=(Sign.NOTE, Sign.OFFERS, Sign.ACT, Sign.CHANGE, Sign.QUOTES), points=6, words=45),
    _case(Sign.WORDING, Sign.ACT, Sign.CHANGE, Sign.QUOTES, points=4, words=45),
    _case(Sign.NOTE, one_of=(Sign.QUOTES, Sign.REQUEST, *_MATTER), points=4, words=45),
    _case(Sign.NOTE, Sign.QUOTES, points=2, words=30),
    _case(Sign.EXCLAIMS, one_of=(Sign.LEAVES, Sign.NOTE, Sign.ADDRESS, Sign.REQUEST, *_MATTER), points=3),
    _case(Sign.ASKS_FOR, one_of=(Sign.ACT, Sign.OWN_WORDS, Sign.DOUBT), points=3, words=20),
    _case(Sign.DETAIL, Sign.OWN_WORDS, one_of=(Sign.SOURCE, Sign.DOUBT), points=3, words=14),
    _case(Sign.DETAIL, one_of=(Sign.SOURCE, Sign.DOUBT), points=4, words=30),
    _case(Sign.DETAIL, Sign.ACT, Sign.CHANGE, Sign.OWN_WORDS, points=5, words=20),
    _case(Sign.LANGUAGE, Sign.MUCH_WORDING, points=4, words=30),
    _case(Sign.NOTE, Sign.EQUATES, points=1, words=30),
    _case(Sign.NOTE, Sign.CHANGE, Sign.OWN_WORDS, Sign.HEADS, points=5, words=8),
    _case(Sign.NOTE, Sign.CHANGE, Sign.ACT, Sign.DOUBT, Sign.FIRST, points=6, words=30),
    _case(Sign.NOTE_LABEL, points=1, words=40),
    _case(Sign.SOURCE, one_of=_MATTER, points=4, words=30),
    _case(Sign.OFFERS, one_of=(Sign.WORDING, Sign.TEXT), points=6, words=30),
    _case(Sign.ACT, Sign.CHANGE, one_of=_MATTER, points=5, words=35),
    _case(Sign.CHANGE, Sign.DOUBT, one_of=_MATTER, points=5, words=40),
    _case(Sign.YOURS, one_of=(Sign.CHANGE, Sign.TRANSLATION), points=5, words=30),
    _case(Sign.MODEL, points=1, words=8),
    _case(Sign.MODEL, points=3, words=15),
    _case(Sign.MODEL, one_of=(Sign.NOTE, Sign.ACT, Sign.CHANGE), points=4, words=45),
    _case(Sign.LEAVES, Sign.CHANGE, points=4),
    _case(Sign.GRADES, points=3, words=30),
    _case(Sign.GRADES, points=0, words=6),
    _case(Sign.LANGUAGE, Sign.SYMBOLS, points=3, words=15),
    _case(Sign.TABLE, points=3),
    _case(Sign.END_MARK, points=2),
)
_END_MACHINE = (
    _case(Sign.TRANSLATION, Sign.UNSPOKEN, one_of=(Sign.OFFERS, Sign.NOTE, Sign.YOURS), points=7, words=45),
    _case(Sign.TRANSLATION, Sign.UNSPOKEN, Sign.ACT, Sign.CHANGE, one_of=_MATTER, points=7, words=45),
    _case(Sign.TRANSLATION, Sign.MODEL, points=6, words=45),
    _case(Sign.WORDING, Sign.NOTE, Sign.QUOTES, points=7, words=45),
)
_END_FOREIGN_MACHINE = (_case(Sign.TRANSLATION, one_of=(Sign.OFFERS, Sign.NOTE, Sign.ADDRESS), points=6, words=40),)
_END_FOREIGN = (
    _case(Sign.TRANSLATION, points=5, words=40),
    _case(one_of=(Sign.NOTE, Sign.OFFERS, Sign.LEAVES), points=5, words=16),
    _case(Sign.LANGUAGE, Sign.ACT, points=6, words=30),
    _case(Sign.ACT, Sign.ADDRESS, points=5, words=14),
    _case(Sign.ACT, Sign.QUOTES, points=5, words=25),
)
"""What is talk at the start and at the end, in the language of the text and in another one."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """The signs of a paragraph, how many points they make, and of how many words it is."""

    signs: frozenset[Sign] = frozenset()
    points: int = 0
    words: int = 0
    why: str = ""
    """The signs that speak for talk, as a message says them."""

    @property
    def says_so(self) -> bool:
        """Whether it is more than a sentence about a translation: an answer, an announcement, in another language."""
        return not self.signs.isdisjoint((*_SAYS_SO, Sign.FOREIGN, Sign.LABEL, Sign.ASKER, Sign.FORWARD))

    def opens_known(self) -> bool:
        """Whether it is an announcement where the text is known to be machine translation."""
        return self._is(_START_FOREIGN if Sign.FOREIGN in self.signs else _START_MACHINE)

    def opens(self) -> bool:
        """Whether it is an announcement where nothing is known of the text."""
        return self._is(_START_FOREIGN_UNKNOWN if Sign.FOREIGN in self.signs else _START_UNKNOWN)

    def closes_known(self) -> bool:
        """Whether it is a closing note where a model has shown itself."""
        return self._is(_END_FOREIGN if Sign.FOREIGN in self.signs else _END_TOLD)

    def closes_machine(self) -> bool:
        """Whether it is a closing note in text known to be machine translation, though no model has shown itself."""
        return self._is(_END_FOREIGN_MACHINE if Sign.FOREIGN in self.signs else _END_MACHINE)

    def _is(self, cases: tuple[_Case, ...]) -> bool:
        return any(case.holds(self.signs, self.points, self.words) for case in cases)


def may_open(paragraph: str, lexicon: Lexicon) -> bool:
    """Whether a first paragraph can be talk at all; cheap, for every text is asked, and few are."""
    if paragraph.rstrip(_TAIL)[-1:] in _ENDS or _OTHER_SCRIPT.search(paragraph):
        return True
    if len(paragraph) > _MAX_PLAIN:
        return _LONG_TALK.search(paragraph) is not None
    lower = paragraph.lower()
    words = frozenset(_WORD.findall(lower))
    if not words.isdisjoint(_cues(lexicon)) or "translat" in lower or openers(lexicon, *_ANSWERING).match(lower):
        return True
    return words.isdisjoint(load(PROMPTS).optional("function-words")) and (
        len(words & words_elsewhere()) > 1 or any(stem in lower for stem in both(lexicon, "translation-stems"))
    )


@functools.cache
def _cues(lexicon: Lexicon) -> frozenset[str]:
    names = ("forward-words", "language-names", "model-words", "speaker-words")
    return frozenset().union(*(both(lexicon, name) for name in names), ("user",))


def weigh(passage: Passage) -> Weighed:
    """What a paragraph shows; nothing where it is too long, or has no words."""
    if passage.end - passage.start > _MAX_LENGTH:
        return Weighed()
    facts = Facts(passage)
    table = AT_START if passage.at_start else AT_END
    if not facts.words or (passage.at_start and not any(table[sign][1](facts) for sign in CORE_AT_START)):
        return Weighed()
    signs = frozenset(sign for sign, (_, holds) in table.items() if holds(facts))
    why = "; ".join(sign.value for sign in table if sign in signs and table[sign][0] > 0)
    return Weighed(signs, sum(table[sign][0] for sign in signs), len(facts.words), why)
